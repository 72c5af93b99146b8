"""One door to V8, behind which a build cannot hang."""

import contextlib
import gc
from collections.abc import Iterator

SECONDS = 30  # for one call; a formula takes milliseconds


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """No cyclic garbage collection meanwhile: V8 answers on a thread of its own, which must not free V8's objects."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
