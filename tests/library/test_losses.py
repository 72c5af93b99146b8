import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from layerwise.activations import sigmoid, softmax
from layerwise.backpropagation import check_gradient
from layerwise.differentiable import vjp
from layerwise.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    l1_penalty,
    l2_penalty,
    mean_squared_error,
)

seeds, shapes = st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)
classes = st.integers(2, 5)


@given(seeds, shapes)
def test_gradients_against_real_targets(seed, shape) -> None:
    rng = np.random.default_rng(seed)
    z, y = rng.normal(size=shape), rng.uniform(size=shape)
    assert check_gradient(mean_squared_error, z, y=y, rng=rng) < 1e-8
    assert check_gradient(binary_cross_entropy_with_logits, z, y=y, rng=rng) < 1e-8
    assert check_gradient(binary_cross_entropy, 0.3 + 0.4 * y[::-1], y=y, rng=rng) < 1e-8
    assert check_gradient(l2_penalty, z, z + 1, rng=rng) < 1e-8
    assert check_gradient(l1_penalty, z + np.sign(z), rng=rng) < 1e-8


@given(seeds, shapes, classes, st.floats(0, 0.9))
def test_cross_entropy_gradient_for_integers_and_distributions(seed, lead, K, smoothing) -> None:
    rng = np.random.default_rng(seed)
    z, y = rng.normal(size=(*lead, K)), rng.integers(K, size=lead)
    assert check_gradient(cross_entropy, z, y=y, smoothing=smoothing, rng=rng) < 1e-8
    assert check_gradient(cross_entropy, z, y=softmax(rng.normal(size=z.shape)), rng=rng) < 1e-8
    np.testing.assert_allclose(cross_entropy(z, y=np.eye(K)[y]), cross_entropy(z, y=y))


@given(seeds, shapes, classes)
def test_cross_entropy_is_the_mean_of_minus_log_p(seed, lead, K) -> None:
    rng = np.random.default_rng(seed)
    z, y = 5 * rng.normal(size=(*lead, K)), rng.integers(K, size=lead)
    log_p = np.take_along_axis(special.log_softmax(z, axis=-1), y[..., None], -1)
    np.testing.assert_allclose(cross_entropy(z, y=y), -log_p.mean())
    (dz,) = vjp(cross_entropy, z, y=y)[1](1.0)
    np.testing.assert_allclose(dz, (softmax(z) - np.eye(K)[y]) / y.size, atol=1e-15)


@given(seeds, st.integers(1, 6))
def test_binary_cross_entropy_is_minus_the_log_likelihood_of_coins(seed, B) -> None:
    rng = np.random.default_rng(seed)
    z, y = 3 * rng.normal(size=B), rng.integers(2, size=B)
    coins = -stats.bernoulli.logpmf(y, special.expit(z)).mean()
    np.testing.assert_allclose(binary_cross_entropy(sigmoid(z), y=y.astype(float)), coins)
    np.testing.assert_allclose(binary_cross_entropy_with_logits(z, y=y.astype(float)), coins)


def test_mean_squared_error_sums_within_an_example() -> None:
    p, y = np.arange(6.0).reshape(3, 2), np.ones((3, 2))
    assert mean_squared_error(p, y=y) == ((p - y) ** 2).sum(1).mean()
    assert mean_squared_error(p[:, 0], y=y[:, 0]) == ((p - y) ** 2)[:, 0].mean()


def test_penalties() -> None:
    a, b = np.array([3.0, -4.0]), np.array([[1.0]])
    assert (l2_penalty(a, b), l1_penalty(a, b)) == (26, 8)
    assert [g.tolist() for g in vjp(l1_penalty, a, np.zeros(1))[1](1.0)] == [[1, -1], [0]]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_certain_scores_stay_finite(dtype) -> None:
    z, y = np.array([1000, -1000, 1000, -1000], dtype), np.array([1, 0, 0, 1], dtype)
    L, pullback = vjp(binary_cross_entropy_with_logits, z, y=y)
    assert L == 500
    np.testing.assert_array_equal(pullback(4.0)[0], [0, 0, 1, -1])
    rows = np.stack([z, -z], axis=1)
    L, pullback = vjp(cross_entropy, rows, y=np.array([0, 1, 1, 0]))
    assert L == 1000
    np.testing.assert_array_equal(pullback(4.0)[0][:, 0], [0, 0, 1, -1])
    ends = np.finfo(dtype).max * np.array([[1, -1]], dtype)
    assert cross_entropy(ends, y=np.array([0])) == 0
    assert binary_cross_entropy_with_logits(ends, y=(ends > 0).astype(dtype)) == 0


