"""Walkthroughs in a page: a listing in a namespace of its own, run twice, shown as one figure in place of its fence."""

import numpy as np

from bookmaking.fences import Fence

PRINTING = np.get_printoptions()  # NumPy's own, before any page has changed them


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
