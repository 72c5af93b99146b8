"""Finite differences, taken here and without any chain rule, confirm every gradient that the figure shows."""

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from bookmaking.sims import SIMS, evaluate

Array = npt.NDArray[np.float64]
SIM = SIMS / "backpropagation"
NUDGE = 1e-5
NAMES = ("W1", "b1", "W2", "b2")


def derived(states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the model makes of these changes of its start."""
    script = f"{json.dumps(states)}.map(state => exports.derive({{ ...exports.initial, ...state }}))"
    return list(evaluate(SIM, script))


def loss(params: dict[str, Array], state: dict[str, Any]) -> float:
    """The chapter's loss of one example, written out: squared length of the error, or surprise at the class."""
    hidden = np.maximum(0, params["W1"] @ np.array(state["x"]) + params["b1"])
    z = params["W2"] @ hidden + params["b2"]
    if state["loss"] == "squared error":
        return float(np.sum((z - state["y"][: len(z)]) ** 2))
    if len(z) == 1:
        return float(np.logaddexp(0, z[0]) - state["label"] * z[0])
    return float(np.logaddexp.reduce(z) - z[state["label"]])


def slopes(params: dict[str, Array], name: str, state: dict[str, Any]) -> Array:
    """The central difference of the loss for every entry of one parameter."""
    values = params[name]
    units = NUDGE * np.eye(values.size).reshape(-1, *values.shape)

    def at(moved: Array) -> float:
        return loss({**params, name: moved}, state)

    return np.reshape([(at(values + u) - at(values - u)) / (2 * NUDGE) for u in units], values.shape)


def random_state(seed: int, **fixed: str) -> dict[str, Any]:
    """A state within the controls' ranges, after some passes of training or none."""
    rng = np.random.default_rng(seed)
    sizes = {"x": (2,), "W1": (3, 2), "b1": (3,), "W2": (2, 3), "b2": (2,), "y": (2,)}
    numbers = {name: (rng.integers(-40, 41, size) / 20).tolist() for name, size in sizes.items()}
    others = {"label": int(rng.integers(2)), "rate": "0.01", "at": int(rng.integers(90))}
    return {**numbers, **others, **fixed}


@pytest.mark.parametrize("outputs", ["1", "2"])
@pytest.mark.parametrize("kind", ["squared error", "cross-entropy"])
def test_finite_differences_confirm_every_gradient(kind: str, outputs: str) -> None:
    states = [random_state(seed, loss=kind, outputs=outputs) for seed in range(40)]
    compared = 0
    for state, shown in zip(states, derived(states), strict=True):
        params = {name: np.array(shown[name]) for name in NAMES}
        if np.abs(shown["z1"]).min() < 1e-3:  # at the corner of ReLU there is no one slope
            continue
        compared += 1
        assert shown["L"] == pytest.approx(loss(params, state), rel=1e-9, abs=1e-11)
        scale = 1 + max(np.abs(shown[f"d{name}"]).max() for name in NAMES)
        for name in NAMES:
            numerical = slopes(params, name, state)
            assert np.shape(shown[f"d{name}"]) == params[name].shape, "a gradient is as large as its variable"
            assert np.abs(shown[f"d{name}"] - numerical).max() < 1e-7 * scale, (name, state)
    assert compared >= 30


def test_the_nudge_in_the_figure_finds_the_same_slopes() -> None:
    states = [
        random_state(seed, loss="cross-entropy", outputs="2") | {"probe": seed % 17} for seed in range(40)
    ]
    for shown in derived(states):
        if not shown["corner"]:
            assert shown["quotient"] == pytest.approx(shown["backward"], rel=1e-4, abs=1e-5)


def test_what_its_page_says_of_the_presets() -> None:
    presets = evaluate(SIM, "exports.presets")
    state = {name: preset["state"] for name, preset in presets.items()}
    wires, asleep = derived([state["wires"], state["asleep"]])
    assert wires["dz2"] == [1] and wires["dh2"] == [0.7, -0.4, 0.2] and wires["dz1"] == [0.7, 0, 0.2]
    assert asleep["awake"] == [False] * 3 and np.any(asleep["db2"])
    assert not any(np.any(asleep[f"d{name}"]) for name in ("W1", "b1", "W2"))
    large, small = derived([state["far"], state["far"] | {"rate": "0.1"}])
    said = {large["L"]: "1.32", large["next_loss"]: "32.5", small["next_loss"]: "0.0343"}
    assert [f"{value:.3g}" for value in said] == list(said.values())
