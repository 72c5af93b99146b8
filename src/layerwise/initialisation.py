"""Where learning starts: weights random enough to differ, and sized so that signals keep their strength."""

from __future__ import annotations

from math import prod

import numpy as np
import numpy.typing as npt

from layerwise import checks
from layerwise.differentiable import Array

__all__ = ["he_normal", "he_uniform", "normal", "orthogonal", "xavier_normal", "xavier_uniform"]

Shape = tuple[int, ...]


def normal(shape: Shape, rng: np.random.Generator, *, std: float, dtype: npt.DTypeLike = np.float64) -> Array:
    r"""Independent weights $W_{ij} \sim \mathcal N(0, s^2)$.

    Shapes: any → an array of that shape; `std` s ≥ 0.

    Raises:
        TypeError: if the shape is not a tuple of whole numbers, `rng` not a generator, or dtype not a float.
        ValueError: if a length is below 1 or std is negative.

    Examples:
        >>> normal((200, 300), np.random.default_rng(0), std=0.1).std().round(3)
        np.float64(0.1)
    """
    shape, dtype = _check(shape, rng, dtype, axes=0)
    std = checks.not_negative("std", std)
    return rng.normal(0, std, shape).astype(dtype)


def xavier_normal(shape: Shape, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64) -> Array:
    r"""Xavier: variance $2/(n_\text{in} + n_\text{out})$, a compromise between the way forward and the way back.

    Shapes: (out, in) or (out, in, kernel …) → an array of that shape. The kernel's size multiplies both fans.
    Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010.

    Raises:
        TypeError: if the shape is not a tuple of whole numbers, `rng` not a generator, or dtype not a float.
        ValueError: if there are fewer than two axes or a length is below 1.

    Examples:
        >>> xavier_normal((500, 300), np.random.default_rng(0)).std().round(3)
        np.float64(0.05)
    """
    shape, dtype = _check(shape, rng, dtype)
    return normal(shape, rng, std=np.sqrt(2 / sum(_fans(shape))), dtype=dtype)


def xavier_uniform(shape: Shape, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64) -> Array:
    r"""Xavier with an even spread over $[-a, a]$, $a = \sqrt{6/(n_\text{in} + n_\text{out})}$: the same variance.

    Shapes: (out, in) or (out, in, kernel …) → an array of that shape. Source: Glorot and Bengio, 2010.

    Raises:
        TypeError: if the shape is not a tuple of whole numbers, `rng` not a generator, or dtype not a float.
        ValueError: if there are fewer than two axes or a length is below 1.

    Examples:
        >>> abs(xavier_uniform((200, 100), np.random.default_rng(0))).max().round(3)
        np.float64(0.141)
    """
    shape, dtype = _check(shape, rng, dtype)
    a = np.sqrt(6 / sum(_fans(shape)))
    return rng.uniform(-a, a, shape).astype(dtype)


def he_normal(shape: Shape, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64) -> Array:
    r"""He: variance $2/n_\text{in}$, because ReLU lets half of the square through.

    Shapes: (out, in) or (out, in, kernel …) → an array of that shape. The fan is in × the kernel's size. Source:
    He and others, *Delving deep into rectifiers*, 2015.

    Raises:
        TypeError: if the shape is not a tuple of whole numbers, `rng` not a generator, or dtype not a float.
        ValueError: if there are fewer than two axes or a length is below 1.

    Examples:
        >>> he_normal((200, 100), np.random.default_rng(0)).std().round(3)
        np.float64(0.141)
    """
    shape, dtype = _check(shape, rng, dtype)
    return normal(shape, rng, std=np.sqrt(2 / _fans(shape)[0]), dtype=dtype)


def he_uniform(shape: Shape, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64) -> Array:
    r"""He with an even spread over $[-a, a]$, $a = \sqrt{6/n_\text{in}}$: the same variance.

    Shapes: (out, in) or (out, in, kernel …) → an array of that shape. Source: He and others, 2015.

    Raises:
        TypeError: if the shape is not a tuple of whole numbers, `rng` not a generator, or dtype not a float.
        ValueError: if there are fewer than two axes or a length is below 1.

    Examples:
        >>> abs(he_uniform((200, 100), np.random.default_rng(0))).max().round(3)
        np.float64(0.245)
    """
    shape, dtype = _check(shape, rng, dtype)
    a = np.sqrt(6 / _fans(shape)[0])
    return rng.uniform(-a, a, shape).astype(dtype)


def orthogonal(shape: Shape, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64) -> Array:
    r"""A random rotation: $W W^\top = I$ or $W^\top W = I$, so that no direction is stretched.

    Shapes: (out, in) or (out, in, kernel …) → an array of that shape, orthogonal as (out, in · kernel). Source:
    Saxe and others, *Exact solutions to the nonlinear dynamics of learning in deep linear networks*, 2013.

    Raises:
        TypeError: if the shape is not a tuple of whole numbers, `rng` not a generator, or dtype not a float.
        ValueError: if there are fewer than two axes or a length is below 1.

    Examples:
        >>> W = orthogonal((2, 3), np.random.default_rng(0))
        >>> (W @ W.T).round(12) + 0.0
        array([[1., 0.],
               [0., 1.]])
    """
    shape, dtype = _check(shape, rng, dtype)
    rows, columns = shape[0], prod(shape[1:])
    Q, R = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    Q *= np.sign(np.diag(R))  # without this, QR's own sign convention would favour some rotations
    return (Q if rows >= columns else Q.T).reshape(shape).astype(dtype)


def _fans(shape: Shape) -> tuple[int, int]:
    kernel = prod(shape[2:])
    return shape[1] * kernel, shape[0] * kernel


def _check(
    shape: Shape, rng: np.random.Generator, dtype: npt.DTypeLike, axes: int = 2
) -> tuple[Shape, np.dtype[np.floating]]:
    if not isinstance(shape, tuple):
        checks.refuse(
            TypeError, "shape", "a tuple such as (out, in)", repr(shape), "Write the lengths in brackets."
        )
    if len(shape) < axes:
        checks.refuse(
            ValueError, "shape", "(out, in) or (out, in, kernel …)", shape, "One number has no fan."
        )
    checks.generator("rng", rng)
    lengths = tuple(checks.count(f"shape[{i}]", n) for i, n in enumerate(shape))
    return lengths, checks.float_dtype("dtype", dtype)
