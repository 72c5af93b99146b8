"""How the recorder listens: one thing at a time, and not to what it sets off itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from layerwise.walkthrough.listing import ListingError

if TYPE_CHECKING:
    from layerwise.walkthrough.recorder import Recorder

T = TypeVar("T")
HANDED_ON = {"test", "returned", "given"}  # these stand in an expression and hand its value on


class Cut(BaseException):
    """Ends a listing early; not an Exception, so that `except Exception` lets it pass."""


def quietly(method: Callable[..., T]) -> Callable[..., T | None]:
    """What a listing's own `__repr__` does while it is asked for is not recorded."""

    @wraps(method)
    def listen(self: Recorder, *arguments: Any) -> T | None:
        if self.busy:
            return arguments[-1] if method.__name__ in HANDED_ON else None
        self.busy = True
        try:
            return method(self, sys._getframe(1), *arguments)
        except ListingError as error:  # the listing must not catch it
            self.refused, self.stopped = error, str(error)
            raise Cut from None
        finally:
            self.busy = False

    return listen
