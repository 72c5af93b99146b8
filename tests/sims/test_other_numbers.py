"""A hand that moves one number leaves every other number exactly as it is, whatever was learned before."""

from typing import Any

import pytest

from .conftest import Figure

# In every preset, as it opens and some steps later: one key on every field and handle, and the fields that it changed,
# which are known by their whole value and not by what is written in them.
TOUCHED = """async count => {
  const later = state => Array.from({ length: count }).reduce(now => sim.model.step(now), state);
  const fields = () => Object.fromEntries([...document.querySelectorAll("input[data-number]")].map(el => [nameOf(el), Number(el.ariaValueNow)]));
  const press = (el, key) => {
    el.focus();
    el.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  };
  const find = name => [...document.querySelectorAll("[data-number], [data-handle]")].find(el => nameOf(el) === name);
  history.replaceState = () => {};
  const states = Object.entries(sim.model.presets).flatMap(([name, { state }]) => [[name, state], ...sim.model.step ? [[`${name}, ${count} steps on`, later(state)]] : []]);
  const found = [];
  for (const [where, state] of states) {
    await show(state);
    for (const { name, handle } of [...document.querySelectorAll("input[data-number], [data-handle]")].map(el => ({ name: nameOf(el), handle: Boolean(el.dataset.handle) }))) {
      sim.set({ ...sim.model.initial, ...state });
      if (handle) await settled(); // fields are written at once, handles are put in their places when the figure is drawn
      const before = fields(), el = find(name), key = Number(el.ariaValueNow) === Number(el.ariaValueMax) ? "ArrowDown" : "ArrowUp";
      press(el, key);
      const now = fields(), changed = Object.keys(now).filter(each => each in before && now[each] !== before[each]);
      found.push({ where: `${key} on ${name}, ${where}`, changed });
      el.blur();
    }
  }
  await show({});
  return found;
}"""


@pytest.fixture
def touched(sim: Figure) -> list[dict[str, Any]]:
    """Everything that keys can move, and what it moved."""
    return list(sim.evaluate(TOUCHED, 30))


def test_one_hand_moves_one_thing(touched: list[dict[str, Any]]) -> None:
    """One number; or two that belong together, as those of a point do, and a size with the one that it must meet."""
    wrong = [f"{each['where']}: changes {each['changed']}" for each in touched if len(each["changed"]) > 2]
    assert not wrong, "\n".join(wrong[:20])
