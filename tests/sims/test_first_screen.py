"""What a phone gets first: few bytes, a large figure, few controls, real text."""

import gzip
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import BrowserContext

from .conftest import Figure, with_helpers

KB = 1024


def weights(context: BrowserContext, name: str, site: Path) -> dict[str, int]:
    """The gzipped size of every file that a visit asks for."""
    asked: set[str] = set()
    page = with_helpers(context).new_page()
    page.on("request", lambda request: asked.add(urlparse(request.url).path.lstrip("/")))
    Figure(page, name).open()
    return {path: len(gzip.compress((site / path).read_bytes(), mtime=0)) for path in sorted(asked)}


def test_a_first_visit_is_at_most_180_kb_and_one_sim_more_20(
    context: BrowserContext, name: str, site: Path
) -> None:
    parts = weights(context, name, site)
    own = {path: size for path, size in parts.items() if path.startswith(f"sims/{name}/")}
    assert f"sims/{name}/model.js" in own
    assert sum(parts.values()) <= 180 * KB, parts
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
    sim.evaluate(
        "async () => { for (const { state } of Object.values(sim.model.presets)) await show(state); }"
    )
    assert not sim.evaluate("drawn")
    sim.evaluate(
        "document.body.appendChild(document.createElement('canvas')).getContext('2d').fillText('a', 0, 0)"
    )
    assert [fault for fault in sim.evaluate("faults()") if fault.startswith("text drawn on a canvas")]
