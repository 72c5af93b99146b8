"""What stands on the screen is a rounded form of what the model derived; the view computes nothing."""

from typing import Any

import pytest

from .agreement import leaves, numbers, shows
from .conftest import Figure

SCREENS = """async seeds => {
  const { model, view } = sim, screens = [];
  const states = [...Object.values(model.presets).map(preset => preset.state), ...seeds.map(sim.randomState)];
  for (const state of states) {
    await show({ ...state, ..."predict" in model.initial ? { predict: false, answered: false } : {} });
    const { rows, facts } = view.numbers({ state: sim.state, shown: sim.shown, held: null, back: false, fresh: false });
    const entries = ({ name, values }) => values.flatMap((value, i) =>
      Array.isArray(value) ? value.map((each, j) => [`${name}.${i}.${j}`, each]) : [[`${name}.${i}`, value]]);
    const named = [...rows.flat().filter(part => part.values).flatMap(entries), ...facts.map(({ name, value }) => [name, value])];
    const text = el => el.value ?? el.textContent;
    screens.push({
      state: sim.state, shown: sim.shown,
      named: named.map(([name, value]) => [name, value, text(document.querySelector(`[data-number="${name}"]`))]),
      count: document.querySelectorAll("[data-number]").length,
      texts: [...document.querySelectorAll("[data-label], #words")].filter(el => el.checkVisibility({ visibilityProperty: true }))
        .map(el => [nameOf(el), [...el.querySelectorAll("*"), el].filter(part => !part.children.length).map(text).join(" ; ")]),
    });
  }
  await show({});
  return screens;
}"""


def derived(screen: dict[str, Any]) -> set[float]:
    """The numbers that can be shown: what the reader set and what came out, but no grid or curve."""
    values = [list(leaves(value)) for part in ("state", "shown") for value in screen[part].values()]
    return {number for some in values if len(some) <= 36 for number in some}


def wrong_cells(screen: dict[str, Any]) -> list[str]:
    """Numbers that are not the model's, or not shown as they are."""
    known = derived(screen)
    named = [entry for entry in screen["named"] if not isinstance(entry[1], str | None)]
    return [
        f"{name} = {value!r} is not derived by the model" for name, value, _ in named if value not in known
    ] + [f"{name} = {value!r} reads {text!r}" for name, value, text in named if not shows(text, value)]


def wrong_texts(screen: dict[str, Any]) -> list[str]:
    """Cells that hold words, or two numbers: those with decimals or powers of ten must be forms of derived ones."""
    known = derived(screen)
    return [
        f"{name}: {part} is no form of anything derived"
        for name, value, text in screen["named"]
        if isinstance(value, str)
        for part in numbers(text)
        if not any(shows(part, each) for each in known)
    ]


def wrong_words(screen: dict[str, Any]) -> list[str]:
    """Numbers in labels and sentences that are no rounded form of anything derived."""
    known = derived(screen)
    return [
        f"{where}: {number} is no rounded form of anything derived"
        for where, text in screen["texts"]
        for number in numbers(text)
        if not any(shows(number, value) for value in known)
    ]


def test_the_screen_shows_what_was_derived(sim: Figure) -> None:
    screens = sim.evaluate(SCREENS, list(range(20)))
    assert all(screen["count"] == len(screen["named"]) for screen in screens)
    found = [
        fault
        for screen in screens
        for fault in wrong_cells(screen) + wrong_texts(screen) + wrong_words(screen)
    ]
    assert not found, "\n".join(dict.fromkeys(found[:20]))


def test_predict_first_keeps_its_answer(sim: Figure) -> None:
    if "predict" not in sim.state:
        pytest.skip("this figure asks for no prediction")
    kept = """() => [...document.querySelectorAll("[data-number]")].filter(el => sim.view.answers(el.dataset.number))
      .map(el => [el.dataset.number, el.textContent])"""
    sim.evaluate("show({ predict: true })")
    assert {text for _, text in sim.evaluate(kept)} == {"?"}
    sim.page.locator("[data-handle=guess]").press("Enter")
    sim.settled()
    assert not [name for name, text in sim.evaluate(kept) if text == "?"]


def test_a_new_preset_asks_for_a_prediction_too(sim: Figure) -> None:
    if "predict" not in sim.state:
        pytest.skip("this figure asks for no prediction")
    sim.evaluate("show({ predict: true })")
    second = sim.evaluate("Object.keys(sim.model.presets)[1]")
    sim.page.locator("#preset").select_option(second)
    assert sim.settled().state["predict"] and not sim.state["answered"]
    assert sim.page.locator("#preset").input_value() == second


@pytest.mark.parametrize(
    ("text", "value", "good"),
    [("0.63", 0.625, False), ("0.625", 0.625, True), ("−1.25", -1.25, True), ("-1.25", -1.25, False), ("0.00", 0.001, False),
     ("12.3", 12.34, True), ("12.3", 12.36, False), ("0.05", 0.05, True), ("0.05", 0.0512, False), ("NaN", 1.0, False),
     ("3·10⁻⁴", 3.4e-4, True), ("3·10⁻⁴", 3.6e-4, False), ("3.4·10⁻⁴", 3.44e-4, True), ("3.4·10⁻⁴", 3.46e-4, False), ("3.4·10⁻⁵", 3.4e-4, False),
     ("3·10⁻⁴", -3e-4, False), ("−9·10⁻¹³", -9e-13, True), ("1.0·10⁻³", 9.96e-4, True), ("0·10⁻⁴", 1e-5, False), ("3·10⁰", 3.0, False), ("≈ 10⁻⁵", 1e-5, False)],
)  # fmt: skip
def test_rounding_is_judged(text: str, value: float, good: bool) -> None:
    assert shows(text, value) is good
