"""At every width, in both schemes and in every state the text can be read and the targets can be hit."""

from typing import Any

import pytest

from .conftest import Figure

WIDTHS = [320, 375, 800, 1280]
# Each state in two looks, light and dark with all open that can be opened; the next one begins in the look that is on, for
# changing it means to style all anew. The address need not follow, and the figure must stay in sight to be drawn.
LOOK = """async seeds => {
  const found = [], root = document.documentElement;
  const wear = dark => {
    root.style.colorScheme = dark ? "dark" : "light";
    document.querySelectorAll(`[aria-expanded=${!dark}]`).forEach(button => button.click());
  };
  history.replaceState = Element.prototype.scrollIntoView = () => {};
  const states = [...everyState(), ...seeds.map(seed => [`seed ${seed}`, sim.randomState(seed)])];
  for (const [i, [name, state]] of states.entries()) {
    await show(state);
    for (const dark of i % 2 ? [true, false] : [false, true]) {
      wear(dark);
      found.push(...faults().map(fault => [fault, dark ? `${name}, dark and open` : name]));
    }
  }
  wear(false);
  return found;
}"""
# Presets and random states, with another state held beside them.
COMPARE = """async seeds => {
  const found = [], states = [...Object.entries(sim.model.presets).map(([name, { state }]) => [name, state]),
    ...seeds.map(seed => [`seed ${seed}`, sim.randomState(seed)])];
  document.querySelectorAll("[aria-expanded=false]").forEach(button => button.click());
  document.querySelector("#compare")?.click();
  for (const [name, state] of states) {
    await show(state);
    found.push(...faults().map(fault => [fault, `${name}, compared`]));
  }
  return found;
}"""


def told(found: list[list[Any]]) -> str:
    """Each fault once, with the first state that has it."""
    where: dict[str, list[str]] = {}
    for fault, state in found:
        where.setdefault(fault, []).append(state)
    lines = [
        f"{fault}   [{states[0]}{f' and {len(states) - 1} more' if states[1:] else ''}]"
        for fault, states in where.items()
    ]
    return "\n".join(["", *lines[:12], f"{len(lines)} faults in all"])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_can_be_read(sim: Figure, width: int) -> None:
    found = sim.resize(width).evaluate(LOOK, list(range(10)))
    found += sim.evaluate(COMPARE, list(range(10, 20)))
    assert not found, told(found)
