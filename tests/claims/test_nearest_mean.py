"""Nearest mean images read about nine shuffled digits in ten, and fewer of the last ones of the data set."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from layerwise.data import split
from layerwise.vectors import norm

SEEDS = range(20)
LAST = slice(-360, None)


@pytest.fixture(scope="module")
def digits():
    """Images (1797, 64) and labels (1797,)."""
    return load_digits(return_X_y=True)


def share_read(X, y, X_asked, y_asked):
    """The share of the asked digits that lie nearest to the mean of their own class."""
    means = np.array([X[y == k].mean(axis=0) for k in range(10)])
    return (norm(X_asked[:, None] - means).argmin(axis=1) == y_asked).mean()


def shuffled(X, y, seed, labels=None):
    """The share for a stratified fifth, chosen by a seed; `labels` are those that the means are made of."""
    train, test = split(y, 0.2, np.random.default_rng(seed))
    return share_read(X[train], (y if labels is None else labels)[train], X[test], y[test])


def test_about_nine_in_ten_when_shuffled_and_fewer_of_the_last(digits):
    X, y = digits
    shares = [shuffled(X, y, seed) for seed in SEEDS]
    last = share_read(X[: LAST.start], y[: LAST.start], X[LAST], y[LAST])
    assert min(shares) >= 0.86 and max(shares) <= 0.94
    assert last == 0.85 < min(shares)


def test_means_of_meaningless_groups_read_no_more_than_chance(digits):
    X, y = digits
    meaningless = np.random.default_rng(0).permutation(y)
    assert shuffled(X, y, 0, labels=meaningless) < 0.25
