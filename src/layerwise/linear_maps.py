"""What one layer does before it bends anything: it maps its inputs linearly, then shifts them by a bias."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable

__all__ = [
    "affine",
    "compose",
    "projection",
    "reflection",
    "rotation",
    "scaling",
    "shear",
    "signed_area",
]

AffineMap: TypeAlias = tuple[Array, Array]


@differentiable
def affine(X: Array, W: Array, b: Array) -> WithPullback[Array]:
    r"""The affine map $Y = X W^\top + b$; for a single vector, $y = W x + b$.

    Shapes: X (in,) or (..., in), W (out, in), b (out,) → (out,) or (..., out). Rows of W are neurons,
    columns are inputs. The pullback is $dX = dY\,W$, $dW = dY^\top X$, and $db$ = the sum of $dY$ over the
    batch.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if X is empty or the shapes do not meet.

    Examples:
        >>> X = np.array([[1.0, 2.0], [3.0, 4.0]])
        >>> affine(X, np.array([[1.0, 0.0], [0.5, -1.0]]), np.array([0.1, 0.2]))
        array([[ 1.1, -1.3],
               [ 3.1, -2.3]])
    """
    _check_affine(X, W, b)
    n_out, n_in = W.shape
    rows = X.reshape(-1, n_in)
    Y = rows @ W.T
    Y += b

    def pullback(dY: Array) -> tuple[Array, ...]:
        dY = dY.reshape(-1, n_out)
        return (dY @ W).reshape(X.shape), dY.T @ rows, np.add.reduce(dY)

    return Y.reshape(X.shape[:-1] + b.shape), pullback


def _check_affine(X: Array, W: Array, b: Array) -> None:
    X = checks.floats("X", X)
    checks.floats("W", W, ndim=2)
    checks.floats("b", b, ndim=1)
    if X.shape[-1:] != W.shape[1:]:
        remedy = "The last axis of X must meet the columns of W: W is (out, in), one row per neuron."
        expected = f"shape (..., {W.shape[1]}) to meet W {W.shape}"
        checks.refuse(ValueError, "X", expected, X.shape, remedy)
    checks.shape("b", b, W.shape[:1], "One bias per neuron, that is per row of W.")
    checks.same_dtype("X", X, W=W, b=b)


def rotation(angle: float) -> Array:
    r"""Turn the plane counter-clockwise by `angle` radians.

    $$\begin{pmatrix}\cos\theta & -\sin\theta\\ \sin\theta & \cos\theta\end{pmatrix}$$

    Shapes: → (2, 2).

    Examples:
        >>> rotation(np.pi / 2).round(3) + 0.0
        array([[ 0., -1.],
               [ 1.,  0.]])
    """
    angle = checks.number("angle", angle)
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]])


def scaling(sx: float, sy: float) -> Array:
    r"""Stretch the plane by `sx` along the first axis and by `sy` along the second.

    $$\begin{pmatrix}s_x & 0\\ 0 & s_y\end{pmatrix}$$

    Shapes: → (2, 2).

    Examples:
        >>> scaling(2, 0.5)
        array([[2. , 0. ],
               [0. , 0.5]])
    """
    return np.array([[checks.number("sx", sx), 0.0], [0.0, checks.number("sy", sy)]])


def shear(kx: float, ky: float = 0.0) -> Array:
    r"""Slide each point sideways in proportion to its height (`kx`), upwards in proportion to its x (`ky`).

    $$\begin{pmatrix}1 & k_x\\ k_y & 1\end{pmatrix}$$

    Shapes: → (2, 2).

    Examples:
        >>> shear(1.5) @ np.array([0.0, 1.0])
        array([1.5, 1. ])
    """
    return np.array([[1.0, checks.number("kx", kx)], [checks.number("ky", ky), 1.0]])


def reflection(angle: float) -> Array:
    r"""Mirror the plane in the line through 0 that makes `angle` radians with the first axis.

    $$\begin{pmatrix}\cos 2\theta & \sin 2\theta\\ \sin 2\theta & -\cos 2\theta\end{pmatrix}$$

    Shapes: → (2, 2).

    Examples:
        >>> reflection(0.0)
        array([[ 1.,  0.],
               [ 0., -1.]])
    """
    angle = checks.number("angle", angle)
    c, s = np.cos(2 * angle), np.sin(2 * angle)
    return np.array([[c, s], [s, -c]])


def projection(angle: float) -> Array:
    r"""Drop every point at a right angle onto the line through 0 at `angle` radians: $u u^\top$ with
    $u = (\cos\theta, \sin\theta)$.

    Shapes: → (2, 2). The map is singular: its signed area is 0.

    Examples:
        >>> projection(0.0) @ np.array([3.0, 4.0])
        array([3., 0.])
    """
    angle = checks.number("angle", angle)
    u = np.array([np.cos(angle), np.sin(angle)])
    return np.outer(u, u)


def compose(outer: AffineMap, inner: AffineMap) -> AffineMap:
    r"""Two affine maps in a row are one: $W_2(W_1 x + b_1) + b_2 = (W_2 W_1)\,x + (W_2 b_1 + b_2)$.

    Shapes: outer (W₂ (m, k), b₂ (m,)), inner (W₁ (k, n), b₁ (k,)) → (W (m, n), b (m,)).

    Raises:
        TypeError: if an entry is not a float array, or the dtypes differ.
        ValueError: if the shapes do not meet.

    Examples:
        >>> W, b = compose((scaling(2, 2), np.zeros(2)), (shear(1), np.array([1.0, 0.0])))
        >>> W, b
        (array([[2., 2.],
               [0., 2.]]), array([2., 0.]))
    """
    (W2, b2), (W1, b1) = _check_map("outer", outer), _check_map("inner", inner)
    remedy = "The inner map must give as many numbers as the outer one takes."
    checks.shape("inner", W1, (W2.shape[1], W1.shape[1]), remedy)
    checks.same_dtype("outer", W2, inner=W1)
    return W2 @ W1, W2 @ b1 + b2


def _check_map(name: str, pair: AffineMap) -> AffineMap:
    if not isinstance(pair, tuple) or len(pair) != 2:
        checks.refuse(
            TypeError, name, "a pair (W, b)", type(pair).__name__, "Give np.zeros(out) when there is no bias."
        )
    W = checks.floats(f"{name}[0]", pair[0], ndim=2)
    b = checks.floats(f"{name}[1]", pair[1], ndim=1)
    checks.shape(f"{name}[1]", b, W.shape[:1], "One bias per row of W.")
    checks.same_dtype(f"{name}[0]", W, **{f"{name}[1]": b})
    return W, b


def signed_area(W: Array) -> float:
    r"""The area of the parallelogram that the unit square becomes, negative if it was turned over: $\det W$.

    Shapes: (2, 2) → a number.

    Examples:
        >>> signed_area(scaling(3, 2)), signed_area(reflection(0.0)), signed_area(np.ones((2, 2)))
        (6.0, -1.0, 0.0)
    """
    checks.shape("W", checks.floats("W", W), (2, 2), "Only maps of the plane have an area.")
    (a, b), (c, d) = W
    return float(a * d - b * c)
