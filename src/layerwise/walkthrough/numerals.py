"""Numbers as a reader wants them: three digits that count, a true minus, decimals that line up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

DIGITS = 3


def decimals(values: Iterable[float], digits: int = DIGITS) -> int:
    """How many decimals show `digits` digits of the largest value, without zeros that say nothing."""
    finite = [float(v) for v in values if math.isfinite(v)]
    largest = max(map(abs, finite), default=0.0)
    if largest == 0 or all(v == int(v) for v in finite if abs(v) < 2**53):
        return 0
    count = min(max(digits - 1 - math.floor(math.log10(largest)), 0), digits + 3)
    while count and all(math.isclose(round(v, count - 1), round(v, count), abs_tol=1e-12) for v in finite):
        count -= 1
    return count


def column(values: Sequence[Any], digits: int = DIGITS) -> list[str]:
    """The values as texts with one number of decimals."""
    if any(isinstance(v, (bool, np.bool_, int, np.integer, complex, np.complexfloating)) for v in values):
        return [number(v, digits) for v in values]
    count = decimals(values, digits)
    return [_fixed(float(v), count) for v in values]


def number(value: Any, digits: int = DIGITS) -> str:
    """One number as text."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return minus(str(value))
    if isinstance(value, (complex, np.complexfloating)):
        return minus(f"{value:.{digits}g}")
    return _fixed(float(value), decimals([float(value)], digits))


def minus(text: str) -> str:
    """With the true sign instead of the hyphen."""
    return text.replace("-", "−")


def _fixed(value: float, count: int) -> str:
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else minus(f"{value}".replace("inf", "∞"))
    small = value != 0 and round(value, count) == 0
    text = f"{value:.2g}" if small or abs(value) >= 1e7 else f"{value:.{count}f}"
    return minus(text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e"))
