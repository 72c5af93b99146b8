"""GELU falls below −0.752 and SiLU below −1.278, and both are steeper than 1 somewhere; the five others do neither."""

import numpy as np
import pytest

from layerwise import activations
from layerwise.differentiable import vjp

SCORES = np.linspace(-12, 12, 240_001)  # every ten-thousandth


def slopes(name, z=SCORES):
    a, pullback = vjp(getattr(activations, name), z)
    return pullback(np.ones_like(a))[0]


@pytest.mark.parametrize(
    ("name", "turn", "steepest"),
    [("gelu", -0.752, 2**0.5), ("gelu_tanh", -0.752, 2**0.5), ("silu", -1.278, 2.399)],
)
def test_those_that_fall(name, turn, steepest):
    s = slopes(name)
    falling = SCORES[s < 0]
    assert falling.max() == pytest.approx(turn, abs=1e-3)
    assert np.all(s[(SCORES > -5) & (turn - 1e-3 > SCORES)] < 0), "it falls all the way down to the left"
    assert s.max() > 1.09
    assert SCORES[s.argmax()] == pytest.approx(steepest, abs=0.005)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "sigmoid", "tanh", "softplus"])
def test_those_that_never_fall_and_are_never_steeper_than_one(name):
    assert slopes(name).min() >= 0 and slopes(name).max() <= 1


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_the_curve_itself_rises_to_the_left_of_its_turn(name):
    y = getattr(activations, name)(np.array([-5.0, -3.0, -2.0, -1.5]))
    assert np.all(np.diff(y) < 0)
