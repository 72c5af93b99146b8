"""After the question was asked everywhere, the answers are summed up window by window."""

from __future__ import annotations

from itertools import product

import numpy as np

from layerwise import checks
from layerwise.convolution import conv_output_size
from layerwise.differentiable import Array, WithPullback, differentiable, vjp
from layerwise.layer import Layer

__all__ = ["MaxPool2d", "avg_pool2d", "max_pool2d"]


@differentiable
def max_pool2d(x: Array, *, size: int, stride: int | None = None, padding: int = 0) -> WithPullback[Array]:
    r"""The largest number of every window: $y_{c,i,j} = \max_{u,v} x_{c,\,si+u,\,sj+v}$.

    The gradient goes to the place of the maximum; at a tie to the first in reading order. The padding never wins.

    Shapes: x (B, C, H, W) → (B, C, H′, W′); windows of `size` × `size`, `stride` apart (by default side by side).

    Raises:
        TypeError: if x is not a float array or an option not a whole number.
        ValueError: if x is not (B, C, H, W), the window is larger than the padded image, the padding more than
            half the window, or the stride 0.

    Examples:
        >>> max_pool2d(np.arange(16.0).reshape(1, 1, 4, 4), size=2)
        array([[[[ 5.,  7.],
                 [13., 15.]]]])
    """
    padded, taps = _taps(x, size, stride, padding, -np.inf)
    y = padded[taps[0]].copy()
    for tap in taps[1:]:
        np.maximum(y, padded[tap], out=y)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx, left = np.zeros_like(padded), dy.copy()
        for tap in taps:
            here = left * (padded[tap] == y)
            dx[tap] += here
            left -= here  # what one tap took is gone for the next
        return (_inner(dx, padding),)

    return y, pullback


@differentiable
def avg_pool2d(x: Array, *, size: int, stride: int | None = None, padding: int = 0) -> WithPullback[Array]:
    r"""The mean of every window, padding included as zeros: $y_{c,i,j} = \frac1{k^2} \sum_{u,v} x_{c,\,si+u,\,sj+v}$.

    Shapes: x (B, C, H, W) → (B, C, H′, W′); windows of `size` × `size`, `stride` apart (by default side by side).

    Raises:
        TypeError: if x is not a float array or an option not a whole number.
        ValueError: if x is not (B, C, H, W), the window is larger than the padded image, the padding more than
            half the window, or the stride 0.

    Examples:
        >>> avg_pool2d(np.arange(16.0).reshape(1, 1, 4, 4), size=2)
        array([[[[ 2.5,  4.5],
                 [10.5, 12.5]]]])
    """
    padded, taps = _taps(x, size, stride, padding, 0.0)
    y = padded[taps[0]].copy()
    for tap in taps[1:]:
        y += padded[tap]
    y /= len(taps)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx, share = np.zeros_like(padded), dy / len(taps)
        for tap in taps:
            dx[tap] += share
        return (_inner(dx, padding),)

    return y, pullback


class MaxPool2d(Layer):
    """Max pooling as a layer.

    Shapes: (B, C, H, W) → (B, C, H′, W′).

    Raises:
        TypeError: if an option is not a whole number.
        ValueError: if size or stride is below 1.

    Examples:
        >>> MaxPool2d(2).forward(np.ones((5, 3, 8, 8))).shape
        (5, 3, 4, 4)
    """

    def __init__(self, size: int, *, stride: int | None = None, padding: int = 0) -> None:
        super().__init__()
        self.size, self.stride = checks.count("size", size), checks.count("stride", stride or size)
        self.padding = checks.count("padding", padding, at_least=0)

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Apply `max_pool2d` to x."""
        return vjp(max_pool2d, x, size=self.size, stride=self.stride, padding=self.padding)


Tap = tuple[slice, slice, slice, slice]


def _taps(x: Array, size: int, stride: int | None, padding: int, fill: float) -> tuple[Array, list[Tap]]:
    """For each place in the window, the slice of the padded image that all windows see there."""
    checks.floats("x", x, ndim=4)
    stride = checks.count("size", size) if stride is None else checks.count("stride", stride)
    if checks.count("padding", padding, at_least=0) > size // 2:
        checks.refuse(ValueError, "padding", f"at most {size // 2}, half the window", padding, "Pad less.")
    rows, columns = (conv_output_size(n, size, stride=stride, padding=padding) for n in x.shape[2:])
    around = ((0, 0), (0, 0), (padding, padding), (padding, padding))
    padded = np.pad(x, around, constant_values=fill) if padding else x
    down = [slice(u, u + (rows - 1) * stride + 1, stride) for u in range(size)]
    across = [slice(v, v + (columns - 1) * stride + 1, stride) for v in range(size)]
    return padded, [(slice(None), slice(None), u, v) for u, v in product(down, across)]


def _inner(dx: Array, padding: int) -> Array:
    return dx[:, :, padding:-padding, padding:-padding] if padding else dx
