import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import signal

from layerwise.backpropagation import check_gradient
from layerwise.convolution import (
    CHUNK,
    KERNELS,
    Conv2d,
    conv1d,
    conv2d,
    conv_output_size,
    convolve2d,
    correlate2d,
    im2col,
    toeplitz,
)

seeds, small = st.integers(0, 2**32 - 1), st.integers(1, 3)
strides, paddings = st.integers(1, 3), st.sampled_from([0, 1, 2, "same"])


@given(seeds, small, small, small, st.integers(3, 7), st.integers(3, 6), small, small, strides, paddings)
def test_conv2d_gradient(seed, B, C, O, H, W, h, w, stride, padding) -> None:
    rng = np.random.default_rng(seed)
    x, kernel, b = rng.normal(size=(B, C, H, W)), rng.normal(size=(O, C, h, w)), rng.normal(size=O)
    assert check_gradient(conv2d, x, kernel, b, stride=stride, padding=padding, rng=rng) < 1e-8


@given(seeds, small, small, small, st.integers(3, 9), small, strides, paddings)
def test_conv1d_gradient(seed, B, C, O, T, k, stride, padding) -> None:
    rng = np.random.default_rng(seed)
    x, kernel, b = rng.normal(size=(B, C, T)), rng.normal(size=(O, C, k)), rng.normal(size=O)
    assert check_gradient(conv1d, x, kernel, b, stride=stride, padding=padding, rng=rng) < 1e-8


@given(seeds, st.integers(3, 8), st.integers(3, 8), small, small, strides, paddings)
def test_one_image_gradient_and_values_of_scipy(seed, H, W, h, w, stride, padding) -> None:
    rng = np.random.default_rng(seed)
    x, k = rng.normal(size=(H, W)), rng.normal(size=(h, w))
    for f in (correlate2d, convolve2d):
        assert check_gradient(f, x, k, stride=stride, padding=padding, rng=rng) < 1e-8
    np.testing.assert_allclose(correlate2d(x, k), signal.correlate2d(x, k, "valid"), atol=1e-12)
    np.testing.assert_allclose(convolve2d(x, k), signal.convolve2d(x, k, "valid"), atol=1e-12)


