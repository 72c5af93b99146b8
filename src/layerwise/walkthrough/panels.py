"""What one row of a walk did, as HTML: words, values, arithmetic, rounds, output, errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from layerwise.walkthrough import cells
from layerwise.walkthrough.library import plain
from layerwise.walkthrough.rows import Row
from layerwise.walkthrough.spelling import Spelled
from layerwise.walkthrough.steps import Change, Walk
from layerwise.walkthrough.values import Value
from layerwise.walkthrough.visits import Cell, Table

INLINE = re.compile(r"`(?P<code>[^`]+)`|\$(?P<tex>[^$]+)\$|\*(?P<em>[^*\s][^*]*)\*")
Tex = Callable[[str], str]


def plain_tex(tex: str) -> str:
    """A formula where nothing renders TeX."""
    return f'<i class="walk-tex">{escape(plain(tex))}</i>'


def did(row: Row, walk: Walk, tex: Tex) -> str:
    """Everything that stands beside the lines of a row."""
    parts = [f'<p class="walk-note">{words(row.note, tex)}</p>'] if row.note else []
    parts += [_formula(*one, tex) for one in row.formulas]
    if row.folded:
        parts.append(_brief(row.changes, walk))
    else:
        changes = "".join(_change(change, walk, row.spelled) for change in row.changes)
        parts += [f'<div class="walk-changes">{changes}</div>'] if changes else []
    parts += [_spelled(one) for one in row.spelled]
    parts += [_table(table) for table in (row.table, row.calls) if table]
    parts += [f'<p class="walk-answer">{escape(answer)}</p>' for answer in row.answers]
    if row.printed:
        parts.append(
            f'<div class="walk-prints"><span>prints</span><samp>{escape(row.printed.rstrip())}</samp></div>'
        )
    parts += [f'<p class="walk-error">raises {escape(error)}</p>' for error in row.errors]
    if len(parts) == bool(row.note):
        parts.append(f'<p class="walk-answer">{silence(row)}</p>')
    return "".join(parts)


def silence(row: Row) -> str:
    """What is said of a row that has nothing to show."""
    return "nothing changes" if row.ran else "does not run"


def words(text: str, tex: Tex) -> str:
    """An explanation: plain words with `code`, $formulas$ and *stress*."""
    parts, at = [], 0
    for match in INLINE.finditer(text):
        parts += [escape(text[at : match.start()], quote=False), _inline(match, tex)]
        at = match.end()
    return "".join([*parts, escape(text[at:], quote=False)])


def _inline(match: re.Match[str], tex: Tex) -> str:
    if match["tex"]:
        return tex(match["tex"])
    return f"<code>{escape(match['code'])}</code>" if match["code"] else f"<em>{escape(match['em'])}</em>"


def _formula(name: str, formula: str, shapes: str, tex: Tex) -> str:
    rule = f'<span class="walk-rule">{tex(formula)}</span>' if formula else ""
    where = f'<span class="walk-shapes">shapes: {words(shapes, tex)}</span>' if shapes else ""
    return f'<div class="walk-formula"><code>{escape(name)}</code>{rule}{where}</div>'


def _change(change: Change, walk: Walk, spelled: list[Spelled]) -> str:
    letters = walk.listing.axes.get(change.name, ())
    head = _name(change, letters)
    if change.value is None:
        return f'<div class="walk-change">{head}</div>'
    if change.value.corner is not None and change.value.corner.size:
        body = cells.grid(change.value, letters, change.before, _lit(change.name, spelled))
    else:
        body = f'<code class="walk-value">{escape(change.value.text)}</code>'
    return f'<div class="walk-change">{head}{body}</div>'


def _lit(name: str, spelled: list[Spelled]) -> cells.Lit:
    entries = [one.target[len(name) + 1 : -1] for one in spelled if one.target.startswith(f"{name}[")]
    return frozenset(tuple(int(i) for i in entry.split(",")) for entry in entries)


def _name(change: Change, letters: tuple[str, ...]) -> str:
    value = change.value
    alias = (
        f'<span class="walk-alias">the same object as {escape(" and ".join(change.alias))}</span>'
        if change.alias
        else ""
    )
    return (
        f'<div class="walk-head"><code class="walk-name">{escape(change.name)}</code><span class="walk-news">{change.news}</span>'
        f"{_type(value, letters) if value else ''}{alias}</div>"
    )


def _type(value: Value, letters: tuple[str, ...]) -> str:
    if value.shape is None:
        return f'<span class="walk-type">{escape(value.type)}</span>' if value.type else ""
    sizes = [
        cells.axis(letter, size)
        for letter, size in zip(letters or [""] * len(value.shape), value.shape, strict=True)
    ]
    shape = f"({', '.join(sizes)}{',' * (len(sizes) == 1)})"
    return f'<span class="walk-type">{shape} {escape(value.type)}</span>'


def _brief(changes: list[Change], walk: Walk) -> str:
    items = []
    for change in changes:
        value, letters = change.value, walk.listing.axes.get(change.name, ())
        text = (
            ""
            if value is None or value.corner is not None
            else f' <code class="walk-value">{escape(value.text)}</code>'
        )
        items.append(f"<li>{_name(change, letters)}{text}</li>")
    return f'<ul class="walk-brief">{"".join(items)}</ul>' if items else ""


def _spelled(one: Spelled) -> str:
    rows = [("=", _terms(one.names)), ("=", _terms(one.numbers)), (one.sign, escape(one.value))]
    lines = [f"<span>{sign}</span><span>{text}</span>" for sign, text in rows]
    lines[-1] = lines[-1].replace("<span>", '<span class="walk-result">')
    return f'<div class="walk-spelled"><code>{escape(one.target)}</code>{"".join(lines)}</div>'


def _terms(text: str) -> str:
    """A sum that breaks between its terms, not inside them."""
    return " ".join(f"<span>{escape(part)}</span>" for part in re.split(r" (?=[+−] )", text))


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    body = ["<tr>" + "".join(_cell(entry) for entry in row) + "</tr>" for row in table.rows]
    if table.more:
        body.insert(
            table.cut, f'<tr><td class="walk-more" colspan="{len(table.head)}">… {table.more} more</td></tr>'
        )
    return f'<div class="walk-rounds" tabindex="0" role="group" aria-label="every round"><table class="walk-table"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'


def _cell(entry: Cell) -> str:
    if isinstance(entry, Value):
        return f"<td>{cells.lying(entry)}</td>"
    return f"<td>{escape((entry or '').rstrip())}</td>"
