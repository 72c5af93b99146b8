"""Nearest means read more unseen digits in trained hidden coordinates than in pixels, and fewer in untrained ones."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from layerwise.activations import relu
from layerwise.data import split
from layerwise.differentiable import vjp
from layerwise.layer import Activation, Dense, Sequential
from layerwise.losses import cross_entropy
from layerwise.optimisation import Adam

from .test_nearest_mean import share_read

IMAGES, LABELS = load_digits(return_X_y=True)
INK = IMAGES / 16


def network(width, seed):
    """Pixels to hidden numbers, and the head behind them."""
    rng = np.random.default_rng(seed)
    return Sequential(Dense(64, width, rng), Activation(relu)), Dense(width, 10, rng)


def trained(width, seed, known, told):
    """The pixels' hidden numbers after 150 steps on the known rows and what is told of them."""
    body, head = network(width, seed)
    net, optimiser = Sequential(body, head), Adam(0.01)
    for _ in range(150):
        loss, pullback = vjp(cross_entropy, net.forward(INK[known]), y=told)
        net.backward(pullback(np.ones_like(loss))[0])
        optimiser.step(net.params, net.grads)
    return body.forward(INK)


def nearest_mean(H, known, asked):
    """The share of the asked digits that lie nearest to the mean of their class."""
    return share_read(H[known], LABELS[known], H[asked], LABELS[asked])


@pytest.mark.parametrize("width", [16, 32])
@pytest.mark.parametrize("seed", range(4))
def test_trained_coordinates_beat_pixels_and_pixels_beat_untrained_ones(width, seed):
    halves = split(LABELS, 0.2, np.random.default_rng(seed))
    pixels = nearest_mean(INK, *halves)
    assert nearest_mean(network(width, seed)[0].forward(INK), *halves) < pixels - 0.05
    assert nearest_mean(trained(width, seed, halves[0], LABELS[halves[0]]), *halves) > pixels + 0.01


@pytest.mark.parametrize("seed", range(3))
def test_it_holds_for_the_last_block_too(seed):
    halves = np.arange(1437), np.arange(1437, 1797)
    assert (
        nearest_mean(trained(32, seed, halves[0], LABELS[:1437]), *halves) > nearest_mean(INK, *halves) + 0.01
    )


@pytest.mark.parametrize("seed", range(2))
def test_a_wide_layer_drawn_by_lot_loses_next_to_nothing(seed):
    halves = split(LABELS, 0.2, np.random.default_rng(seed))
    drawn = network(1024, seed)[0].forward(INK)
    assert nearest_mean(drawn, *halves) > nearest_mean(INK, *halves) - 0.03


@pytest.mark.parametrize("seed", range(2))
def test_training_on_meaningless_labels_makes_no_such_coordinates(seed):
    known, asked = split(LABELS, 0.2, np.random.default_rng(seed))
    told = np.random.default_rng(seed).permutation(LABELS[known])
    assert nearest_mean(trained(32, seed, known, told), known, asked) < nearest_mean(INK, known, asked) - 0.05
