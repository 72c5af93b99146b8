"""From zero a perceptron stays within (R/γ)² mistakes, at any rate and in any order; from another start it need not."""

import numpy as np
import pytest

from layerwise.data import xor
from layerwise.perceptron import mistake_bound, perceptron

MAILS = np.array([[1.0, 0.0], [1.0, 3.0], [4.0, 2.0], [2.0, 4.0], [0.0, 2.0], [0.0, 4.0]])
JUNK = np.array([1, -1, 1, -1, -1, -1])
WIDEST = np.array([2.0, -2.0]), 1.0
PREJUDICE = np.array([-0.5, 5.0]), 6.0


def mistakes(X, y, **settings):
    """How many examples are missed until a line is found."""
    run = perceptron(X, y, passes=20_000, **settings)
    assert run.converged
    return len(run.mistakes)


def separable(seed, gap):
    """Up to 40 examples in 2 to 12 dimensions, `gap` away from a random line, and that line."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 13))
    w, b, X = rng.normal(size=n), rng.normal(), rng.normal(size=(40, n))
    score = (X @ w + b) / np.linalg.norm(w)
    far = np.abs(score) > gap
    return X[far], np.sign(score[far]).astype(int), w, b


@pytest.mark.parametrize("gap", [0.05, 0.2, 0.5])
def test_no_run_from_zero_exceeds_its_bound(gap):
    for seed in range(20):
        X, y, w, b = separable(seed, gap)
        order = np.random.default_rng(seed).permutation(len(X))
        for rate in (2**-7, 1, 2**7):
            assert mistakes(X[order], y[order], rate=rate) <= mistake_bound(X, y, w, b)


def test_the_books_mails_are_missed_six_times_at_any_rate():
    assert mistake_bound(MAILS, JUNK, *WIDEST) == pytest.approx(21)
    assert [mistakes(MAILS, JUNK, rate=rate) for rate in (0.01, 1, 100)] == [6, 6, 6]


def test_an_endless_stream_is_bounded_too():
    for seed in range(100):
        picked = np.random.default_rng(seed).integers(0, 6, 1000)
        assert len(perceptron(MAILS[picked], JUNK[picked], passes=1).mistakes) <= 21


def test_two_examples_reach_the_bound():
    X, y = np.array([[1.0], [-1.0]]), np.array([1, -1])
    assert mistakes(X, y) == 2 == pytest.approx(mistake_bound(X, y, np.array([1.0]), 0.0))


def test_from_another_start_the_rate_counts_and_the_bound_does_not_hold():
    made = [mistakes(MAILS, JUNK, rate=rate, start=PREJUDICE) for rate in (0.01, 0.1, 1, 10)]
    assert made == [319, 34, 7, 6]
    assert made[0] > mistake_bound(MAILS, JUNK, *WIDEST)


def test_where_no_line_separates_there_is_no_bound():
    X, labels = xor()
    for passes in (1, 10, 100):
        run = perceptron(X, 2 * labels - 1, passes=passes)
        assert len(run.mistakes) == 4 * passes
        np.testing.assert_array_equal([*run.w, run.b], [0, 0, 0])


def test_in_another_order_xor_goes_round_elsewhere():
    X, labels = xor()
    order = [0, 3, 1, 2]
    runs = [perceptron(X[order], 2 * labels[order] - 1, passes=passes) for passes in (1, 2, 50)]
    for run in runs:
        np.testing.assert_array_equal([*run.w, run.b], [1, 1, 1])
