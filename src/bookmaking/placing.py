"""Put HTML that a fence made in the fence's place, so that Markdown neither reads nor changes it."""

from bookmaking.fences import Fence

FENCE = {"name": "made", "class": "made"}


def show(source: str, *_: object, **__: object) -> str:
    """The formatter of the fence that `place` leaves behind: its HTML as it is."""
    return source.strip()


def place(markdown: str, fences: list[Fence], html: dict[int, str]) -> str:
    """The page with HTML, by its fence's line, in place of the listing; lines keep their numbers."""
    lines = markdown.split("\n")
    for fence in fences:
        if html.get(fence.line):
            lines[fence.line - 1] = f"{fence.indent}{fence.ticks}made"
            lines[fence.line] = fence.indent + html[fence.line]
            lines[fence.line + 1 : fence.end - 1] = [""] * (fence.end - fence.line - 2)
    return "\n".join(lines)
