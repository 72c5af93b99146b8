import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.perceptron import mistake_bound, perceptron, perceptron_update

SQUARE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, XOR = np.array([-1, -1, -1, 1]), np.array([-1, 1, 1, -1])
seeds = st.integers(0, 2**32 - 1)


def separable(seed):
    rng = np.random.default_rng(seed)
    w, b, X = rng.normal(size=2), rng.normal(), rng.normal(size=(12, 2))
    score = X @ w + b
    keep = np.abs(score) > 0.1
    return X[keep], np.sign(score[keep]).astype(int), w, b


@given(seeds)
def test_a_run_from_zero_ends_within_its_bound_and_separates(seed) -> None:
    X, y, w, b = separable(seed)
    if len(X):
        run = perceptron(X, y, passes=10_000)
        assert run.converged
        assert len(run.mistakes) <= mistake_bound(X, y, w, b)
        assert np.all(y * (X @ run.w + run.b) > 0)


@given(seeds, st.sampled_from([0.25, 4.0, 128.0]))
def test_from_zero_the_rate_only_scales_the_weights(seed, rate) -> None:
    X, y, *_ = separable(seed)
    if len(X):
        slow, fast = perceptron(X, y, passes=50), perceptron(X, y, passes=50, rate=rate)
        assert slow.mistakes == fast.mistakes
        np.testing.assert_array_equal(fast.w, rate * slow.w)


def test_xor_comes_back_to_zero_after_every_pass() -> None:
    run = perceptron(SQUARE, XOR, passes=1)
    np.testing.assert_array_equal([*run.w, run.b], [0, 0, 0])
    assert not perceptron(SQUARE, XOR, passes=100).converged
    assert mistake_bound(SQUARE, XOR, np.ones(2), -0.5) == np.inf


def test_a_score_of_zero_is_a_mistake() -> None:
    w, b = perceptron_update(np.zeros(2), 0.0, np.array([1.0, 2.0]), 1, rate=0.5)
    np.testing.assert_array_equal([*w, b], [0.5, 1, 0.5])
    assert perceptron_update(w, b, np.array([1.0, 2.0]), 1) == (w, b)


def test_a_start_is_taken() -> None:
    solved = perceptron(SQUARE, AND, passes=50)
    assert perceptron(SQUARE, AND, passes=1, start=(solved.w, solved.b)).mistakes == []


@pytest.mark.parametrize(
    ("error", "name", "change"),
    [
        (TypeError, "X", {"X": SQUARE.astype(int)}),
        (ValueError, "X", {"X": SQUARE[:0]}),
        (ValueError, "X", {"X": SQUARE[0]}),
        (ValueError, "y", {"y": AND[:2]}),
        (ValueError, "y", {"y": np.array([0, 0, 0, 1])}),
        (ValueError, "y", {"y": np.array([np.nan, 1, 1, 1])}),
        (ValueError, "rate", {"rate": 0}),
        (ValueError, "rate", {"rate": -1.0}),
        (ValueError, "passes", {"passes": 0}),
        (TypeError, "passes", {"passes": 1.5}),
        (ValueError, "start[0]", {"start": (np.ones(3), 0.0)}),
    ],
)
def test_perceptron_refuses(refuses, error, name, change) -> None:
    arguments = {"X": SQUARE, "y": AND, "passes": 3} | change
    refuses(error, name, perceptron, arguments.pop("X"), arguments.pop("y"), **arguments)


def test_the_bound_and_the_update_refuse(refuses) -> None:
    refuses(ValueError, "w", mistake_bound, SQUARE, AND, np.ones(3), 0.0)
    refuses(ValueError, "y", mistake_bound, SQUARE, AND * 2, np.ones(2), 0.0)
    refuses(ValueError, "x", perceptron_update, np.zeros(3), 0.0, np.ones(2), 1)
    refuses(ValueError, "y", perceptron_update, np.zeros(2), 0.0, np.ones(2), 0)
