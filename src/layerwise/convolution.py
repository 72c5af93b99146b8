"""One small question, asked everywhere: the same kernel meets every window of the image."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable, vjp
from layerwise.initialisation import he_normal
from layerwise.kernels import KERNELS
from layerwise.layer import Layer

__all__ = [
    "KERNELS",
    "Conv2d",
    "conv1d",
    "conv2d",
    "conv_output_size",
    "convolve2d",
    "correlate2d",
    "im2col",
    "toeplitz",
]

Padding: TypeAlias = int | Literal["same"]
Pads: TypeAlias = tuple[tuple[int, int], ...]

# How many numbers of unfolded windows are worked on at once: few enough to stay in the cache.
CHUNK = 2**16


@differentiable
def conv2d(x: Array, W: Array, b: Array, *, stride: int = 1, padding: Padding = 0) -> WithPullback[Array]:
    r"""The convolution of networks, which is cross-correlation: the kernel is not flipped.

    $$y_{o,i,j} = b_o + \sum_{c,u,v} W_{o,c,u,v}\; x_{c,\,si+u,\,sj+v}$$

    x is surrounded by `padding` zeros on every side; "same" pads so that the output has ⌈n/s⌉ rows and columns,
    with the odd zero at the end.

    Shapes: x (B, C, H, W), W (O, C, h, w), b (O,) → (B, O, H′, W′), sizes by `conv_output_size`.

    Raises:
        TypeError: if an array is not of floats, the dtypes differ, or stride or padding is not a whole number.
        ValueError: if the shapes do not meet, the kernel is larger than the padded image, or the stride is 0.

    Examples:
        >>> x = np.arange(9.0).reshape(1, 1, 3, 3)
        >>> conv2d(x, np.ones((1, 1, 2, 2)), np.zeros(1))
        array([[[[ 8., 12.],
                 [20., 24.]]]])
    """
    _check(x, W, b, ndim=4)
    pads = tuple(_pads(n, k, stride, padding) for n, k in zip(x.shape[2:], W.shape[2:], strict=True))
    return _correlate(x, W, b, pads, (stride, stride))


@differentiable
def conv1d(x: Array, W: Array, b: Array, *, stride: int = 1, padding: Padding = 0) -> WithPullback[Array]:
    r"""The same along one axis: $y_{o,i} = b_o + \sum_{c,u} W_{o,c,u}\; x_{c,\,si+u}$.

    Shapes: x (B, C, T), W (O, C, k), b (O,) → (B, O, T′).

    Raises:
        TypeError: if an array is not of floats, the dtypes differ, or stride or padding is not a whole number.
        ValueError: if the shapes do not meet, the kernel is longer than the padded signal, or the stride is 0.

    Examples:
        >>> conv1d(np.array([[[1.0, 2.0, 4.0, 8.0]]]), np.array([[[-1.0, 1.0]]]), np.zeros(1))
        array([[[1., 2., 4.]]])
    """
    _check(x, W, b, ndim=3)
    pads = (0, 0), _pads(x.shape[2], W.shape[2], stride, padding)
    y, back = _correlate(x[:, :, None], W[:, :, None], b, pads, (1, stride))

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx, dW, db = back(dy[:, :, None])
        return dx[:, :, 0], dW[:, :, 0], db

    return y[:, :, 0], pullback


@differentiable
def correlate2d(x: Array, k: Array, *, stride: int = 1, padding: Padding = 0) -> WithPullback[Array]:
    r"""One image, one kernel, cross-correlation: $y_{ij} = \sum_{u,v} k_{uv}\, x_{si+u,\,sj+v}$.

    Shapes: x (H, W), k (h, w) → (H′, W′).

    Raises:
        TypeError: if an array is not of floats or the dtypes differ.
        ValueError: if the kernel is larger than the padded image or the stride is 0.

    Examples:
        >>> correlate2d(np.array([[1.0, 2.0, 4.0]]), np.array([[-1.0, 1.0]]))
        array([[1., 2.]])
    """
    checks.floats("x", x, ndim=2)
    checks.floats("k", k, ndim=2)
    image, kernel, zero = x[None, None], k[None, None], np.zeros(1, x.dtype)
    checks.same_dtype("x", x, k=k)
    y, back = vjp(conv2d, image, kernel, zero, stride=stride, padding=padding)
    return y[0, 0], lambda dy: tuple(g[0, 0] for g in back(dy[None, None])[:2])


@differentiable
def convolve2d(x: Array, k: Array, *, stride: int = 1, padding: Padding = 0) -> WithPullback[Array]:
    r"""True convolution, with the kernel turned by 180°: $y_{ij} = \sum_{u,v} k_{h-1-u,\,w-1-v}\, x_{si+u,\,sj+v}$.

    For a Sobel kernel it is minus the correlation.

    Shapes: x (H, W), k (h, w) → (H′, W′).

    Raises:
        TypeError: if an array is not of floats or the dtypes differ.
        ValueError: if the kernel is larger than the padded image or the stride is 0.

    Examples:
        >>> convolve2d(np.array([[1.0, 2.0, 4.0]]), np.array([[-1.0, 1.0]]))
        array([[-1., -2.]])
    """
    turned = checks.floats("k", k, ndim=2)[::-1, ::-1]
    y, back = vjp(correlate2d, x, turned, stride=stride, padding=padding)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx, dturned = back(dy)
        return dx, dturned[::-1, ::-1]

    return y, pullback


def conv_output_size(n: int, k: int, *, stride: int = 1, padding: Padding = 0) -> int:
    r"""How many windows of length k fit: $\lfloor (n + 2p - k)/s \rfloor + 1$, or $\lceil n/s \rceil$ for "same".

    Raises:
        TypeError: if an argument is not a whole number.
        ValueError: if the kernel is larger than the padded input, the stride is 0 or the padding negative.

    Examples:
        >>> conv_output_size(7, 3), conv_output_size(7, 3, stride=2, padding=1), conv_output_size(8, 3, padding="same")
        (5, 4, 8)
    """
    before, after = _pads(checks.count("n", n), checks.count("k", k), stride, padding)
    return (n + before + after - k) // stride + 1


def im2col(x: Array, size: tuple[int, int], *, stride: int = 1, padding: Padding = 0) -> Array:
    r"""Every window of an image as a column, so that convolution becomes one product: `W.reshape(O, -1) @ columns`.

    Shapes: x (B, C, H, W), `size` (h, w) → (B, C·h·w, H′·W′); rows in the order of a flattened kernel.

    Raises:
        TypeError: if x is not a float array.
        ValueError: if x is not (B, C, H, W) or the kernel is larger than the padded image.

    Examples:
        >>> im2col(np.arange(9.0).reshape(1, 1, 3, 3), (2, 2))[0]
        array([[0., 1., 3., 4.],
               [1., 2., 4., 5.],
               [3., 4., 6., 7.],
               [4., 5., 7., 8.]])
    """
    checks.floats("x", x, ndim=4)
    pads = tuple(_pads(n, k, stride, padding) for n, k in zip(x.shape[2:], size, strict=True))
    windows = _windows(_padded(x, pads), size, (stride, stride))
    return windows.reshape(len(x), x.shape[1] * prod(size), -1)


def toeplitz(k: Array, shape: tuple[int, ...]) -> Array:
    r"""The matrix T of a correlation: $T\,\mathrm{vec}(x) = \mathrm{vec}(y)$ for every x of that shape.

    Each row is the kernel once more, one place further: T is a Toeplitz matrix, doubly blocked in two dimensions,
    with no more different numbers than k has.

    Shapes: k (k,) and shape (n,) → (n − k + 1, n); k (h, w) and shape (H, W) → (H′·W′, H·W).

    Raises:
        TypeError: if k is not a float array.
        ValueError: if k and shape have different rank or k is larger.

    Examples:
        >>> toeplitz(np.array([1.0, 2.0]), (4,))
        array([[1., 2., 0., 0.],
               [0., 1., 2., 0.],
               [0., 0., 1., 2.]])
    """
    if checks.floats("k", k).ndim != len(shape) or k.ndim not in (1, 2):
        checks.refuse(
            ValueError, "shape", f"{k.ndim} lengths, as k has", shape, "k and x need the same rank."
        )
    (H, W), (h, w) = ((1,) * (2 - k.ndim) + s for s in (shape, k.shape))
    places = im2col(np.arange(float(H * W)).reshape(1, 1, H, W), (h, w))[0].astype(int)
    T = np.zeros((places.shape[1], prod(shape)), k.dtype)
    np.put_along_axis(T, places.T, k.ravel(), axis=1)
    return T


class Conv2d(Layer):
    """A convolution that owns its kernels W (c_out, c_in, size, size), drawn by `he_normal`, and biases b (zeros).

    Shapes: (B, c_in, H, W) → (B, c_out, H′, W′).

    Raises:
        TypeError: if a count is not a whole number, `rng` not a generator or dtype not a float.
        ValueError: if a count is below 1.

    Examples:
        >>> layer = Conv2d(1, 4, 3, np.random.default_rng(0), padding="same")
        >>> layer.forward(np.ones((2, 1, 8, 8))).shape
        (2, 4, 8, 8)
    """

    def __init__(
        self,
        c_in: int,
        c_out: int,
        size: int,
        rng: np.random.Generator,
        *,
        stride: int = 1,
        padding: Padding = 0,
        dtype: npt.DTypeLike = np.float64,
    ) -> None:
        shape = checks.count("c_out", c_out), checks.count("c_in", c_in), checks.count("size", size), size
        super().__init__(W=he_normal(shape, rng, dtype=dtype), b=np.zeros(c_out, dtype))
        _pads(size, size, stride, padding)
        self.stride, self.padding = stride, padding

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Apply `conv2d` to x with the layer's own W and b."""
        W, b = self.params["W"], self.params["b"]
        return vjp(conv2d, x, W, b, stride=self.stride, padding=self.padding)


