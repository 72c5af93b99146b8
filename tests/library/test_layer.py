import numpy as np
import pytest

from layerwise.backpropagation import check_gradient
from layerwise.differentiable import differentiable
from layerwise.layer import Dense, Layer
from layerwise.linear_maps import affine


@pytest.fixture
def layer(rng) -> Dense:
    return Dense(3, 2, rng)


def test_dense_is_affine_with_its_own_parameters(layer, rng) -> None:
    X = rng.normal(size=(4, 3))
    np.testing.assert_array_equal(layer.forward(X), affine(X, layer.params["W"], layer.params["b"]))


def test_forward_and_backward_agree_with_differences(layer, rng) -> None:
    @differentiable
    def through(X, W, b):
        layer.params.update(W=W, b=b)
        return layer.forward(X), lambda dY: (layer.backward(dY), layer.grads["W"], layer.grads["b"])

    assert check_gradient(through, rng.normal(size=(4, 3)), *layer.params.values(), rng=rng) < 1e-8


def test_gradients_are_filed_under_the_parameters_names_and_replaced(layer) -> None:
    layer.forward(np.ones((4, 3)))
    layer.backward(np.ones((4, 2)))
    layer.backward(np.ones((4, 2)))
    assert list(layer.grads) == list(layer.params) == ["W", "b"]
    np.testing.assert_array_equal(layer.grads["b"], [4, 4])


def test_the_first_weights_are_hes_and_follow_the_seed() -> None:
    wide = Dense(1000, 200, np.random.default_rng(5)).params["W"]
    assert abs(wide.mean()) < 1e-3 and wide.std() == pytest.approx(np.sqrt(2 / 1000), rel=0.01)
    np.testing.assert_array_equal(wide, Dense(1000, 200, np.random.default_rng(5)).params["W"])


def test_float32_stays(rng) -> None:
    layer = Dense(3, 2, rng, dtype=np.float32)
    y = layer.forward(np.ones((4, 3), np.float32))
    assert y.dtype == layer.backward(np.ones_like(y)).dtype == np.float32
    assert {g.dtype for g in layer.grads.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("error", "name", "change"),
    [
        (ValueError, "n_in", {"n_in": 0}),
        (TypeError, "n_out", {"n_out": 2.0}),
        (TypeError, "n_out", {"n_out": True}),
        (TypeError, "rng", {"rng": 0}),
        (TypeError, "rng", {"rng": None}),
        (TypeError, "dtype", {"dtype": int}),
    ],
)
def test_dense_refuses(refuses, rng, error, name, change) -> None:
    refuses(error, name, Dense, **({"n_in": 3, "n_out": 2, "rng": rng} | change))


def test_backward_needs_forward(layer, refuses) -> None:
    with pytest.raises(RuntimeError, match="Call forward"):
        layer.backward(np.ones((4, 2)))
    layer.forward(np.ones((4, 3)))
    refuses(ValueError, "dy", layer.backward, np.ones(2))
    refuses(ValueError, "X", layer.forward, np.ones((4, 4)))


def test_a_layer_without_a_rule_says_so() -> None:
    with pytest.raises(NotImplementedError, match="with_pullback"):
        Layer().forward(np.ones(3))
