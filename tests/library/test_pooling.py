import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.backpropagation import check_gradient
from layerwise.convolution import conv2d
from layerwise.differentiable import vjp
from layerwise.pooling import MaxPool2d, avg_pool2d, max_pool2d

seeds, small, sizes = st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(4, 7)
windows = st.sampled_from([(1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 2, 1), (3, 3, 0), (2, 3, 1), (4, 2, 2)])


@given(seeds, small, small, sizes, sizes, windows)
def test_gradients(seed, B, C, H, W, window) -> None:
    rng, (size, stride, padding) = np.random.default_rng(seed), window
    x = rng.permutation(B * C * H * W).reshape(B, C, H, W) / 10.0  # no two alike, so no ties
    for f in (max_pool2d, avg_pool2d):
        assert check_gradient(f, x, size=size, stride=stride, padding=padding, rng=rng) < 1e-8


@given(seeds, windows)
def test_the_mean_is_a_convolution_with_a_box(seed, window) -> None:
    size, stride, padding = window
    x = np.random.default_rng(seed).normal(size=(2, 1, 6, 5))
    box = np.full((1, 1, size, size), 1 / size**2)
    np.testing.assert_allclose(
        avg_pool2d(x, size=size, stride=stride, padding=padding),
        conv2d(x, box, np.zeros(1), stride=stride, padding=padding),
        atol=1e-12,
    )


@given(seeds)
def test_side_by_side_windows_by_reshaping(seed) -> None:
    x = np.random.default_rng(seed).normal(size=(2, 3, 6, 8))
    blocks = x.reshape(2, 3, 3, 2, 4, 2)
    np.testing.assert_array_equal(max_pool2d(x, size=2), blocks.max(axis=(3, 5)))
    np.testing.assert_allclose(avg_pool2d(x, size=2), blocks.mean(axis=(3, 5)))


def test_at_a_tie_the_first_gets_all() -> None:
    y, pullback = vjp(max_pool2d, np.zeros((1, 1, 2, 4)), size=2)
    np.testing.assert_array_equal(pullback(np.ones_like(y))[0][0, 0], [[1, 0, 1, 0], [0, 0, 0, 0]])


def test_the_padding_never_wins() -> None:
    x = np.full((1, 1, 3, 3), -5.0)
    y, pullback = vjp(max_pool2d, x, size=2, stride=1, padding=1)
    assert (y == -5).all()
    assert pullback(np.ones_like(y))[0].sum() == y.size


def test_the_layer(rng) -> None:
    x = rng.normal(size=(2, 3, 7, 7))
    layer = MaxPool2d(3, stride=2, padding=1)
    y = layer.forward(x)
    np.testing.assert_array_equal(y, max_pool2d(x, size=3, stride=2, padding=1))
    assert layer.backward(y).shape == x.shape


def test_float32_stays(stays_float32) -> None:
    for f in (max_pool2d, avg_pool2d):
        stays_float32(f, np.ones((2, 3, 5, 5)), size=3, stride=2, padding=1)


x = np.ones((2, 3, 4, 4))


@pytest.mark.parametrize("f", [max_pool2d, avg_pool2d])
@pytest.mark.parametrize(
    ("error", "name", "x", "options"),
    [
        (TypeError, "x", x.astype(int), {"size": 2}),
        (ValueError, "x", x[0], {"size": 2}),
        (ValueError, "x", x[:0], {"size": 2}),
        (ValueError, "W", x, {"size": 5}),
        (ValueError, "size", x, {"size": 0}),
        (TypeError, "size", x, {"size": 2.0}),
        (ValueError, "stride", x, {"size": 2, "stride": 0}),
        (ValueError, "padding", x, {"size": 2, "padding": 2}),
        (ValueError, "padding", x, {"size": 2, "padding": -1}),
    ],
)
def test_refusals(refuses, f, error, name, x, options) -> None:
    refuses(error, name, f, x, **options)


def test_the_layer_refuses(refuses) -> None:
    refuses(ValueError, "size", MaxPool2d, 0)
    refuses(ValueError, "stride", MaxPool2d, 2, stride=-1)
    refuses(TypeError, "padding", MaxPool2d, 2, padding=0.5)
