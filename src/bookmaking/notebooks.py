"""Notebooks as pages of the book: nbconvert's own styles and scripts (600 KB) go, its cells stay, in our looks."""

import base64
import html
import json
import re
from collections.abc import Iterator

from bookmaking.ink import inline

PART = re.compile(
    r'jp-RenderedMarkdown[^>]*>\n?(?P<words>.*?)\n</div>\n</div>\n</div>\n</div>'
    r'|<div class="highlight-ipynb hl-\w+"><pre>(?P<code>.*?)</pre></div>'
    r'|jp-RenderedText jp-OutputArea-output[^>]*>\s*<pre>(?P<text>.*?)</pre>'
    r'|<img[^>]*?src="data:image/svg\+xml;base64,(?P<svg>[^"]+)"[^>]*>',
    re.S,
)  # fmt: skip
CHROME = re.compile(r"<(?P<tag>style|script)\b.*?</(?P=tag)>", re.S)
OUTPUT = re.compile(r'<div class="[^"]*\bjp-OutputArea-output\b')
ANCHOR = re.compile(r'<a class="anchor-link" href="#(?P<id>[^"]*)">¶</a>')
PAGE_LINK = re.compile(r'href="(?P<page>[^":#]+\.(?:md|ipynb))(?P<anchor>#[^"]*)?"')


class NotebookError(ValueError):
    """A notebook that lacks what a page needs."""


def alternatives(source: str) -> list[str]:
    """What the cells that draw say to who cannot see: `"metadata": {"alt": "..."}` of the cell."""
    return [cell["metadata"]["alt"] for cell in json.loads(source)["cells"] if "alt" in cell["metadata"]]


def simplify(converted: str, source: str) -> str:
    """The notebook's words, code, printed output and drawings, in order, as any page of the book has them."""
    converted = CHROME.sub("", converted)
    parts = list(PART.finditer(converted))
    shown = sum(1 for part in parts if part["text"] is not None or part["svg"] is not None)
    if shown != len(OUTPUT.findall(converted)):
        raise NotebookError(
            "an output is neither printed text nor an SVG drawing: print it, or draw it as SVG"
        )
    drawings, texts = sum(1 for part in parts if part["svg"] is not None), alternatives(source)
    if drawings != len(texts):
        remedy = 'give each cell that draws one figure, and "alt" in its metadata'
        raise NotebookError(f"{drawings} figures but {len(texts)} alternative texts: {remedy}")
    remaining = iter(enumerate(map(html.escape, texts)))
    return "\n".join(show(part, remaining) for part in parts)


def show(part: re.Match[str], drawings: Iterator[tuple[int, str]]) -> str:
    """One part as HTML; a drawing takes the next number and alternative text."""
    if part["words"] is not None:
        return f'<section class="cell">{ANCHOR.sub(permalink, part["words"])}</section>'
    if part["code"] is not None:
        return f'<div class="language-python highlight"><pre><code>{part["code"]}</code></pre></div>'
    if part["text"] is not None:
        return f'<div class="language-text highlight"><pre><code>{part["text"]}</code></pre></div>'
    number, alt = next(drawings)
    return inline(base64.b64decode(part["svg"]).decode(), f"drawing{number}", alt)


def permalink(match: re.Match[str]) -> str:
    """The link behind a heading, as MkDocs writes it."""
    return f'<a class="headerlink" href="#{match["id"]}" title="Link to this section">¶</a>'
