"""Walkthroughs in a page: a listing in a namespace of its own, run twice, shown as one figure in place of its fence."""

import numpy as np

from bookmaking.fences import Fence

PRINTING = np.get_printoptions()  # NumPy's own, before any page has changed them
FENCE = {"name": "walkthrough", "class": "walkthrough"}


def show(source: str, *_: object, **__: object) -> str:
    """The formatter of the fence that `place` leaves behind: its HTML as it is."""
    return source.strip()


def arithmatex(tex: str) -> str:
    """A formula for `maths.render_page`."""
    text = tex.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<span class="arithmatex">\\({text}\\)</span>'


def walk(fence: Fence, path: str) -> tuple[str, str, BaseException | None]:
    """HTML, failure (or ""), and what the listing raised."""
    # Imported here, because `make serve` forgets the library between two builds.
    from layerwise.walkthrough import ListingError, surprise, to_html, trace

    try:
        with np.printoptions(**PRINTING), np.errstate():
            first, again = (trace(fence.code, path, fence.line + 1) for _ in range(2))
    except ListingError as error:
        return "", f"{path}:{error.line}: {error}", None
    except SyntaxError as error:
        return "", "", error
    if first.cut:
        return "", f"{path}:{fence.line + first.cut_line}: this walkthrough {first.cut}: give it an end", None
    if found := surprise(first, again):
        line, what = fence.line + found[0], found[1]
        return (
            "",
            f"{path}:{line}: run twice, {what} was not the same: give the random generator a seed",
            None,
        )
    return to_html(first, fence.options.get("title", "Line by line"), arithmatex), "", first.error


def place(markdown: str, fences: list[Fence], html: dict[int, str]) -> str:
    """The page with each walkthrough's HTML, by its line, in place of the listing; lines keep their numbers."""
    lines = markdown.split("\n")
    for fence in fences:
        if "walkthrough" in fence.classes and not html.get(fence.line):  # skipped: shown as it is written
            lines[fence.line - 1] = lines[fence.line - 1].replace(" .walkthrough", "")
        elif html.get(fence.line):
            lines[fence.line - 1] = f"{fence.indent}{fence.ticks}walkthrough"
            lines[fence.line] = fence.indent + html[fence.line]
            lines[fence.line + 1 : fence.end - 1] = [""] * (fence.end - fence.line - 2)
    return "\n".join(lines)