def naive(x, W, b, stride):
    """The definition, with six loops."""
    B, _, H, V = x.shape
    O, _, h, w = W.shape
    y = np.empty((B, O, (H - h) // stride + 1, (V - w) // stride + 1))
    for n, o, i, j in np.ndindex(*y.shape):
        window = x[n, :, i * stride : i * stride + h, j * stride : j * stride + w]
        y[n, o, i, j] = b[o] + np.sum(W[o] * window)
    return y


@given(seeds, strides, st.integers(0, 2))
def test_the_definition(seed, stride, p) -> None:
    rng = np.random.default_rng(seed)
    x, W, b = rng.normal(size=(2, 3, 6, 7)), rng.normal(size=(4, 3, 3, 2)), rng.normal(size=4)
    padded = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    np.testing.assert_allclose(
        conv2d(x, W, b, stride=stride, padding=p), naive(padded, W, b, stride), atol=1e-12
    )


@given(seeds)
def test_many_images_are_each_on_their_own(seed) -> None:
    rng = np.random.default_rng(seed)
    x, W, b = rng.normal(size=(70, 1, 20, 20)), rng.normal(size=(2, 1, 3, 3)), rng.normal(size=2)
    together = conv2d(x, W, b)  # more than fits into one chunk
    np.testing.assert_allclose(together, np.concatenate([conv2d(one[None], W, b) for one in x]), atol=1e-12)


def test_one_large_image_is_worked_on_in_parts(rng) -> None:
    x, k = rng.normal(size=(300, 200)), rng.normal(size=(3, 3))
    assert x.size * k.size > 2 * CHUNK
    np.testing.assert_allclose(correlate2d(x, k), signal.correlate2d(x, k, "valid"), atol=1e-12)
    assert check_gradient(correlate2d, x, k, rng=rng) < 1e-8


@given(seeds, small, small)
def test_as_one_product_im2col_and_toeplitz(seed, h, w) -> None:
    rng = np.random.default_rng(seed)
    x, k, signal1, k1 = (
        rng.normal(size=(5, 6)),
        rng.normal(size=(h, w)),
        rng.normal(size=8),
        rng.normal(size=h),
    )
    y = correlate2d(x, k)
    np.testing.assert_allclose(k.ravel() @ im2col(x[None, None], (h, w))[0], y.ravel(), atol=1e-12)
    np.testing.assert_allclose(toeplitz(k, x.shape) @ x.ravel(), y.ravel(), atol=1e-12)
    np.testing.assert_allclose(toeplitz(k1, (8,)) @ signal1, np.correlate(signal1, k1), atol=1e-12)


@given(seeds, st.integers(1, 4))
def test_a_shifted_image_gives_the_shifted_answer_away_from_the_border(seed, shift) -> None:
    rng = np.random.default_rng(seed)
    x, k = rng.normal(size=(10, 10)), rng.normal(size=(3, 3))
    y, moved = correlate2d(x, k), correlate2d(np.roll(x, shift, axis=1), k)
    np.testing.assert_allclose(moved[:, shift:], y[:, :-shift])


@given(st.integers(1, 40), st.integers(1, 9), st.integers(1, 5), st.integers(0, 4))
def test_output_sizes(n, k, s, p) -> None:
    if k <= n + 2 * p:
        starts = [i for i in range(0, n + 2 * p, s) if i + k <= n + 2 * p]
        assert conv_output_size(n, k, stride=s, padding=p) == len(starts)
    if k <= n:
        assert conv_output_size(n, k, stride=s, padding="same") == -(-n // s)


def test_named_kernels() -> None:
    x = np.arange(25.0).reshape(5, 5)
    np.testing.assert_array_equal(correlate2d(x, KERNELS["identity"], padding=1), x)
    np.testing.assert_array_equal(correlate2d(x, KERNELS["sobel_x"]), np.full((3, 3), 8.0))
    np.testing.assert_array_equal(convolve2d(x, KERNELS["sobel_y"]), -correlate2d(x, KERNELS["sobel_y"]))
    np.testing.assert_array_equal(correlate2d(x, KERNELS["laplacian"]), np.zeros((3, 3)))
    sums = {name: round(k.sum(), 12) for name, k in KERNELS.items()}
    assert [name for name, total in sums.items() if total == 1] == ["identity", "box", "gaussian", "sharpen"]
    with pytest.raises(ValueError, match="read-only"):
        KERNELS["box"][0] = 1


def test_the_layer(rng) -> None:
    layer = Conv2d(3, 4, 3, rng, stride=2, padding=1)
    x = rng.normal(size=(2, 3, 8, 8))
    y = layer.forward(x)
    np.testing.assert_array_equal(y, conv2d(x, *layer.params.values(), stride=2, padding=1))
    assert layer.backward(np.ones_like(y)).shape == x.shape
    assert {name: g.shape for name, g in layer.grads.items()} == {"W": (4, 3, 3, 3), "b": (4,)}


def test_float32_stays(stays_float32) -> None:
    x, W, b = np.ones((2, 3, 5, 5)), np.ones((4, 3, 3, 3)), np.ones(4)
    stays_float32(conv2d, x, W, b, padding="same", stride=2)
    stays_float32(conv1d, x[..., 0], W[..., 0], b)
    stays_float32(correlate2d, x[0, 0], W[0, 0])
    stays_float32(convolve2d, x[0, 0], W[0, 0], padding=1)
    for f in (im2col(x.astype(np.float32), (2, 2)), toeplitz(b.astype(np.float32), (6,))):
        assert f.dtype == np.float32


x, W, b = np.ones((2, 3, 5, 5)), np.ones((4, 3, 3, 3)), np.ones(4)


@pytest.mark.parametrize(
    ("error", "name", "args", "options"),
    [
        (TypeError, "x", (x.astype(int), W, b), {}),
        (ValueError, "x", (x[0], W, b), {}),
        (ValueError, "x", (x[:0], W, b), {}),
        (ValueError, "W", (x, W[0], b), {}),
        (ValueError, "W", (x, W[:, :2], b), {}),
        (ValueError, "W", (x[..., :2], W, b), {}),
        (ValueError, "b", (x, W, np.ones(3)), {}),
        (TypeError, "W", (x, W.astype(np.float32), b), {}),
        (TypeError, "b", (x, W, b.astype(object)), {}),
        (ValueError, "stride", (x, W, b), {"stride": 0}),
        (TypeError, "stride", (x, W, b), {"stride": 1.5}),
        (ValueError, "padding", (x, W, b), {"padding": -1}),
        (TypeError, "padding", (x, W, b), {"padding": "valid"}),
    ],
)
def test_conv2d_refuses(refuses, error, name, args, options) -> None:
    refuses(error, name, conv2d, *args, **options)


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "x", conv1d, (x, W, b), {}),
        (ValueError, "W", conv1d, (x[..., 0], np.ones((4, 3, 6)), b), {}),
        (ValueError, "x", correlate2d, (x, W[0, 0]), {}),
        (TypeError, "k", correlate2d, (x[0, 0], W[0, 0].astype(np.float32)), {}),
        (ValueError, "W", convolve2d, (x[0, 0], np.ones((6, 6))), {}),
        (TypeError, "k", convolve2d, (x[0, 0], np.ones((3, 3), int)), {}),
        (ValueError, "stride", conv_output_size, (5, 3), {"stride": 0}),
        (ValueError, "n", conv_output_size, (0, 3), {}),
        (ValueError, "W", conv_output_size, (2, 3), {}),
        (TypeError, "k", conv_output_size, (5, 3.0), {}),
        (ValueError, "x", im2col, (x[0], (2, 2)), {}),
        (ValueError, "W", im2col, (x, (6, 2)), {}),
        (ValueError, "shape", toeplitz, (np.ones(3), (5, 5)), {}),
        (ValueError, "W", toeplitz, (np.ones(3), (2,)), {}),
        (TypeError, "k", toeplitz, (np.ones(3, int), (5,)), {}),
        (ValueError, "size", Conv2d, (3, 4, 0, np.random.default_rng(0)), {}),
        (TypeError, "rng", Conv2d, (3, 4, 3, None), {}),
        (ValueError, "stride", Conv2d, (3, 4, 3, np.random.default_rng(0)), {"stride": 0}),
    ],
)
def test_refusals(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)
