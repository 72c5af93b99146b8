"""What a phone gets first: few bytes, a large figure, few controls, real text."""

import gzip
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Page, Request

from .conftest import Figure

KB = 1024


def weights(page: Page, name: str, site: Path) -> dict[str, int]:
    """The gzipped size of every file that a visit asks for."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        asked.add(urlparse(request.url).path.lstrip("/"))

    page.on("request", note)
    Figure(page, name).open()
    page.remove_listener("request", note)
    return {path: len(gzip.compress((site / path).read_bytes(), mtime=0)) for path in sorted(asked)}


def test_a_first_visit_is_at_most_180_kb(page: Page, name: str, site: Path) -> None:
    parts = weights(page, name, site)
    assert f"sims/{name}/model.js" in parts
    assert sum(parts.values()) <= 180 * KB, parts


def test_one_sim_more_is_at_most_20_kb(page: Page, name: str, site: Path) -> None:
    own = {path: size for path, size in weights(page, name, site).items() if path.startswith(f"sims/{name}/")}
    assert sum(own.values()) <= 20 * KB, own


def test_the_figure_fills_half_of_a_phone(sim: Figure) -> None:
    sim.resize(375, 667)
    top, bottom = sim.evaluate(
        "(({ top, bottom }) => [top, bottom])(document.querySelector('#stage').getBoundingClientRect())"
    )
    assert min(bottom, 667) - max(top, 0) >= 667 / 2


def test_at_most_four_controls_show_at_first(sim: Figure) -> None:
    sim.resize(375, 667)
    shown = sim.evaluate(
        """controls().filter(el => !el.matches("[role=slider], [data-number], [data-number] *")).map(nameOf)"""
    )
    assert len(shown) <= 4, shown


def test_the_thing_itself_can_be_grabbed(sim: Figure) -> None:
    assert sim.page.locator("#stage :is([role=slider], input, button, [data-number])").count() >= 1


def test_no_text_is_drawn_on_a_canvas(sim: Figure) -> None:
    sim.evaluate("""() => {
      window.drawn = [];
      for (const name of ["fillText", "strokeText"]) CanvasRenderingContext2D.prototype[name] = text => drawn.push(text);
    }""")
    sim.evaluate("async () => { for (const [, state] of everyState()) await show(state); }")
    assert not sim.evaluate("drawn")
