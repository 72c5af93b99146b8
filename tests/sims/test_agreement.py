"""What a figure shows is what the library computes: the very text of `python(state)` is run."""

from typing import Any

from .agreement import differences, plain
from .conftest import Figure

SEEDS = list(range(50))
ANSWERS = """async seeds => {
  const presets = Object.entries(sim.model.presets).map(([name, { state }]) => [`preset ${name}`, state]);
  const answers = [];
  for (const [name, state] of [...presets, ...seeds.map(seed => [`seed ${seed}`, sim.randomState(seed)])]) {
    sim.set({ ...sim.model.initial, ...state });
    answers.push({ name, state: sim.state, shown: sim.shown, program: sim.model.python(sim.state) });
  }
  await show({});
  return answers;
}"""


def faults(answer: dict[str, Any]) -> list[str]:
    """Where the figure and its own program differ."""
    values: dict[str, Any] = {}
    exec(compile(answer["program"], f"<{answer['name']}>", "exec"), values)
    missing = [f"{key}: the program does not define it" for key in answer["shown"] if key not in values]
    return missing + [
        f"{answer['name']}, {difference}"
        for key, value in answer["shown"].items()
        if key in values
        for difference in differences(value, plain(values[key]), key)
    ]


def test_every_number_equals_the_library(sim: Figure) -> None:
    found = [fault for answer in sim.evaluate(ANSWERS, SEEDS) for fault in faults(answer)]
    assert not found, "\n".join(found[:20])


def test_random_states_depend_on_their_seed_only(sim: Figure) -> None:
    states = sim.evaluate("seeds => seeds.map(seed => JSON.stringify(sim.randomState(seed)))", SEEDS)
    assert len(set(states)) == len(states)
    assert states == sim.evaluate("seeds => seeds.map(seed => JSON.stringify(sim.randomState(seed)))", SEEDS)


def test_a_wrong_digit_is_found() -> None:
    shown = {"area": 1.000000002, "rank": 2, "flat": True, "axes": None, "way": [[0.0, 1.0]]}
    program = "import numpy as np\narea, rank, flat, axes = 1.0, 2, 1, 0\nway = np.array([[1e-11, 1.0]])"
    found = faults({"name": "made up", "shown": shown, "program": program})
    assert [fault.split(":")[0] for fault in found] == [
        f"made up, {key}" for key in ("area", "flat", "axes", "way[0][0]")
    ]
