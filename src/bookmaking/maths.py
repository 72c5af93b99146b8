r"""Render every formula while the book is built: KaTeX in V8 gives HTML and MathML, readers run no script.

Pages carry formulas as `\(…\)` and `\[…\]` (pymdownx.arithmatex); notebooks as `$…$` and `$$…$$`.
"""

import atexit
import functools
import html
import re
from pathlib import Path

from py_mini_racer import JSEvalException, MiniRacer

KATEX = Path(__file__).parents[2] / "docs/assets/vendor/katex/katex.min.js"
ARITHMATEX = re.compile(r'<(?P<tag>span|div) class="arithmatex">(?P<tex>.*?)</(?P=tag)>', re.S)
HEADING = re.compile(r'<h[1-6][^>]*>(?:(?!</h[1-6]>).)*?class="arithmatex">(?P<tex>.*?)</span>', re.S)
CELL = re.compile(r'(?P<open><section class="cell">)(?P<body>.*?)(?P<close></section>)', re.S)
DOLLARS = re.compile(r"\$\$(?P<block>.+?)\$\$|(?<![\\$])\$(?P<inline>[^$\n]+?)\$", re.S)
DELIMITED = re.compile(r"\s*(?:\\\((?P<inline>.*)\\\)|\\\[(?P<block>.*)\\\])\s*", re.S)


class FormulaError(ValueError):
    """A formula that does not parse; `tex` is its text."""

    def __init__(self, tex: str, message: str) -> None:
        super().__init__(f"formula does not parse: {tex!r}: {message}")
        self.tex = tex


@functools.cache
def katex() -> MiniRacer:
    """One V8 with KaTeX for the whole build."""
    racer = MiniRacer()
    # Left to the interpreter's own end, V8's thread has been seen to wait for ever.
    atexit.register(racer.close)
    racer.eval(KATEX.read_text("utf8"))
    return racer


@functools.lru_cache(maxsize=10_000)
def render(tex: str, display: bool) -> str:
    """One formula as HTML and MathML; anything KaTeX merely warns about is refused too."""
    options = {"displayMode": display, "throwOnError": True, "strict": "error", "output": "htmlAndMathml"}
    try:
        rendered = str(katex().call("katex.renderToString", tex, options))
    except JSEvalException as error:
        reason = re.search(r"KaTeX parse error: (.*)", str(error)) or re.search(
            r"(LaTeX-incompatible.*)", str(error)
        )
        raise FormulaError(tex, reason[1] if reason else str(error).splitlines()[0]) from None
    # A wide formula scrolls by itself; with tabindex the keyboard can scroll it too.
    return (
        f'<span class="formula" tabindex="0" role="group" aria-label="formula">{rendered}</span>'
        if display
        else rendered
    )


def render_page(output: str) -> str:
    """The page with its formulas rendered."""
    heading = HEADING.search(output)
    if heading:
        raise FormulaError(
            heading["tex"], "a heading holds no formula: it would leak into contents and search"
        )
    return ARITHMATEX.sub(lambda m: render_delimited(m["tex"]), output)


def render_delimited(text: str) -> str:
    r"""Render `\(tex\)` or `\[tex\]`."""
    match = DELIMITED.fullmatch(html.unescape(text))
    if match is None:
        raise FormulaError(text, "expected \\(…\\) or \\[…\\]")
    block = match["block"]
    return render((match["inline"] if block is None else block).strip(), block is not None)


def render_notebook(output: str) -> str:
    """The notebook page with the formulas of its Markdown cells rendered."""
    return CELL.sub(lambda m: m["open"] + render_dollars(m["body"]) + m["close"], output)


def render_dollars(body: str) -> str:
    """Render `$…$` and `$$…$$` outside code."""
    parts = re.split(r"(<(?:pre|code)\b.*?</(?:pre|code)>)", body, flags=re.S)
    return "".join(
        part if part.startswith(("<pre", "<code")) else DOLLARS.sub(one_dollar, part) for part in parts
    )


def one_dollar(match: re.Match[str]) -> str:
    """Render one `$…$` or `$$…$$`."""
    block = match["block"]
    return render(html.unescape(match["inline"] if block is None else block).strip(), block is not None)
