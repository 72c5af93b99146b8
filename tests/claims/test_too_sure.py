"""Trained to the end on few noisy digits, a small network is surer than it is right; one temperature mends it, and stopping early overshoots."""

from functools import cache

import numpy as np
import pytest
from sklearn.datasets import load_digits

from layerwise.activations import relu, softmax
from layerwise.diagnostics import accuracy, calibration
from layerwise.differentiable import vjp
from layerwise.layer import Activation, Dense, Sequential
from layerwise.losses import cross_entropy
from layerwise.optimisation import Adam

IMAGES, LABELS = load_digits(return_X_y=True)
SEEDS, NOISES, KNOWN = range(10), (0.2, 0.3, 0.5), (200, 400)
TEMPERATURES = np.geomspace(0.25, 16, 121)


@cache
def answers(seed, noise, known, steps=200):
    """Logits and labels of 300 digits to choose a temperature with, and of all the rest, after training on the known ones."""
    rng = np.random.default_rng(seed)
    order, X = rng.permutation(1797), IMAGES / 16 + noise * rng.normal(size=IMAGES.shape)
    net = Sequential(Dense(64, 32, rng), Activation(relu), Dense(32, 10, rng))
    optimiser, seen = Adam(0.01), order[:known]
    for _ in range(steps):
        value, back = vjp(cross_entropy, net.forward(X[seen]), y=LABELS[seen])
        net.backward(*back(np.ones_like(value)))
        optimiser.step(net.params, net.grads)
    tuning, asked = order[known : known + 300], order[known + 300 :]
    return tuple((net.forward(X[part]), LABELS[part]) for part in (tuning, asked))


def best_temperature(Z, y):
    """The one with the smallest loss."""
    return min(TEMPERATURES, key=lambda T: cross_entropy(Z / T, y=y))


def surplus(Z, y):
    """How much surer it is than right."""
    return softmax(Z).max(axis=1).mean() - accuracy(Z, y=y)


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("seed", SEEDS)
def test_too_sure_and_mended(seed, noise, known):
    tuning, (Z, y) = answers(seed, noise, known)
    T = best_temperature(*tuning)
    assert surplus(Z, y) > 0.04 and T > 1.3
    assert abs(surplus(Z / T, y)) < min(0.07, surplus(Z, y))
    before, after = (calibration(softmax(each), y=y).error for each in (Z, Z / T))
    assert after < 0.75 * before
    assert cross_entropy(Z / T, y=y) < cross_entropy(Z, y=y)


@pytest.mark.parametrize("noise", NOISES[:2])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_network_is_at_first_less_sure_than_right(seed, noise):
    assert surplus(*answers(seed, noise, 400, steps=12)[1]) < -0.1


def test_a_temperature_changes_no_answer():
    _, (Z, _) = answers(0, 0.3, 400)
    assert all(((Z / T).argmax(axis=1) == Z.argmax(axis=1)).all() for T in TEMPERATURES)
