"""The parts of an exercise's card: words, grids of cells, and fields shaped like the answer."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from bookmaking.words import inline

if TYPE_CHECKING:  # `make serve` forgets the library between two builds
    from layerwise.checks import Array

FIELD = (
    '<input class="exercise-field" type="text" aria-label="{label}" maxlength="1000" autocomplete="off" '
    'autocapitalize="off" spellcheck="false" enterkeyhint="go">'
)
MOVE = '<button type="button" class="exercise-move" data-move="{step}" aria-label="Move {letter} {way}">{arrow}</button>'


def plain(text: str) -> str:
    """Markdown as the name of a field."""
    return escape(re.sub(r"[`$*\\]", "", text))


def texts(values: Array) -> list[str]:
    """Numbers with as many decimals as the longest of them needs."""
    places = next((p for p in range(6) if np.allclose(values, values.round(p), rtol=0, atol=1e-9)), 6)
    return [f"{x + 0.0:.{places}f}".replace("-", "\u2212") for x in values.flat]


def grid(value: Any, title: str) -> str:
    """An array as a grid of cells with its name and shape; a vector stands."""
    values = np.asarray(value, dtype=float)
    size = f' <span class="exercise-size">{values.shape}</span>' if title and values.ndim else ""
    cells = [f"<td>{text}</td>" for text in texts(values)]
    return table(cells, values.shape, inline(title) + size, f"{plain(title)} {values.shape}")


def table(cells: list[str], shape: tuple[int, ...], title: str, spoken: str) -> str:
    """Cells in reading order beside their indices, which count from 0."""
    columns = shape[1] if len(shape) == 2 else 1
    ticks = "".join(f'<th scope="col">{j}</th>' for j in range(columns))
    head = f"<thead><tr><td></td>{ticks}</tr></thead>" if len(shape) == 2 else ""
    starts = range(0, len(cells), columns)
    rows = [
        f'<tr><th scope="row">{i}</th>{"".join(cells[s : s + columns])}</tr>' for i, s in enumerate(starts)
    ]
    name = f'<div class="exercise-name" aria-hidden="true">{title}</div>' if title else ""
    return (
        f'<div class="exercise-array">{name}<table class="exercise-grid" aria-label="{spoken.strip()}">'
        f"{head}<tbody>{''.join(rows)}</tbody></table></div>"
    )


def entry(shape: tuple[int, ...], place: int) -> str:
    """What an entry of the answer is called."""
    if len(shape) == 2:
        return f"row {place // shape[1]}, column {place % shape[1]}"
    return f"entry {place}"


def fields(exercise: Any, group: str) -> str:
    """What the reader fills in; `group` tells the radio buttons of two variants apart."""
    kind, name = type(exercise).__name__, exercise.name
    if kind in {"Vector", "Matrix"}:
        return array_fields(np.shape(exercise.answer), name)
    if kind == "Choice":
        return choice_fields(exercise.options, group)
    if kind == "Ordering":
        return ordering_fields(exercise.items)
    return f'<div class="exercise-line"><span>{inline(name)}</span>{FIELD.format(label=plain(name))}</div>'


def array_fields(shape: tuple[int, ...], name: str) -> str:
    """A grid of fields."""
    labels = [f"{plain(name)}, {entry(shape, i)}" for i in range(int(np.prod(shape)))]
    return table(
        [f"<td>{FIELD.format(label=label)}</td>" for label in labels], shape, inline(name), plain(name)
    )


def choice_fields(options: list[str], group: str) -> str:
    """A group of radio buttons."""
    rows = "".join(
        f'<label><input type="radio" name="{group}" value="{i}"><span>{inline(option)}</span></label>'
        for i, option in enumerate(options)
    )
    return f'<fieldset class="exercise-options"><legend>Your answer</legend>{rows}</fieldset>'


def ordering_fields(items: list[Any]) -> str:
    """Rows with letters, each with a button up and one down."""
    rows = []
    for i, item in enumerate(items):
        letter = chr(ord("A") + i)
        shown = inline(item) if isinstance(item, str) else grid(item, "")
        moves = MOVE.format(step=-1, letter=letter, way="up", arrow="↑")
        moves += MOVE.format(step=1, letter=letter, way="down", arrow="↓")
        rows.append(
            f'<li data-item="{i}"><b class="exercise-letter">{letter}</b><div class="exercise-item">{shown}</div>{moves}</li>'
        )
    return f'<ol class="exercise-order">{"".join(rows)}</ol>'