def _correlate(x: Array, W: Array, b: Array, pads: Pads, stride: tuple[int, int]) -> WithPullback[Array]:
    padded, rows = _padded(x, pads), W.reshape(len(W), -1)
    windows = _windows(padded, W.shape[2:], stride)
    B, *_, height, width = windows.shape
    Y = np.empty((B, len(W), height * width), x.dtype)
    for part, places, columns in _unfolded(windows):
        np.matmul(rows, columns, out=Y[part, :, places])
    Y += b[:, None]

    def pullback(dY: Array) -> tuple[Array, ...]:
        dY = dY.reshape(Y.shape)
        dpadded, drows = np.zeros_like(padded), np.zeros_like(rows)
        dwindows = _windows(dpadded, W.shape[2:], stride)
        for part, places, columns in _unfolded(windows):
            dy, lines = dY[part, :, places], slice(places.start // width, places.stop // width)
            drows += (dy @ columns.swapaxes(1, 2)).sum(axis=0)
            dcolumns = (rows.T @ dy).reshape(len(dy), *windows.shape[1:4], -1, width)
            for u, v in product(*map(range, W.shape[2:])):  # windows overlap, the places of one tap do not
                dwindows[part, :, u, v, lines] += dcolumns[:, :, u, v]
        (top, _), (left, _) = pads
        dx = dpadded[:, :, top : top + x.shape[2], left : left + x.shape[3]]
        return dx, drows.reshape(W.shape), dY.sum(axis=(0, 2))

    return Y.reshape(B, len(W), height, width), pullback


def _windows(x: Array, size: tuple[int, ...], stride: tuple[int, int]) -> Array:
    """Return a view (B, C, h, w, H′, W′): for each tap of the kernel, the image that it sees."""
    spans = tuple((n - k) // s * s + 1 for n, k, s in zip(x.shape[2:], size, stride, strict=True))
    view = sliding_window_view(x, spans, axis=(2, 3), writeable=x.flags.writeable)
    return view[:, :, : size[0], : size[1], :: stride[0], :: stride[1]]


def _unfolded(windows: Array) -> Iterator[tuple[slice, slice, Array]]:
    """Copy the windows into one small buffer, as columns (b, C·h·w, places): some images, or some lines of one."""
    B, *kernel, height, width = windows.shape
    line = prod(kernel) * width
    n, lines = max(1, CHUNK // (line * height)), min(height, max(1, CHUNK // line))
    buffer = np.empty(min(n, B) * lines * line, windows.dtype)
    for start, top in product(range(0, B, n), range(0, height, lines)):
        some = windows[start : start + n, ..., top : top + lines, :]
        columns = buffer[: some.size].reshape(some.shape)
        columns[...] = some
        places = slice(top * width, min(top + lines, height) * width)
        yield slice(start, start + n), places, columns.reshape(len(some), prod(kernel), -1)


def _padded(x: Array, pads: Pads) -> Array:
    return np.pad(x, ((0, 0), (0, 0), *pads)) if any(map(any, pads)) else x


def _pads(n: int, k: int, stride: int, padding: Padding) -> tuple[int, int]:
    checks.count("stride", stride)
    if padding == "same":
        total = max((-(-n // stride) - 1) * stride + k - n, 0)
        return total // 2, total - total // 2
    p = checks.count("padding", padding, at_least=0)
    if k > n + 2 * p:
        remedy = "Pad more or take a smaller kernel."
        checks.refuse(ValueError, "W", f"a kernel of at most {n + 2 * p} (padding included)", k, remedy)
    return p, p


def _check(x: Array, W: Array, b: Array, ndim: int) -> None:
    checks.floats("x", x, ndim=ndim)
    checks.floats("W", W, ndim=ndim)
    checks.shape("b", checks.floats("b", b), W.shape[:1], "One bias per kernel.")
    if x.shape[1] != W.shape[1]:
        remedy = "W is (out, in, ...): a kernel has one slice per channel of x."
        checks.refuse(ValueError, "W", f"{x.shape[1]} channels, as x has", W.shape, remedy)
    checks.same_dtype("x", x, W=W, b=b)
