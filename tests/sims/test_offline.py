"""From a folder, without a server, the figure is the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .conftest import Figure, watch, with_helpers


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that may ask for files and nothing else."""
    context = with_helpers(browser.new_context())
    complaints: list[str] = []
    for event, listener in watch(complaints).items():
        context.on(event, listener)
    context.on(
        "request",
        lambda r: (
            complaints.append(f"asks {r.url[:100]}")
            if not r.url.startswith(("file:", "data:", "about:"))
            else None
        ),
    )
    yield context.new_page()
    context.close()
    assert not complaints


@pytest.fixture
def sim(page: Page, name: str, offline: Path) -> Figure:
    """The figure, opened from the folder."""
    return Figure(page, name).open(root=offline.as_uri())


def test_it_works_from_a_folder(sim: Figure) -> None:
    for preset in sim.evaluate("Object.keys(sim.model.presets)"):
        sim.page.locator("#preset").select_option(preset)
        sim.settled()
        assert sim.evaluate(
            "name => JSON.stringify(sim.state) === JSON.stringify(sim.model.presets[name].state)", preset
        )
        assert not sim.evaluate("faults()")


def test_links_work_from_a_folder(sim: Figure, offline: Path) -> None:
    sim.evaluate("show(sim.randomState(2))")
    hash_, picture = sim.evaluate("location.hash"), sim.evaluate("picture()")
    assert sim.open(hash_, offline.as_uri()).evaluate("picture()") == picture
