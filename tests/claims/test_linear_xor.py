"""No affine score brings the mean cross-entropy on XOR below ln 2, and descent ends there; with a bend, or on AND, it falls further."""

import numpy as np
import pytest

from layerwise.activations import relu, sigmoid
from layerwise.losses import binary_cross_entropy_with_logits

CORNERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
XOR, AND = np.array([0.0, 1, 1, 0]), np.array([0.0, 0, 0, 1])
STARTS = range(20)


def descended(y, seed, scale, steps=5000):
    """The loss of a neuron after so many steps of p − y times x."""
    rng = np.random.default_rng(seed)
    w, b = scale * rng.normal(size=2), scale * rng.normal()
    for _ in range(steps):
        dz = (sigmoid(CORNERS @ w + b) - y) / 4
        w, b = w - dz @ CORNERS, b - dz.sum()
    return binary_cross_entropy_with_logits(CORNERS @ w + b, y=y)


@pytest.mark.parametrize("scale", [0.1, 1.0, 10.0, 1000.0])
def test_no_neuron_is_below(scale):
    rng = np.random.default_rng(0)
    for _ in range(1000):
        z = CORNERS @ (scale * rng.normal(size=2)) + scale * rng.normal()
        assert binary_cross_entropy_with_logits(z, y=XOR) >= np.log(2)


@pytest.mark.parametrize("scale", [0.1, 1.0, 10.0])
@pytest.mark.parametrize("seed", STARTS)
def test_descent_ends_there(seed, scale):
    assert descended(XOR, seed, scale) == pytest.approx(np.log(2), abs=1e-9)


@pytest.mark.parametrize("seed", STARTS)
def test_on_and_it_falls_below(seed):
    assert descended(AND, seed, 1.0) < 0.1


def test_a_hidden_layer_falls_below():
    z = relu(CORNERS @ np.array([[1.0, 1], [1, 1]]) + [0.0, -1]) @ [1.0, -2] - 0.5
    losses = [binary_cross_entropy_with_logits(c * z, y=XOR) for c in (1, 10, 100)]
    assert losses[0] < np.log(2) and losses[1] < 0.01 and losses[2] < 1e-12
