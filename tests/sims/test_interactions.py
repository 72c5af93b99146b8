"""Five hundred things that a reader may do, in any order, do no harm."""

import os
from pathlib import Path

from .conftest import Figure

SEED = int(os.environ.get("SIM_SEED", "1"))


def test_500_random_interactions(sim: Figure) -> None:
    print(f"SIM_SEED={SEED}")
    sim.resize(320)
    sim.evaluate(Path(__file__).with_name("interact.js").read_text("utf8"))
    broken = sim.evaluate("seed => interact(seed, 500)", SEED)
    assert not broken, f"SIM_SEED={SEED}: {broken}"
    found = sim.evaluate("faults()")
    assert not found, f"SIM_SEED={SEED}: " + "\n".join(found)
    within = sim.evaluate("""() => sim.view.controls.filter(({ key, min, max }) =>
      min !== undefined && ![sim.state[key]].flat(3).every(value => value >= min && value <= max)).map(({ key }) => key)""")
    assert not within, f"SIM_SEED={SEED}: out of range: {within}"
