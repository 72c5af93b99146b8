"""The door of the library: every public function asks here whether its arguments make sense.

A refusal always says the same four things: which argument, what it got, what was expected, what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

__all__: list[str] = []  # for the modules of this package; readers never call these

Array = npt.NDArray[Any]


def refuse(error: type[Exception], name: str, expected: str, got: object, remedy: str) -> NoReturn:
    raise error(f"{name}: expected {expected}, got {got}. {remedy}")


def floats(name: str, x: Array | float, ndim: int | None = None) -> Array:
    """Return x as it is if it is a non-empty array of floats (of that rank), else refuse."""
    if isinstance(x, np.ndarray) and x.dtype.kind == "f" and x.size and (ndim is None or x.ndim == ndim):
        return x  # the usual case first: a training step asks a dozen times
    if isinstance(x, float | np.floating):
        x = np.asarray(x)
    if not isinstance(x, np.ndarray):
        refuse(
            TypeError, name, "a NumPy array of floats", type(x).__name__, "Write np.array(..., dtype=float)."
        )
    if x.dtype.kind != "f":
        refuse(TypeError, name, "an array of floats", f"dtype {x.dtype}", f"Write {name}.astype(float).")
    if x.size == 0:
        refuse(ValueError, name, "at least one value", f"the empty shape {x.shape}", "Skip empty batches.")
    if ndim is not None and x.ndim != ndim:
        refuse(
            ValueError,
            name,
            f"{ndim} axes",
            f"{x.ndim}, shape {x.shape}",
            "Reshape it to the documented shape.",
        )
    return x


def numbered(name: str, x: Array, n: int) -> Array:
    """Return x if it is a non-empty array of integers 0 … n - 1, else refuse."""
    if not (isinstance(x, np.ndarray) and x.dtype.kind in "iu"):
        got = getattr(x, "dtype", type(x).__name__)
        refuse(TypeError, name, "an array of integers", got, f"Number from 0; write {name}.astype(int).")
    if x.size == 0:
        refuse(ValueError, name, "at least one value", f"the empty shape {x.shape}", "Skip empty batches.")
    if x.min() < 0 or x.max() >= n:
        refuse(ValueError, name, f"integers 0 … {n - 1}", f"{x.min()} … {x.max()}", "Number from 0.")
    return x


def shape(name: str, x: Array, expected: tuple[int, ...], remedy: str) -> None:
    if x.shape != expected:
        refuse(ValueError, name, f"shape {expected}", x.shape, remedy)


def same_dtype(first: str, x: Array, **others: Array) -> None:
    """One float64 array would silently turn a whole float32 network into float64."""
    for name, other in others.items():
        if other.dtype != x.dtype:
            remedy = f"Convert one of them, e.g. {first}.astype({name}.dtype)."
            refuse(TypeError, name, f"dtype {x.dtype} like {first}", other.dtype, remedy)


def same_names_and_shapes(
    params: Mapping[str, Array], grads: Mapping[str, Array], name: str = "grads"
) -> None:
    """Compare two mappings of arrays before anything is done to either."""
    if params.keys() != grads.keys():
        remedy = "Both must come from the same network, after forward and backward."
        refuse(ValueError, name, f"the names {list(params)}", list(grads), remedy)
    for key, p in params.items():
        g = grads[key]
        if _alike(p, g):
            continue  # a training step has no time for the names below
        floats(f"params[{key!r}]", p)
        shape(f"{name}[{key!r}]", floats(f"{name}[{key!r}]", g), p.shape, "Both need one shape.")


def _alike(p: Array, g: Array) -> bool:
    """Whether both are arrays of floats, not empty, and of one shape."""
    arrays = isinstance(p, np.ndarray) and isinstance(g, np.ndarray)
    return arrays and p.dtype.kind == g.dtype.kind == "f" and p.shape == g.shape and p.size > 0


def float_dtype(name: str, dtype: npt.DTypeLike) -> np.dtype[Any]:
    if not np.issubdtype(dtype, np.floating):
        refuse(TypeError, name, "a float dtype", dtype, "Choose np.float64 or np.float32.")
    return np.dtype(dtype)


def number(
    name: str, value: float, expected: str = "a finite number", ok: Callable[[float], bool] = isfinite
) -> float:
    """Return value if it is a finite real number for which `ok` holds, else refuse."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        refuse(TypeError, name, expected, repr(value), f"Pass {name} as a plain number.")
    if not (isfinite(value) and ok(value)):
        refuse(ValueError, name, expected, value, f"Choose another {name}.")
    return float(value)


def positive(name: str, value: float) -> float:
    return number(name, value, "a number > 0", lambda v: v > 0)


def not_negative(name: str, value: float) -> float:
    return number(name, value, "a number ≥ 0", lambda v: v >= 0)


def share(name: str, value: float) -> float:
    return number(name, value, "a number in [0, 1)", lambda v: 0 <= v < 1)


def count(name: str, value: int, at_least: int = 1) -> int:
    """Return value if it is a whole number not below `at_least`, else refuse."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        refuse(TypeError, name, "a whole number", repr(value), f"Pass {name} as an int.")
    if value < at_least:
        refuse(ValueError, name, f"a whole number ≥ {at_least}", value, f"Choose a larger {name}.")
    return int(value)


def generator(name: str, rng: np.random.Generator) -> np.random.Generator:
    if not isinstance(rng, np.random.Generator):
        refuse(TypeError, name, "a numpy.random.Generator", repr(rng), "Write np.random.default_rng(seed).")
    return rng


def differentiable(name: str, f: object) -> None:
    if not hasattr(f, "with_pullback"):
        got, remedy = getattr(f, "__name__", repr(f)), "Write it as value and pullback with @differentiable."
        refuse(TypeError, name, "a differentiable function", f"the plain {got}", remedy)
