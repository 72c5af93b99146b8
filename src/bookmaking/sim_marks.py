"""Turn `<!-- sim: NAME PRESET -->` into the figure that holds the sim, its height reserved."""

import html
import re

from mkdocs.utils import get_relative_url

from bookmaking.sims import Sim, SimError, read_sim

MARK = re.compile(r"^(?P<indent>[ \t]*)<!--\s*sim:\s*(?P<name>\S+)(?:\s+(?P<preset>\S+))?\s*-->[ \t]*$", re.M)
ALMOST = re.compile(r"<!--\s*sims?\b", re.I)
WIDTHS = (320, 375, 480, 640, 800, 1280)


class MarkError(ValueError):
    """A sim mark that names nothing; `line` counts from the first line of the text given."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def expand(markdown: str, page_url: str, site_url: str) -> str:
    """The page with every sim mark expanded; a mark that cannot be read is an error."""

    def figure(match: re.Match[str]) -> str:
        line = markdown.count("\n", 0, match.start()) + 1
        try:
            return match["indent"] + frame(match["name"], match["preset"], page_url, site_url)
        except SimError as error:
            raise MarkError(line, str(error)) from None

    expanded = MARK.sub(figure, markdown)
    left = ALMOST.search(expanded)
    if left:
        line = expanded.count("\n", 0, left.start()) + 1
        raise MarkError(line, "a sim mark stands alone on its line: <!-- sim: NAME PRESET -->")
    return expanded


def frame(name: str, preset: str | None, page_url: str, site_url: str) -> str:
    """The titled, lazy frame; *Run fullscreen*; the plain link that print shows instead."""
    sim = read_sim(name)
    if not preset or preset not in sim.presets:
        raise SimError(f"sim {name!r} has no preset {preset!r}: it has {', '.join(sim.presets)}")
    target = f"sims/{name}/main.html"
    state = f"#v1&amp;preset={preset}"
    url = get_relative_url(target, page_url) + state
    title = html.escape(f"{sim.meta['title']}: {sim.presets[preset]['title']}")
    return (
        f'<figure class="sim" style="{heights(sim)}">'
        f'<div class="sim__frame"><iframe src="{url}" title="{title}" loading="lazy"></iframe></div>'
        f'<figcaption><a class="sim__open" href="{url}" target="_blank" rel="noopener">Run fullscreen</a>'
        f'<span class="sim__print">{title}. This figure moves; open it at {html.escape(site_url)}{target}{state}</span>'
        f"</figcaption></figure>"
    )


def heights(sim: Sim) -> str:
    """The measured heights as custom properties, so that the frame's room is there before the frame is."""
    measured = sim.meta.get("heights") or {}
    if set(measured) != set(WIDTHS):
        raise SimError(f"sim {sim.name!r}: its page gives no heights for {WIDTHS}: run `make heights`")
    return "; ".join(f"--h{width}: {measured[width]}px" for width in WIDTHS)
