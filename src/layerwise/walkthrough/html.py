"""A walk as HTML: one table, which is all there is to it without scripts and on paper."""

from __future__ import annotations

from html import escape

from layerwise.walkthrough.highlight import highlight
from layerwise.walkthrough.panels import Tex, did, plain_tex
from layerwise.walkthrough.rows import Row, rows
from layerwise.walkthrough.steps import Walk

KEY = (
    '<figcaption class="walk-key"><button type="button" class="walk-copy">Copy</button><span class="walk-cell" data-sign="positive" style="--size:1"></span> above 0 '
    '<span class="walk-cell" data-sign="negative" style="--size:1"></span> below 0</figcaption>'
)
MANY = 12
BAR = (
    '<div class="walk-bar"><button type="button">Back</button>'
    '<span class="walk-place{many}" aria-hidden="true">{dots}</span><button type="button">Next</button></div>'
)


def to_html(walk: Walk, title: str = "Line by line", tex: Tex = plain_tex) -> str:
    """The walk as one `<figure>`, in one line of HTML; `tex` renders formulas.

    Examples:
        >>> to_html(trace("x = 2"))[:47]
        '<figure class="walkthrough language-python"><di'
    """
    code = highlight(walk.listing.source)
    shown = {n: code[line - 1] for line, n in walk.listing.numbers().items()}
    made = rows(walk)
    first = next((i for i, row in enumerate(made) if row.note), 0)
    body = "".join(_row(row, shown, walk, i == first, tex) for i, row in enumerate(made))
    cut = f'<p class="walk-error">Stopped: it {escape(walk.cut)}.</p>' if walk.cut else ""
    head = '<thead><tr><th scope="col">Line</th><th scope="col">What it does</th></tr></thead>'
    table = f'<table class="walk" aria-label="{escape(title)}">{head}<tbody>{body}</tbody></table>'
    dots = '<i class="walk-dot"></i>' * len(made)
    top = f'<div class="walk-title">{escape(title)}</div>{BAR.format(dots=dots, many=" walk-many" * (len(made) > MANY))}'
    stage = f'<div class="walk-stage" style="--rows:{len(made)}">{top}{table}</div>'
    return f'<figure class="walkthrough language-python">{stage}{cut}{KEY}</figure>'.replace("\n", "&#10;")


def _row(row: Row, shown: dict[int, str], walk: Walk, now: bool, tex: Tex) -> str:
    lines = "\n".join(f'<span class="walk-line" data-line="{n}">{shown[n]}</span>' for n, _ in row.lines)
    code = f"<code>{lines}</code>"
    if row.folded:
        count = sum(1 for _, text in row.lines if text.strip())
        code = f"<details><summary>{count} more lines</summary>{code}</details>"
    mark = ' data-now=""' if now else ""
    kind = " walk-fold" if row.folded else "" if row.note else " walk-quiet"
    return (
        f'<tr class="walk-row{kind}"{mark}><th scope="row" class="walk-code">{code}</th>'
        f'<td class="walk-did">{did(row, walk, tex)}</td></tr>'
    )
