"""At every width, in both schemes and in every state the text can be read and the targets can be hit."""

from typing import Any

import pytest

from .conftest import Figure

WIDTHS = [320, 375, 800, 1280]
LOOK = """async seeds => {
  const found = [], note = name => found.push(...faults().map(fault => [fault, name]));
  const states = [...everyState(), ...seeds.map(seed => [`seed ${seed}`, sim.randomState(seed)])];
  for (const [name, state] of states) {
    await show(state);
    note(name);
  }
  await show({});
  return found;
}"""
# All that can be opened is open, and another state is held beside the present one.
OPEN = """async () => {
  document.querySelectorAll("[aria-expanded=false]").forEach(button => button.click());
  await show(sim.randomState(5));
  document.querySelector("#compare")?.click();
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
    sim.resize(width)
    found = sim.evaluate(LOOK, list(range(10)))
    assert not found, told(found)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_can_be_read_in_the_dark_with_all_open(sim: Figure, width: int) -> None:
    sim.page.emulate_media(color_scheme="dark")
    sim.resize(width)
    sim.evaluate(OPEN)
    found = sim.evaluate(LOOK, [])
    assert not found, told(found)
