"""What Python keeps out of V8's way while it answers."""

import contextlib
import gc
from collections.abc import Iterator


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
