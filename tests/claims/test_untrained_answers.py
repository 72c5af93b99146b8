"""A factor on an untrained head changes no answer and any certainty; a tenth of the digits is right on average."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from layerwise.activations import relu, softmax
from layerwise.initialisation import he_normal
from layerwise.linear_maps import affine

IMAGES, LABELS = load_digits(return_X_y=True)
INK = IMAGES / 16
WIDTHS, SEEDS = (16, 32, 128), range(20)


def logits(width, seed, head=1.0, bias=0.0):
    """What a network 64 → width → 10 says whose weights were drawn by lot, the head's times a factor."""
    rng = np.random.default_rng(seed)
    W, C = he_normal((width, 64), rng), he_normal((10, width), rng)
    return affine(relu(affine(INK, W, np.zeros(width))), head * C, bias * rng.normal(size=10))


def share_right(Z):
    """The share of the digits whose loudest class is their own."""
    return (Z.argmax(axis=1) == LABELS).mean()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_factor_changes_certainty_and_no_answer(width, seed):
    said = logits(width, seed).argmax(axis=1)
    certainty = {}
    for factor in (2.0**-10, 0.125, 8.0, 2.0**10):
        Z = logits(width, seed, factor)
        assert (Z.argmax(axis=1) == said).all()
        certainty[factor] = softmax(Z).max(axis=1).mean()
    unsure, less, more, sure = certainty.values()
    assert unsure < 0.101 < less < 0.15 and 0.35 < more < 0.98 < sure


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tenth_is_right_on_average_over_draws(width):
    right = [share_right(logits(width, seed)) for seed in range(100)]
    assert 0.09 < np.mean(right) < 0.11
    assert max(right) < 0.35


@pytest.mark.parametrize("seed", range(5))
def test_with_biases_a_factor_on_the_weights_alone_does_change_answers(seed):
    said = [logits(32, seed, factor, bias=1.0).argmax(axis=1) for factor in (0.125, 8.0)]
    assert (said[0] != said[1]).mean() > 0.2


def test_where_all_hidden_neurons_sleep_no_factor_makes_it_sure():
    Z = logits(8, 7, 2.0**10)
    asleep = ~Z.any(axis=1)
    assert asleep.any() and np.allclose(softmax(Z)[asleep], 0.1)
