"""Arithmetic as it is written out on paper, made from the numbers themselves."""

from __future__ import annotations

from typing import Any

from layerwise.checks import refuse
from layerwise.exercises.kinds import finite


def spelled_out(w: Any, x: Any, b: float | None = None, places: int = 2) -> str:
    r"""The TeX of $w \cdot x + b$, product by product, and what comes out.

    Examples:
        >>> print(spelled_out([0.2, -0.5], [0.8, 0.3], 0.1))
        0.2 \cdot 0.8 + (-0.5) \cdot 0.3 + 0.1 = 0.11
    """
    first, second = finite("w", w, 1), finite("x", x, 1)
    if first.shape != second.shape:
        refuse(ValueError, "x", f"shape {first.shape} like w", second.shape, "Take one row and one input.")
    terms = [rf"{_factor(u)} \cdot {_factor(v)}" for u, v in zip(first, second, strict=True)]
    terms += [] if b is None else [_factor(b)]
    total = round(float(first @ second) + (b or 0.0), places) + 0.0
    return f"{' + '.join(terms)} = {total:.{places}f}"


def _factor(value: float) -> str:
    return f"({value:g})" if value < 0 else f"{value:g}"