def test_certainty_costs_nothing_when_right_and_everything_when_wrong() -> None:
    p = np.array([0.0, 1.0])
    L, pullback = vjp(binary_cross_entropy, p, y=p)
    assert L == 0
    np.testing.assert_array_equal(pullback(1.0)[0], [0.5, -0.5])
    assert binary_cross_entropy(p, y=1 - p) == np.inf


def test_float32_stays(stays_float32) -> None:
    half = np.full((2, 3), 0.5)
    for f in (mean_squared_error, binary_cross_entropy, binary_cross_entropy_with_logits):
        stays_float32(f, half, y=half.astype(np.float32))
    stays_float32(cross_entropy, half, y=np.array([0, 2]), smoothing=0.1)
    stays_float32(cross_entropy, half, y=np.eye(3)[:2])
    stays_float32(l1_penalty, half, half)
    stays_float32(l2_penalty, half, half)


B2 = np.full((2, 3), 0.5)


@pytest.mark.parametrize("f", [mean_squared_error, binary_cross_entropy, binary_cross_entropy_with_logits])
@pytest.mark.parametrize(
    ("error", "name", "x", "y"),
    [
        (ValueError, "y", B2, B2[:1]),
        (ValueError, "y", B2[:, 0], B2[:, :1]),
        (ValueError, "y", B2, B2 * np.nan),
        (ValueError, "y", B2, B2 * np.inf),
        (TypeError, "y", B2, B2.astype(int)),
        (TypeError, "y", B2, B2.astype(np.float32)),
        (TypeError, "y", B2, B2.tolist()),
    ],
)
def test_targets_refuse(refuses, f, error, name, x, y) -> None:
    refuses(error, name, f, x, y=y)


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (TypeError, "p", mean_squared_error, (B2.astype(int),), {"y": B2}),
        (ValueError, "p", mean_squared_error, (0.5,), {"y": B2}),
        (ValueError, "p", binary_cross_entropy, (B2[:0],), {"y": B2[:0]}),
        (ValueError, "p", binary_cross_entropy, (B2 * 3,), {"y": B2}),
        (ValueError, "p", binary_cross_entropy, (B2 * np.nan,), {"y": B2}),
        (ValueError, "y", binary_cross_entropy, (B2,), {"y": -B2}),
        (ValueError, "y", binary_cross_entropy_with_logits, (B2,), {"y": 3 * B2}),
        (ValueError, "y", cross_entropy, (B2,), {"y": np.array([0, 3])}),
        (ValueError, "y", cross_entropy, (B2,), {"y": np.array([0, -1])}),
        (ValueError, "y", cross_entropy, (B2,), {"y": np.array([0, 1, 2])}),
        (ValueError, "y", cross_entropy, (B2,), {"y": np.array([0.0, np.nan])}),
        (ValueError, "y", cross_entropy, (B2,), {"y": B2}),
        (ValueError, "y", cross_entropy, (B2,), {"y": B2 * np.nan}),
        (TypeError, "y", cross_entropy, (B2,), {"y": [0, 1]}),
        (TypeError, "y", cross_entropy, (B2,), {"y": np.array([0, 1], dtype=object)}),
        (TypeError, "z", cross_entropy, (B2.astype(int),), {"y": np.array([0, 1])}),
        (ValueError, "smoothing", cross_entropy, (B2,), {"y": np.array([0, 1]), "smoothing": 1.0}),
        (ValueError, "smoothing", cross_entropy, (B2,), {"y": np.array([0, 1]), "smoothing": -0.1}),
        (TypeError, "thetas", l2_penalty, (), {}),
        (TypeError, "thetas[1]", l1_penalty, (B2, B2.astype(int)), {}),
    ],
)
def test_losses_refuse(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)
