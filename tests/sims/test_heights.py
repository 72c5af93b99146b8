"""The heights in the front matter are those that the tallest preset needs today."""

from playwright.sync_api import Page

from bookmaking.sims import read_sim
from tests.measure_heights import needed

SPARE = 24  # other systems' fonts


def test_the_reserved_heights_are_measured(page: Page, server: str, name: str) -> None:
    reserved, measured = read_sim(name).meta["heights"], needed(page, server, name)
    wrong = {
        width: f"{height} px reserved, {measured[width]} needed"
        for width, height in reserved.items()
        if not measured[width] <= height <= measured[width] + SPARE
    }
    assert not wrong, f"{wrong}: run `make heights`"
