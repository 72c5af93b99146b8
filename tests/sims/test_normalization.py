"""μ, σ² and x̂ of `normalization-comparison` are the library's, asked here and not by the figure's own program."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from py_mini_racer import MiniRacer

from bookmaking.sims import SIMS, evaluate, linked
from layerwise.differentiable import Array
from layerwise.normalisation import BatchNorm, batch_norm, group_norm, instance_norm, layer_norm

SCHEMES = ["batch", "layer", "instance", "group-1", "group-2", "group-4"]
DEALT = {"numbers": ["4", "9", "11"], "images": ["1", "2", "3"], "pixels": ["1", "2", "3"]}


@pytest.fixture(scope="module")
def figure() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What the model derives from a state, with whatever that leaves out as at the start."""
    racer = MiniRacer()
    racer.eval(linked(SIMS / "normalization-comparison"))

    def derive(state: dict[str, Any]) -> dict[str, Any]:
        asked = f"exports.derive({{...exports.initial, ...{json.dumps(state)}}})"
        return dict(json.loads(str(racer.eval(f"JSON.stringify({asked})"))))

    return derive


def states(scheme: str, count: int = 60) -> list[dict[str, Any]]:
    """Many states of a scheme: sizes, numbers, pulled images and channels, γ and β."""
    rng = np.random.default_rng(SCHEMES.index(scheme))
    return [
        {"scheme": scheme}
        | {key: str(rng.choice(options)) for key, options in DEALT.items()}
        | {
            f"raise_{key}": (rng.integers(-8, 9, n) / 2).tolist()
            for key, n in (("images", 3), ("channels", 4))
        }
        | {f"double_{key}": rng.integers(-2, 3, n).tolist() for key, n in (("images", 3), ("channels", 4))}
        | {key: (rng.integers(-20, 21, (4, 1)) / 10).tolist() for key in ("gamma", "beta")}
        for _ in range(count)
    ]


def normalised(scheme: str, x: Array, gamma: Array, beta: Array) -> Array:
    """The library's answer."""
    if scheme == "batch":
        return batch_norm(x, gamma, beta)
    if scheme == "instance":
        return instance_norm(x, gamma, beta)
    if scheme == "layer":
        wide = [np.broadcast_to(scale[:, None, None], x.shape[1:]).copy() for scale in (gamma, beta)]
        return layer_norm(x, *wide, axes=(1, 2, 3))
    return group_norm(x, gamma, beta, groups=int(scheme[-1]))


def moments(rows: Array) -> tuple[Array, Array]:
    """Mean and variance of every row, as the library's batch norm takes them to heart in one step."""
    layer = BatchNorm(len(rows), momentum=0.5)
    layer.forward(rows.T.copy(), training=True)
    unbiased = 2 * layer.state["variance"] - 1
    return 2 * layer.state["mean"], unbiased * (rows.shape[1] - 1) / rows.shape[1]


def rows_of(scheme: str, x: Array) -> Array:
    """One row for all cells that share μ and σ²."""
    if scheme == "batch":
        return x.transpose(1, 0, 2, 3).reshape(4, -1)
    sets = {"layer": 1, "instance": 4}.get(scheme) or int(scheme[-1])
    return x.reshape(len(x) * sets, -1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_is_the_librarys(figure: Callable[..., dict[str, Any]], scheme: str) -> None:
    for state in states(scheme):
        shown = figure(state)
        x, one, zero = np.array(shown["x"]), np.ones(4), np.zeros(4)
        rows = rows_of(scheme, x)
        if rows.shape[1] > 1:
            means, variances = moments(rows)
            np.testing.assert_allclose(shown["means"], means, rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(shown["variances"], variances, rtol=1e-9, atol=1e-11)
        elif scheme == "batch":
            with pytest.raises(ValueError, match="more than one value") as refused:
                batch_norm(x, one, zero)
            assert shown["error"] == str(refused.value) and shown["x_hat"] is shown["y"] is None
            continue
        gamma, beta = (np.ravel(state[key]) for key in ("gamma", "beta"))
        np.testing.assert_allclose(shown["x_hat"], normalised(scheme, x, one, zero), rtol=1e-9, atol=1e-11)
        np.testing.assert_allclose(shown["y"], normalised(scheme, x, gamma, beta), rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("seen", ["0", "1", "10", "100"])
def test_inference_uses_the_librarys_running_averages(
    figure: Callable[..., dict[str, Any]], seen: str
) -> None:
    for state in states("batch", 25):
        shown = figure(state | {"inference": True, "seen": seen})
        layer, usual = BatchNorm(4), figure({"pixels": state["pixels"], "numbers": state["numbers"]})
        for _ in range(int(seen)):
            layer.forward(np.array(usual["base"]), training=True)
        np.testing.assert_allclose(shown["means"], layer.state["mean"], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(shown["variances"], layer.state["variance"], rtol=1e-9)
        x_hat = layer.forward(np.array(shown["x"]), training=False)
        np.testing.assert_allclose(shown["x_hat"], x_hat, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize(
    ("state", "same"),
    [
        ({"scheme": "batch", "images": "1"}, ["instance", "group-4"]),
        ({"scheme": "group-1"}, ["layer"]),
        ({"scheme": "group-4"}, ["instance"]),
        ({"scheme": "batch"}, []),
    ],
)
def test_the_same_cells_give_the_same_numbers(
    figure: Callable[..., dict[str, Any]], state: dict[str, Any], same: list[str]
) -> None:
    shown = figure(state)
    assert shown["same_as"] == same
    for other in same:
        assert figure(state | {"scheme": other})["x_hat"] == shown["x_hat"]


def test_a_cell_alone_becomes_its_beta(figure: Callable[..., dict[str, Any]]) -> None:
    beta = [[0.5], [-1.0], [2.0], [-0.5]]
    shown = figure({"images": "1", "pixels": "1", "beta": beta, "raise_images": [3, 0, 0]})
    assert np.ravel(shown["y"]).tolist() == np.ravel(beta).tolist()


def test_a_touch_of_the_knob_changes_nothing() -> None:
    moved = evaluate(
        SIMS / "normalization-comparison",
        """["1", "2", "3"].flatMap(images => ["1", "2", "3"].flatMap(pixels => ["batch", "instance", "group-2", "layer"].flatMap(scheme =>
          [0, 1, 2].flatMap(b => [0, 1, 2, 3].flatMap(c => {
            const state = { ...exports.initial, images, pixels, scheme, cell: [b, c, 0] }, shown = exports.derive(state);
            const knob = load("sim/layout.js").layout(Number(images), Number(pixels)).knob(shown.lit, exports.reached(state, shown));
            const after = exports.derive(exports.move(state, "outline", knob));
            return JSON.stringify(after.outlines) === JSON.stringify(shown.outlines) ? [] : [[images, pixels, scheme, b, c]];
          })))))""",
    )
    assert not moved
