"""Figures in a page: a fence that draws, shown as inline SVG in the page's ink with a caption, its code on demand."""

import html
import io
import re
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from bookmaking import ink
from bookmaking.fences import Fence
from bookmaking.words import inline

STYLE = Path(__file__).with_name("figure.mplstyle")
PHONE = 288  # px: what a screen of 320 leaves for a figure
SMALLEST = 12  # px
FONT_SIZE = re.compile(r"font(?:-size)?: ?(?P<size>[\d.]+)px")
WIDTH = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) ')


class FigureError(ValueError):
    """A figure that not every reader could read."""


def asked(fence: Fence) -> str:
    """What a figure's fence lacks, or ""."""
    missing = [f'{name}="…"' for name in ("alt", "caption") if not fence.options.get(name)]
    return f"a figure needs {' and '.join(missing)}" if missing else ""


def drawn(name: str, fence: Fence) -> str:
    """The one figure that the block has left, as HTML on a single line; Matplotlib is then as it was before."""
    import matplotlib.pyplot as plt

    numbers = plt.get_fignums()
    if len(numbers) != 1:
        raise FigureError(f"this block drew {len(numbers)} figures: draw one")
    svg = io.StringIO()
    plt.figure(numbers[0]).savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    check_text(svg.getvalue())
    picture = ink.inline(svg.getvalue(), name, html.escape(fence.options["alt"]))
    return one_line(f"""<figure class="figure language-python">{picture}<figcaption>{inline(fence.options["caption"])}</figcaption>
        <details><summary>Code of this figure</summary>{code(fence)}</details></figure>""")


def check_text(svg: str) -> None:
    """Text that a phone would shrink below what can be read stops the build."""
    match = WIDTH.search(svg)
    scale = min(1.0, PHONE / float(match["width"])) if match else 1.0
    smallest = min((float(m["size"]) * scale for m in FONT_SIZE.finditer(svg)), default=SMALLEST)
    if smallest < SMALLEST:
        raise FigureError(
            f"its smallest text would be {smallest:.1f} px on a phone: draw it at most 4 inches wide, "
            f"with the style's font sizes"
        )


def code(fence: Fence) -> str:
    """The block as the pages show code."""
    shown = highlight(fence.code, PythonLexer(), HtmlFormatter(nowrap=True)).strip().replace("\n", "&#10;")
    return f'<div class="highlight"><pre><code>{shown}</code></pre></div>'


def one_line(text: str) -> str:
    """Markdown's fences keep their indentation only where a line begins."""
    return re.sub(r"\s*\n\s*", " ", text)


class Canvas:
    """`with Canvas(): …` draws in the book's style, without a screen, and closes what was drawn."""

    def __enter__(self) -> None:
        import matplotlib as mpl

        mpl.use("Agg")
        import matplotlib.pyplot as plt

        plt.close("all")
        self.style: Any = plt.style.context(["default", STYLE])
        self.style.__enter__()

    def __exit__(self, *error: object) -> None:
        import matplotlib.pyplot as plt

        plt.close("all")
        self.style.__exit__(*error)
