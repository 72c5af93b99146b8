"""Focus any number, and why it is what it is stands below it, readable, with its operands lit."""

import pytest

from .conftest import Figure

# Every number and handle in turn, in a state: what is then said, lit and wrong.
FOCUS = """async states => {
  const seen = [];
  for (const [name, state] of everyState().filter(([name]) => states.includes(name))) {
    await show(state);
    for (const each of [...document.querySelectorAll("[data-number], [data-handle]")].map(nameOf)) {
      const el = [...document.querySelectorAll("[data-number], [data-handle]")].find(el => nameOf(el) === each);
      const where = `${name}, focus on ${el.dataset.handle ? "handle" : "number"} ${each}`;
      el.focus();
      await settled();
      const why = document.querySelector("#why");
      seen.push({ where, derived: Boolean(el.dataset.number) && el.tagName !== "INPUT", number: Boolean(el.dataset.number), lit: document.querySelectorAll(".lit").length,
        why: why.checkVisibility() ? why.textContent : "", faults: faults() });
    }
    document.activeElement.blur();
  }
  await show({});
  return seen;
}"""


@pytest.mark.parametrize("width", [320, 800])
def test_why_can_be_read_and_lights_its_operands(sim: Figure, width: int) -> None:
    presets = sim.evaluate("Object.keys(sim.model.presets).map(name => `preset ${name}`)")
    seen = sim.resize(width).evaluate(FOCUS, [presets[0], *presets[-3:]])
    assert not [f"{each['where']}: {fault}" for each in seen for fault in each["faults"]]
    silent = [each["where"] for each in seen if each["number"] and not each["why"]]
    unlit = [each["where"] for each in seen if each["derived"] and not each["lit"]]
    assert not silent, f"no formula: {silent}"
    assert not unlit, f"nothing is lit: {unlit}"


def test_why_goes_with_the_focus(sim: Figure) -> None:
    sim.page.locator("[data-number]").first.focus()
    assert sim.page.locator("#why").is_visible()
    sim.evaluate("document.activeElement.blur()")
    sim.settled()
    assert not sim.page.locator("#why").is_visible() and not sim.page.locator(".lit").count()
