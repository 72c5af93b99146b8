import numpy as np
import pytest

from layerwise.activations import softmax, tanh
from layerwise.backpropagation import check_gradient, jacobian, numerical_gradient
from layerwise.differentiable import differentiable
from layerwise.linear_maps import affine

rng = np.random.default_rng(1)
X, W, b = rng.normal(size=(8, 5)), rng.normal(size=(5, 5)), rng.normal(size=5)


def faulty(change):
    """affine with its three gradients (and dY) handed through `change`."""

    @differentiable
    def f(X, W, b):
        Y, pullback = affine.with_pullback(X, W, b)
        return Y, lambda dY: change(dY, *pullback(dY))

    return f


def test_the_right_gradient_passes() -> None:
    assert check_gradient(affine, X, W, b, rng=np.random.default_rng(0)) < 1e-10


def test_a_gradient_that_is_nan_does_not_pass() -> None:
    broken = faulty(lambda dY, dX, dW, db: (dX * np.nan, dW, db))
    assert np.isnan(check_gradient(broken, X, W, b, rng=np.random.default_rng(0)))


def test_keywords_are_passed_on_and_scalar_values_work() -> None:
    power = differentiable(lambda x, *, p: (np.sum(x**p), lambda dy: (dy * p * x ** (p - 1),)))
    assert check_gradient(power, X, p=3, rng=np.random.default_rng(0)) < 1e-8


def test_bad_input(refuses) -> None:
    g = np.random.default_rng(0)
    refuses(TypeError, "argument 1", check_gradient, affine, X, W.astype(np.float32), b, rng=g)
    refuses(TypeError, "rng", check_gradient, affine, X, W, b, rng=0)
    refuses(TypeError, "f", check_gradient, np.tanh, X, rng=g)
    refuses(ValueError, "pullback", check_gradient, faulty(lambda *gradients: gradients), X, W, b, rng=g)
    flat = faulty(lambda dY, dX, dW, db: (dX, dW.ravel(), db))
    refuses(ValueError, "pullback", check_gradient, flat, X, W, b, rng=g)


def test_jacobians() -> None:
    p = softmax(X[0])
    np.testing.assert_allclose(jacobian(softmax, X[0]), np.diag(p) - np.outer(p, p), atol=1e-15)
    np.testing.assert_allclose(jacobian(softmax, X[0], temperature=2.0).sum(axis=0), 0, atol=1e-15)
    assert jacobian(tanh, X).shape == (40, 40)
    total = differentiable(lambda x: (x.sum(), lambda dy: (np.full_like(x, dy),)))
    np.testing.assert_array_equal(jacobian(total, X), np.ones((1, 40)))


def test_numerical_gradient_entry_by_entry() -> None:
    np.testing.assert_allclose(numerical_gradient(lambda w: np.sum(w**2), X), 2 * X, atol=1e-9)
    at = np.array(3.0)
    for step in (0.1, 0.01):
        assert numerical_gradient(lambda w: w**2, at, step=step) == pytest.approx(6)
        assert numerical_gradient(lambda w: w**3, at, step=step) == pytest.approx(27 + step**2)


def test_jacobian_and_numerical_gradient_refuse(refuses) -> None:
    refuses(TypeError, "f", jacobian, np.tanh, X)
    refuses(TypeError, "x", numerical_gradient, np.sum, X.astype(np.float32))
    refuses(TypeError, "x", numerical_gradient, np.sum, [1.0])
    refuses(ValueError, "f", numerical_gradient, np.tanh, X)
    refuses(ValueError, "step", numerical_gradient, np.sum, X, step=0)
    refuses(ValueError, "step", numerical_gradient, np.sum, X, step=-1e-5)
