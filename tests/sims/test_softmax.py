"""What softmax and cross-entropy show beyond the numbers: arrows as long as they say, and a fraction that breaks."""

import numpy as np
import pytest
from playwright.sync_api import Page

from .conftest import Figure

# The arrows' tips, and the heights of 0 and 1 on the rails: the foot of a rail and its head.
ARROWS = """() => {
  const rails = [...document.querySelectorAll("#stage [class*=chart-rail]")].map(el => [Number(el.getAttribute("y")), Number(el.getAttribute("height"))]);
  const tips = [...document.querySelectorAll("#stage .chart-head")].map(el => Number(el.getAttribute("d").match(/ ([\\d.-]+)Z/)[1]));
  return tips.map((tip, k) => 1 - (tip - rails[k][0]) / rails[k][1]);
}"""


@pytest.fixture
def figure(page: Page) -> Figure:
    """The figure of this file."""
    return Figure(page, "softmax-cross-entropy").open()


@pytest.mark.parametrize("temperature", [1.0, 2.0, 4.0])
def test_an_arrow_goes_from_the_target_towards_the_bar_a_t_th_of_the_way(
    figure: Figure, temperature: float
) -> None:
    figure.evaluate("T => show({ temperature: [T] })", temperature)
    p, y = np.array(figure.evaluate("sim.shown.p")), np.array([1, 0, 0])
    np.testing.assert_allclose(figure.evaluate(ARROWS), y + (p - y) / temperature, atol=0.002)


def test_the_gradient_is_what_a_nudge_of_each_logit_does_to_the_loss(figure: Figure) -> None:
    slope, dz = figure.evaluate("""() => {
      const state = { ...sim.model.initial, temperature: [1.5], target: 1 }, loss = z => sim.model.derive({ ...state, z }).L;
      const nudged = (k, by) => loss(state.z.map((score, i) => (i === k ? score + by : score)));
      return [[0, 1, 2].map(k => (nudged(k, 1e-5) - nudged(k, -1e-5)) / 2e-5), sim.model.derive(state).dz];
    }""")
    np.testing.assert_allclose(dz, slope, rtol=1e-7)


def test_what_is_added_to_all_logits_changes_nothing_but_the_naive_fraction(figure: Figure) -> None:
    kept, naive = figure.evaluate("""() => {
      const shown = ["0", "100", "1000", "-1000"].map(shift => sim.model.derive({ ...sim.model.initial, shift }));
      return [shown.map(({ p, L, dz }) => [...p, L, ...dz]), shown.map(({ naive_p }) => naive_p)];
    }""")
    np.testing.assert_allclose(kept, [kept[0]] * 4, rtol=1e-12)
    assert naive[2:] == [["nan"] * 3] * 2
    np.testing.assert_allclose(naive[1], naive[0], rtol=1e-12)


@pytest.mark.parametrize("rail", [1, 2])
def test_a_tapped_rail_becomes_the_target(figure: Figure, rail: int) -> None:
    figure.page.locator("#stage [class*=chart-rail]").nth(rail).click(force=True)
    assert figure.settled().state["target"] == rail
    figure.page.locator("[data-number='y.0']").press("Enter")
    assert figure.settled().state["target"] == 0


def test_a_pull_goes_on_from_where_the_steps_have_led(figure: Figure) -> None:
    figure.evaluate("show({ at: 3 })")
    before = figure.evaluate("sim.shown.z")
    figure.page.locator("[data-handle='tip.2']").press("ArrowUp")
    assert figure.evaluate("sim.shown.z.slice(0, 2)") == before[:2]
    assert figure.state["at"] == 0


@pytest.mark.parametrize(
    ("change", "reason"), [({"rate": "2"}, "leave the picture"), ({"at": 40, "rate": "0.1"}, "ends here")]
)
def test_a_step_that_cannot_be_taken_says_why(figure: Figure, change: dict[str, object], reason: str) -> None:
    figure.evaluate("change => show({ ...sim.model.presets.cold.state, ...change })", change)
    assert figure.page.locator("#step-on").get_attribute("aria-disabled") == "true"
    assert reason in figure.page.inner_text("#words")


def test_the_answer_waits_for_the_first_touch(figure: Figure) -> None:
    figure.evaluate("show(sim.model.presets.even.state)")
    assert "ln 3" not in figure.page.inner_text("#words")
    figure.evaluate("show({ ...sim.model.presets.even.state, target: 1 })")
    assert "ln 3" in figure.page.inner_text("#words")
