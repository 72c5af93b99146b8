"""Half of the mean square survives a ReLU, and about a third of the variance; only for scores around 0."""

import numpy as np
import pytest

from layerwise.activations import relu
from layerwise.linear_maps import affine

ABOUT_A_THIRD = 0.5 - 0.5 / np.pi


def after_relu(mean, spread, seed):
    """Mean square and variance of what a ReLU makes of a million normal scores."""
    a = relu(np.random.default_rng(seed).normal(mean, spread, 1_000_000))
    return (a**2).mean(), a.var()


@pytest.mark.parametrize("spread", [0.01, 0.5, 1.0, 3.0, 100.0])
def test_mean_square_and_variance_at_every_spread(spread):
    for seed in range(5):
        square, variance = after_relu(0.0, spread, seed)
        assert square == pytest.approx(spread**2 / 2, rel=0.01)
        assert variance == pytest.approx(ABOUT_A_THIRD * spread**2, rel=0.01)
    assert pytest.approx(0.341, abs=5e-4) == ABOUT_A_THIRD


def test_the_next_layer_feels_the_mean_square_and_not_the_variance():
    rng = np.random.default_rng(0)
    a = relu(rng.normal(size=(200, 400)))
    W = rng.normal(0, np.sqrt(2 / 400), (500, 400))
    Z = affine(a, W, np.zeros(500))
    assert (Z**2).mean() == pytest.approx(1, rel=0.05)


def test_scores_that_are_not_around_zero_keep_another_share():
    for mean in (-1.0, 1.0):
        square, variance = after_relu(mean, 1.0, 0)
        assert abs(square - 0.5) > 0.3
        assert abs(variance - ABOUT_A_THIRD) > 0.2
