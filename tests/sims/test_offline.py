"""From a folder, without a server, the figure is the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.conftest import watched

from .conftest import Figure, with_helpers


@pytest.fixture(scope="module")
def reader(browser: Browser) -> BrowserContext:
    """Somebody without a network."""
    return with_helpers(browser.new_context(reduced_motion="reduce"))


@pytest.fixture
def sim(reader: BrowserContext, name: str, offline: Path) -> Iterator[Figure]:
    """The figure, opened from the folder; it may ask for files and nothing else."""
    with watched(reader, "file:"):
        yield Figure(reader.new_page(), name).open(root=offline.as_uri())


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
