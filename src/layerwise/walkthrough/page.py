"""A walk as a page of its own: everything inside one file, which opens from anywhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

from layerwise.walkthrough.html import to_html
from layerwise.walkthrough.steps import Walk

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]
PARTS = ("sims/kit/tokens.css", "docs/assets/walkthrough.css", "docs/assets/walkthrough.js")
FRAME = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{tokens}
:root {{ color-scheme: light dark; }}
body {{ margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--font-text); }}
h1 {{ font-size: 1.25rem; }}
{style}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{figure}
</main>
<script>
{script}
</script>
</body>
</html>
"""


def to_page(walk: Walk, title: str) -> str:
    """The walk as one HTML file with its style and script inside.

    Examples:
        >>> to_page(trace("x = 2"), "Two").splitlines()[5]
        '<title>Two</title>'
    """
    tokens, style, script = (_part(path) for path in PARTS)
    return FRAME.format(
        title=escape(title), tokens=tokens, style=style, script=script, figure=to_html(walk, "Line by line")
    )


def _part(path: str) -> str:
    """A file that the book's pages load; in the wheel it lies beside this module."""
    packed = HERE / Path(path).name
    return (packed if packed.exists() else CHECKOUT / path).read_text("utf8")
