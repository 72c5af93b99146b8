import numpy as np
import pytest

from layerwise.activations import leaky_relu, relu, tanh
from layerwise.backpropagation import check_gradient
from layerwise.differentiable import differentiable
from layerwise.layer import (
    Activation,
    Dense,
    Flatten,
    Layer,
    Residual,
    Sequential,
    parameter_count,
    shape_map,
)
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
    flat = Flatten()
    flat.forward(np.ones((4, 3, 2)))
    refuses(ValueError, "dy", flat.backward, np.ones(24))


def test_a_layer_without_a_rule_says_so() -> None:
    with pytest.raises(NotImplementedError, match="with_pullback"):
        Layer().forward(np.ones(3))


def as_function(net):
    """A network as one differentiable function of its input and all its parameters."""

    @differentiable
    def through(x, *params):
        for name, p in zip(net.params, params, strict=True):
            net.params[name] = p
        return net.forward(x), lambda dy: (net.backward(dy), *net.grads.values())

    return through


def network(rng):
    block = Residual(Sequential(Dense(5, 5, rng), Activation(tanh)), scale=0.5)
    return Sequential(
        Flatten(), Dense(6, 5, rng), Activation(tanh), block, Residual(Dense(5, 5, rng)), Dense(5, 2, rng)
    )


def test_a_whole_network_agrees_with_differences(rng) -> None:
    net = network(rng)
    x = rng.normal(size=(4, 2, 3))
    assert check_gradient(as_function(net), x, *net.params.values(), rng=rng) < 1e-8


def test_names_read_and_write_through_to_the_layers(rng) -> None:
    net = network(rng)
    assert list(net.params)[:4] == ["1.W", "1.b", "3.body.0.W", "3.body.0.b"]
    net.params["3.body.0.W"] = np.zeros((5, 5))
    assert not net.layers[3].body.layers[0].params["W"].any()
    assert len(net.params) == 8
    with pytest.raises(KeyError):
        net.params["9.W"]
    with pytest.raises(TypeError, match="keeps"):
        del net.params["1.W"]


def test_a_residual_block_of_nothing_passes_x_and_twice_the_gradient_of_a_copy(rng) -> None:
    silent = Residual(Dense(3, 3, rng))
    silent.params["body.W"][...] = 0
    x = rng.normal(size=(2, 3))
    np.testing.assert_array_equal(silent.forward(x), x)
    np.testing.assert_array_equal(silent.backward(x), x)
    copy = Residual(Activation(leaky_relu, slope=0.0))
    np.testing.assert_array_equal(copy.forward(np.abs(x)), 2 * np.abs(x))
    np.testing.assert_array_equal(copy.backward(x), 2 * x)


def test_shapes_and_parameters(rng) -> None:
    net = Sequential(Flatten(), Dense(64, 10, rng), Activation(relu))
    rows = shape_map(net, np.ones((3, 1, 8, 8)))
    assert [row.shape for row in rows] == [(3, 64), (3, 10), (3, 10)]
    assert sum(row.parameters for row in rows) == parameter_count(net) == 650
    with pytest.raises(RuntimeError):
        net.backward(np.ones((3, 10)))


def test_a_network_in_float32(rng) -> None:
    layers = (Dense(3, 4, rng, dtype=np.float32), Residual(Activation(tanh), scale=0.3))
    net = Sequential(*layers)
    y = net.forward(np.ones((2, 3), np.float32))
    dx = net.backward(np.ones((2, 4)))
    assert {y.dtype, dx.dtype, *(g.dtype for g in net.grads.values())} == {np.dtype(np.float32)}


def test_composites_refuse(refuses, rng) -> None:
    refuses(TypeError, "layers", Sequential)
    refuses(TypeError, "layers[1]", Sequential, Flatten(), relu)
    shared = Dense(3, 3, rng)
    refuses(ValueError, "layers", Sequential, shared, Residual(shared))
    refuses(TypeError, "body", Residual, relu)
    refuses(ValueError, "scale", Residual, Flatten(), scale=np.inf)
    refuses(TypeError, "f", Activation, np.tanh)
    refuses(ValueError, "x", Flatten().forward, 1.0)
    refuses(TypeError, "x", Flatten().forward, np.ones((2, 3), int))
    refuses(TypeError, "net", shape_map, Flatten(), np.ones(2))
    refuses(TypeError, "layer", parameter_count, relu)
    refuses(ValueError, "body", Residual(Dense(3, 2, rng)).forward, np.ones((4, 3)))
    net = Sequential(Dense(3, 2, rng))
    net.forward(np.ones((4, 3)))
    refuses(ValueError, "dy", net.backward, np.ones((2, 2)))
