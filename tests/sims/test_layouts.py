"""At every width, in both schemes and in every state the text can be read and the targets can be hit."""

import pytest

from .conftest import Figure

LOOK = """async ({ open }) => {
  const found = [];
  for (const [name, state] of everyState()) {
    await show(state);
    found.push(...faults().map(fault => `${name}: ${fault}`));
  }
  await show({});
  return found;
}"""


@pytest.mark.parametrize("width", [320, 375, 800, 1280])
def test_x(sim: Figure, width: int) -> None:
    import time

    sim.resize(width)
    t = time.time()
    found = sim.evaluate(LOOK, {"open": 1})
    print(time.time() - t, sim.evaluate("everyState().length"))
    print(*found, sep="\n")
