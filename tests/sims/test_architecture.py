"""The figure of a network's shape asks before it answers, goes on answering, and has the book's letters."""

import pytest
from playwright.sync_api import Page

from .conftest import Figure

WORDS = "document.querySelector('#words').textContent"
SECOND_COLUMNS = "[data-number='inner.0']"


@pytest.fixture
def sim(page: Page) -> Figure:
    """The figure, with what it opens with."""
    return Figure(page, "neural-network-architecture").open()


def test_a_misfit_says_what_clashes_and_how_to_mend_it_only_when_asked_or_tried(sim: Figure) -> None:
    sim.page.locator("#preset").select_option("misfit")
    assert "has 6 columns, but h₂ brings 8 numbers" in sim.evaluate(WORDS) and "Give" not in sim.evaluate(
        WORDS
    )
    sim.page.locator(SECOND_COLUMNS).focus()
    assert "Give W₂ 8 columns, or layer 1 6 neurons." in (sim.page.text_content("#why") or "")
    sim.press("ArrowUp")
    assert "Give W₂ 8 columns, or layer 1 7 neurons." in sim.evaluate(WORDS)


def test_layers_are_counted_anew_with_every_bend(sim: Figure) -> None:
    sim.page.locator("#preset").select_option("straight")
    counted = [sim.evaluate(WORDS)]
    for k in (0, 1):
        sim.page.locator(f"[data-number='bends.{k}']").press("Enter")
        sim.settled()
        counted.append(sim.evaluate(WORDS))
    assert [words[: words.index("left")] for words in counted] == [
        "1 of 3 layers is ",
        "2 of 3 layers are ",
        "Something bends between all layers: all 3 are ",
    ]
    assert "W₃ W₂ is one matrix" in counted[1] and "numbers for the work of" not in counted[1]


def test_layers_have_the_letters_of_the_book(sim: Figure) -> None:
    names = "[...document.querySelectorAll('[data-label^=\"name.\"]')].map(el => el.textContent)"
    assert sim.evaluate(names) == ["x", "h₂", "h₃", "p"]
    sim.evaluate("show({ bend_out: 'none' })")
    assert sim.evaluate(names) == ["x", "h₂", "h₃", "z₃"]
