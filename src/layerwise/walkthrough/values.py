"""A value as it was at one moment: what it is, and as much of it as will be shown."""

from __future__ import annotations

import inspect
import re
import types
from dataclasses import dataclass
from typing import Any

import numpy as np

from layerwise.walkthrough.fingerprints import Array
from layerwise.walkthrough.numerals import column, number

SHOWN = 6  # entries of an axis, or of a list; when there are more, the last place says how many
SLICES = 2
LONGEST = 72
KINDS: dict[type, str] = {types.ModuleType: "module", type: "class", types.GeneratorType: "generator"}


@dataclass(frozen=True)
class Value:
    """Type (of an array: dtype) and text of a value; of an array also shape and a copy of the corner that is shown."""

    type: str
    text: str
    shape: tuple[int, ...] | None = None
    corner: Array | None = None

    def same(self, other: Value) -> bool:
        """Whether a reader sees the same."""
        alike = (self.type, self.text, self.shape) == (other.type, other.text, other.shape)
        if self.corner is None or other.corner is None or not alike:
            return alike
        return self.corner.tobytes() == other.corner.tobytes()


def picture(value: Any) -> Value:
    """The value as it is now."""
    if isinstance(value, np.ndarray) and value.ndim and not value.dtype.hasobject:
        window = (*[slice(SLICES)] * (value.ndim - 2), *[slice(SHOWN)] * 2)[-value.ndim :]
        return Value(str(value.dtype), short(value), value.shape, value[window].copy())
    return Value(_type(value), short(value))


def _type(value: Any) -> str:
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return str(value.dtype)
    return "" if isinstance(value, (types.ModuleType, type)) or value is None else type(value).__name__


def short(value: Any, depth: int = 0) -> str:
    """The value in one line."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, (bool, int, float, complex, np.number, np.bool_)):
        return number(value)
    if isinstance(value, dict):
        return _list(
            [f"{short(k, depth)}: {short(v, depth + 1)}" for k, v in _first(value.items())], value, "{}"
        )
    if isinstance(value, (list, tuple)):
        texts = [short(v, depth + 1) for v in _first(value)]
        return _list(texts, value, "[]" if isinstance(value, list) else "()")
    return _cut(_name(value, depth))


def _first(entries: Any) -> list[Any]:
    return [v for _, v in zip(range(SHOWN), entries, strict=False)]


def _list(texts: list[str], whole: Any, brackets: str) -> str:
    more = [f"… {len(whole) - SHOWN} more"] if len(whole) > SHOWN else []
    return brackets[0] + ", ".join([_cut(t) for t in texts] + more) + brackets[1]


def _array(array: Array) -> str:
    if array.ndim == 0:
        return short(array.item())
    if array.ndim > 1 or array.dtype.hasobject:
        return f"array {tuple(array.shape)}"
    return _list(texts(array[:SHOWN]), array, "[]")


def texts(entries: Array) -> list[str]:
    """The entries of a one-dimensional array as texts with equal decimals."""
    return column(list(entries)) if entries.dtype.kind in "biufc" else [repr(str(v)) for v in entries]


def _name(value: Any, depth: int) -> str:
    for kind, word in KINDS.items():
        if isinstance(value, kind):
            return f"{word} {getattr(value, '__name__', '')}"
    if callable(value) and hasattr(value, "__name__"):
        return f"{value.__name__}{_signature(value)}"
    plain: Any = type(value).__repr__
    return _object(value, depth) if plain is object.__repr__ else _own(value)


def _own(value: Any) -> str:
    """What the value says of itself, without its place in memory."""
    try:
        return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(value))
    except Exception as error:  # a listing's own __repr__
        return f"{type(value).__name__} whose __repr__ raised {type(error).__name__}"


def _signature(function: Any) -> str:
    try:
        return f"({', '.join(inspect.signature(function).parameters)})"
    except (ValueError, TypeError):  # some functions written in C
        return "(…)"


def _object(value: Any, depth: int) -> str:
    fields = getattr(value, "__dict__", {}) if depth < 2 else {}
    inside = [f"{name}={short(v, depth + 1)}" for name, v in _first(fields.items())]
    return f"{type(value).__name__}({', '.join(inside)})"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 8]}… {len(text) - LONGEST + 8} more"
