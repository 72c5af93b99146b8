"""What a reader takes hold of in the perceptron does not jump."""

import pytest
from playwright.sync_api import Page

from .conftest import Figure


@pytest.fixture
def learnt(page: Page) -> Figure:
    """After three corrections w is longer than the plane is wide, and drawn at half its length."""
    sim = Figure(page, "perceptron-decision-boundary").open("#v1&preset=from-zero&steps=3")
    assert sim.evaluate("[sim.shown.w, sim.shown.b, sim.shown.zoom]") == [[2, 2.75], -1, 0.5]
    return sim


def test_w_keeps_its_length_when_it_is_taken_up(learnt: Figure) -> None:
    learnt.page.locator("[data-handle=w]").press("ArrowRight")
    assert learnt.evaluate("[sim.shown.w, sim.shown.b, sim.shown.zoom]") == [[2.125, 2.75], -1, 0.5]


def test_w_stays_under_the_hand_on_its_way_in(learnt: Figure) -> None:
    for place in ([0.5, 1], [0.25, 0.25]):
        moved = learnt.evaluate("place => sim.model.derive(sim.model.move(sim.state, 'w', place))", place)
        assert moved["tip"] == place
        assert moved["w"] == [2 * part for part in place]


@pytest.mark.parametrize(
    ("link", "touched", "key", "moved"),
    [
        ("narrow&rate=2&steps=316", "[data-handle=w]", "ArrowLeft", [-0.5, 0, 0]),  # drawn at an eighth
        ("narrow&rate=2&steps=316", "[data-number='w.0']", "ArrowUp", [0.0625, 0, 0]),
        ("bias&rate=2&steps=25", "[data-number='b.0']", "ArrowDown", [0, 0, -0.0625]),
    ],
)
def test_what_was_learned_moves_from_where_it_is(
    page: Page, link: str, touched: str, key: str, moved: list[float]
) -> None:
    sim = Figure(page, "perceptron-decision-boundary").open(f"#v1&preset={link}")
    before = sim.evaluate("[...sim.shown.w, sim.shown.b]")
    assert max(map(abs, before)) > 8
    sim.page.locator(touched).press(key)
    assert sim.evaluate("[...sim.shown.w, sim.shown.b]") == [
        a + b for a, b in zip(before, moved, strict=True)
    ]


def test_the_next_step_draws_w_as_large_as_it_fits(learnt: Figure) -> None:
    shown = learnt.evaluate("sim.model.derive(sim.model.step(sim.model.move(sim.state, 'w', [0.25, -0.25])))")
    assert shown["zoom"] == 1
    assert shown["mistakes"] == 1


def test_the_sentence_stands_in_a_phones_first_screen(page: Page) -> None:
    sim = Figure(page, "perceptron-decision-boundary").open().resize(375, 667)
    for preset in sim.evaluate("Object.values(sim.model.presets).map(preset => preset.state)"):
        sim.evaluate("state => show(state)", preset)
        assert sim.evaluate("document.querySelector('#words').getBoundingClientRect().bottom") <= 667


def test_the_corrections_that_the_chapter_counts(page: Page) -> None:
    sim = Figure(page, "perceptron-decision-boundary").open()
    derived = "([key, change]) => sim.model.derive({...sim.model.presets[key].state, ...change})"
    runs = [
        ["from-zero", {}],
        ["narrow", {}],
        *(["wrong-start", {"rate": rate}] for rate in ("0.25", "1", "2")),
    ]
    made = [sim.evaluate(derived, run) for run in runs]
    assert [each["total"] for each in made] == [3, 321, 8, 3, 2]
    assert [round(each["bound"], 1) for each in made[:2]] == [19.9, 33806.6]
