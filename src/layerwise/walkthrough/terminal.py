"""A walk in the terminal, drawn by Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layerwise.walkthrough.library import plain
from layerwise.walkthrough.panels import silence
from layerwise.walkthrough.rows import Row, rows
from layerwise.walkthrough.spelling import Spelled
from layerwise.walkthrough.steps import Change, Walk
from layerwise.walkthrough.values import Value, texts
from layerwise.walkthrough.visits import Cell
from layerwise.walkthrough.visits import Table as Rounds

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

MISSING = "the terminal form is drawn by Rich: pip install 'layerwise[walkthrough]', or write a page with --html OUT"
STYLES = {1: "blue", -1: "dark_orange3", 0: "dim"}


def to_terminal(walk: Walk, console: Console | None = None) -> None:
    """Print the walk: code on the left, what it did on the right.

    Raises:
        ModuleNotFoundError: if Rich is not installed.

    Examples:
        >>> from rich.console import Console
        >>> to_terminal(trace("x = 2"), Console(width=40))
        1 x = 2            x new int: 2
    """
    try:
        from rich.console import Console
        from rich.table import Table
    except ModuleNotFoundError:
        raise ModuleNotFoundError(MISSING) from None
    console = console or Console()
    sheet = Table.grid(padding=(0, 2), expand=False)
    sheet.add_column(min_width=17)
    sheet.add_column(ratio=1)
    for row in rows(walk):
        sheet.add_row(_code(row), _did(row, walk))
    console.print(sheet)
    if walk.cut:
        console.print(f"stopped: it {walk.cut}", style="bold red")


def _code(row: Row) -> RenderableType:
    from rich.text import Text

    if row.folded:
        return Text(f"  … {sum(bool(text.strip()) for _, text in row.lines)} more lines", "dim")
    return Text("\n").join(Text(f"{n} ", "dim").append(text, "none") for n, text in row.lines if text.strip())


def _did(row: Row, walk: Walk) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [Text(row.note.replace("`", ""), "italic")] if row.note else []
    parts += [Text(f"{name}: {plain(tex)}; {shapes}", "dim") for name, tex, shapes in row.formulas]
    for change in row.changes:
        parts += _change(change, walk, row.folded)
    parts += [_spelled(one) for one in row.spelled]
    parts += [_rounds(table) for table in (row.table, row.calls) if table]
    parts += [Text(answer) for answer in row.answers]
    parts += [Text(f"prints {row.printed.rstrip()}")] if row.printed else []
    parts += [Text(f"raises {error}", "bold red") for error in row.errors]
    return Group(*parts, *[Text(silence(row), "dim")] * (len(parts) == bool(row.note)))


def _change(change: Change, walk: Walk, brief: bool) -> list[RenderableType]:
    from rich.text import Text

    value = change.value
    if value is None:
        return [Text(f"{change.name} gone")]
    head = Text(change.name, "bold").append(f" {change.news}", "dim")
    letters = walk.listing.axes.get(change.name, ())
    kind = _type(value, letters)
    head.append(f" {kind}" if kind else "", "dim")
    alias = f" (the same object as {' and '.join(change.alias)})" if change.alias else ""
    if value.corner is None:
        return [head.append(f": {value.text}{alias}", "none")]
    return [head.append(alias)] if brief else [head.append(alias), _grid(value)]


def _type(value: Value, letters: tuple[str, ...]) -> str:
    if value.shape is None:
        return value.type
    named = (
        [f"{letter} {size}" for letter, size in zip(letters, value.shape, strict=True)]
        if letters
        else map(str, value.shape)
    )
    return f"({', '.join(named)}) {value.type}"


def _grid(value: Value) -> RenderableType:
    """Rows and columns of the corner that is shown."""
    from rich.table import Table
    from rich.text import Text

    assert value.corner is not None and value.shape is not None
    flat = (
        value.corner.reshape(-1, value.corner.shape[-1]) if value.corner.ndim > 1 else value.corner[:, None]
    )
    grid = Table.grid(padding=(0, 1))
    words = [texts(flat[:, j]) for j in range(flat.shape[1])]
    for i in range(flat.shape[0]):
        grid.add_row(
            *[Text(words[j][i], STYLES[_sign(flat[i, j])], justify="right") for j in range(flat.shape[1])]
        )
    whole = int(np.prod(value.shape))
    if whole > flat.size:
        grid.add_row(Text(f"… {whole - flat.size} more", "dim"))
    return grid


def _sign(number: object) -> int:
    return (
        int(np.sign(number)) if isinstance(number, (np.floating, np.integer)) and np.isfinite(number) else 0
    )


def _spelled(one: Spelled) -> RenderableType:
    from rich.text import Text

    return Text(f"{one.target} = {one.names}\n = {one.numbers}\n {one.sign} {one.value}")


def _rounds(rounds: Rounds) -> RenderableType:
    from rich.table import Table

    table = Table(*rounds.head, box=None, padding=(0, 1), header_style="dim")
    for i, row in enumerate(rounds.rows):
        if rounds.more and i == rounds.cut:
            table.add_row(f"… {rounds.more} more")
        table.add_row(*[_text(entry) for entry in row])
    return table


def _text(entry: Cell) -> str:
    from rich.markup import escape

    return escape((entry.text if isinstance(entry, Value) else entry or "").rstrip())
