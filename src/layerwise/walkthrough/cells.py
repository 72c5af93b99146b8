"""Arrays as grids of cells: a vector stands, a matrix has numbered rows and columns, axes wear their letters."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import numpy as np

from layerwise.walkthrough.axes import COLOURS
from layerwise.walkthrough.fingerprints import Array
from layerwise.walkthrough.numerals import column
from layerwise.walkthrough.values import Value, texts

LYING = 4  # entries of a vector that may lie in a row of a table
Lit = frozenset[tuple[int, ...]]


def grid(
    value: Value, letters: tuple[str, ...] = (), before: Value | None = None, lit: Lit = frozenset()
) -> str:
    """The corner of an array that is shown; entries that differ from `before` are marked, those in `lit` ringed."""
    corner, shape = value.corner, value.shape
    assert corner is not None and shape is not None
    moved = _moved(corner, before, shape, value)
    if corner.ndim == 1:
        return _grid(
            corner[:, None],
            (shape[0], 1),
            (*(letters or ("",)), ""),
            {(*i, 0) for i in moved},
            {(*i, 0) for i in lit},
        )
    if corner.ndim == 2:
        return _grid(corner, (shape[0], shape[1]), letters or ("", ""), moved, set(lit))
    return _slices(corner, shape, letters)


def _moved(corner: Array, before: Value | None, shape: tuple[int, ...], value: Value) -> set[tuple[int, ...]]:
    if before is None or before.corner is None or (before.shape, before.type) != (shape, value.type):
        return set()
    different = np.frombuffer(corner.tobytes(), f"V{corner.itemsize}") != np.frombuffer(
        before.corner.tobytes(), f"V{corner.itemsize}"
    )
    found = set(map(tuple, np.argwhere(different.reshape(corner.shape)).tolist()))
    return found if len(found) < corner.size else set()  # where all moved there is nothing to point at


def _slices(corner: Array, shape: tuple[int, ...], letters: tuple[str, ...]) -> str:
    lead = list(np.ndindex(corner.shape[:-2]))
    parts = [
        f'<div class="walk-slice"><span class="walk-tick">[{", ".join(map(str, i))}]</span>'
        f"{_grid(corner[i], (shape[-2], shape[-1]), letters[-2:] or ('', ''), set(), set())}</div>"
        for i in lead
    ]
    more = math.prod(shape[:-2]) - len(lead)
    return "".join(parts) + (f'<span class="walk-more">… {more} more</span>' if more else "")


def _grid(
    corner: Array, shape: tuple[int, int], letters: tuple[str, ...], moved: set[Any], lit: set[Any]
) -> str:
    wide = shape[1] > 1 or bool(letters[1])
    words = [
        column(list(corner[:, j])) if corner.dtype.kind in "biufc" else texts(corner[:, j])
        for j in range(corner.shape[1])
    ]
    largest, rows = _largest(corner), []
    beyond = (max(shape[0] - corner.shape[0], 0), max(shape[1] - corner.shape[1], 0))
    for i in range(corner.shape[0]):
        cells = [
            cell(
                words[j][i],
                corner[i, j],
                largest,
                ((i, j) in moved) * " walk-moved" + ((i, j) in lit) * " walk-lit",
            )
            for j in range(corner.shape[1])
        ]
        rows.append(
            f'<tr><th scope="row" class="walk-tick">{i}</th>{"".join(cells)}{_beyond(beyond[1], i)}</tr>'
        )
    if beyond[0]:
        rows.append(
            f'<tr><td></td><td class="walk-more" colspan="{corner.shape[1]}">… {beyond[0]} more</td></tr>'
        )
    return f'<table class="walk-grid">{_head(corner.shape[1], letters, wide)}<tbody>{"".join(rows)}</tbody></table>'


def _beyond(count: int, row: int) -> str:
    return f'<td class="walk-more">{f"… {count} more" if row == 0 else "…"}</td>' if count else ""


def _head(columns: int, letters: tuple[str, ...], wide: bool) -> str:
    top = (
        f'<tr><td></td><th colspan="{columns}" scope="colgroup">{axis(letters[1])}</th></tr>'
        if letters[1]
        else ""
    )
    ticks = (
        "".join(f'<th scope="col" class="walk-tick">{j}</th>' for j in range(columns))
        if wide
        else "<td></td>"
    )
    low = f"<tr><td>{axis(letters[0])}</td>{ticks}</tr>" if wide or letters[0] else ""
    return f"<thead>{top}{low}</thead>" if top or low else ""


def axis(letter: str, size: int | None = None) -> str:
    """The letter of an axis in its colour, or the size that stands for it."""
    text = letter if size is None else str(size)
    return (
        f'<span class="walk-axis walk-axis-{COLOURS.get(letter, "other")}">{escape(text)}</span>'
        if letter
        else text
    )


def cell(text: str, number: Any, largest: float, more: str = "", tag: str = "td") -> str:
    """One number: its sign is a colour and a hatch, its size an area."""
    number = complex(number).real if isinstance(number, (np.number, np.bool_, int, float)) else 0.0
    sign = "positive" if number > 0 else "negative" if number < 0 else "zero"
    size = min(1.0, math.sqrt(abs(number) / largest)) if largest and math.isfinite(number) else 0
    style = f' style="--size:{size:.2f}"' if size else ""
    return f'<{tag} class="walk-cell{more}" data-sign="{sign}"{style}>{escape(text)}</{tag}>'


def _largest(corner: Array) -> float:
    if corner.dtype.kind not in "biuf" or not corner.size:
        return 0.0
    finite = np.abs(corner[np.isfinite(corner)].astype(float))
    return float(finite.max()) if finite.size else 0.0


def lying(value: Value) -> str:
    """A short vector in a row of a table; anything else in words."""
    corner = value.corner
    if corner is None or value.shape is None or len(value.shape) != 1 or value.shape[0] > LYING:
        return f"<code>{escape(value.text)}</code>"
    largest = _largest(corner)
    cells = [cell(t, n, largest, tag="span") for t, n in zip(texts(corner), corner, strict=True)]
    return f'<span class="walk-lying">{"".join(cells)}</span>'
