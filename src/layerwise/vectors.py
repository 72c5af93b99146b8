"""A vector is a list of numbers with a length and a direction; a neuron asks how far another one points its way."""

from __future__ import annotations

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable

__all__ = ["angle", "cosine_similarity", "norm", "project", "unit"]


@differentiable
def norm(x: Array, *, p: float = 2) -> WithPullback[Array]:
    r"""The length of x: $\lVert x\rVert_2 = \sqrt{\sum x_i^2}$, $\lVert x\rVert_1 = \sum\lvert x_i\rvert$ or
    $\lVert x\rVert_\infty = \max\lvert x_i\rvert$.

    Shapes: (n,) → a number; (..., n) → (...). `p` is 1, 2 or `np.inf`. At 0 and at ties, where no derivative
    exists, a subgradient is chosen: 0, and the first of the largest.

    Raises:
        TypeError: if x is not a float array.
        ValueError: if x has no axis or is empty, or p is another number.

    Examples:
        >>> x = np.array([3.0, -4.0])
        >>> norm(x), norm(x, p=1), norm(x, p=np.inf)
        (np.float64(5.0), np.float64(7.0), np.float64(4.0))
    """
    x = _vectors("x", x)
    if p not in (1, 2, np.inf):
        checks.refuse(ValueError, "p", "1, 2 or np.inf", p, "These are the norms of the book.")
    return {1: _norm1, 2: _norm2, np.inf: _norm_inf}[p](x)


def _norm1(x: Array) -> WithPullback[Array]:
    return np.abs(x).sum(axis=-1), lambda dy: (dy[..., None] * np.sign(x),)


def _norm2(x: Array) -> WithPullback[Array]:
    largest = np.abs(x).max(axis=-1, keepdims=True)
    scaled = x / np.where(largest > 0, largest, 1)  # squares of 1e200 would overflow
    length = np.sqrt(np.vecdot(scaled, scaled))
    direction = scaled / np.where(length > 0, length, 1)[..., None]
    return largest[..., 0] * length, lambda dy: (dy[..., None] * direction,)


def _norm_inf(x: Array) -> WithPullback[Array]:
    at = np.abs(x).argmax(axis=-1)[..., None]
    here = np.take_along_axis(x, at, axis=-1)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx = np.zeros_like(x)
        np.put_along_axis(dx, at, dy[..., None] * np.sign(here), axis=-1)
        return (dx,)

    return np.abs(here[..., 0]), pullback


@differentiable
def unit(x: Array) -> WithPullback[Array]:
    r"""The unit vector in the direction of x: $u = x / \lVert x\rVert_2$.

    Shapes: (n,) or (..., n) → the same. The pullback is $(dy - u\,(u\cdot dy)) / \lVert x\rVert$: what points
    along u is lost, for it would only change the length.

    Raises:
        TypeError: if x is not a float array.
        ValueError: if x is a zero vector, which has no direction.

    Examples:
        >>> unit(np.array([3.0, -4.0]))
        array([ 0.6, -0.8])
    """
    return _unit("x", x)


def _unit(name: str, x: Array) -> WithPullback[Array]:
    x = _vectors(name, x)
    if not x.any(axis=-1).all():
        checks.refuse(
            ValueError, name, "vectors with a direction", "a zero vector", "Leave zero vectors out."
        )
    largest = np.abs(x).max(axis=-1, keepdims=True)
    scaled = x / largest
    length = np.sqrt(np.vecdot(scaled, scaled))[..., None]
    u = scaled / length

    def pullback(dy: Array) -> tuple[Array, ...]:
        return ((dy - u * np.vecdot(u, dy)[..., None]) / length / largest,)

    return u, pullback


@differentiable
def cosine_similarity(a: Array, b: Array) -> WithPullback[Array]:
    r"""The cosine of the angle between a and b: $\cos\theta = a\cdot b \,/\, (\lVert a\rVert\,\lVert b\rVert)$.

    Shapes: a, b (n,) → a number in [−1, 1]; (..., n) both → (...).

    Raises:
        TypeError: if a or b is not a float array, or the dtypes differ.
        ValueError: if the shapes differ, or one is a zero vector.

    Examples:
        >>> cosine_similarity(np.array([2.0, 0.0]), np.array([3.0, 3.0])).round(4)
        np.float64(0.7071)
    """
    _check_pair(a, b)
    (u, to_a), (v, to_b) = _unit("a", a), _unit("b", b)
    cosine = np.clip(np.vecdot(u, v), -1, 1)  # rounding may step over the end
    return cosine, lambda dy: (*to_a(dy[..., None] * v), *to_b(dy[..., None] * u))


@differentiable
def angle(a: Array, b: Array) -> WithPullback[Array]:
    r"""The angle between a and b in radians, $\theta = 2\,\mathrm{atan2}(\lVert u - v\rVert, \lVert u + v\rVert)$
    for their unit vectors u and v.

    Exact for small angles too, where the arccosine of the cosine loses half the digits (Kahan, *How futile are
    mindless assessments of roundoff*, 2006).

    Shapes: a, b (n,) → a number in [0, π]; (..., n) both → (...). There is no derivative at 0 and π: inf or
    nan comes back.

    Raises:
        TypeError: if a or b is not a float array, or the dtypes differ.
        ValueError: if the shapes differ, or one is a zero vector.

    Examples:
        >>> angle(np.array([1.0, 0.0]), np.array([0.0, 2.0])) / np.pi
        np.float64(0.5)
    """
    _check_pair(a, b)
    (u, to_a), (v, to_b) = _unit("a", a), _unit("b", b)
    theta = 2 * np.arctan2(norm(u - v), norm(u + v))

    def pullback(dy: Array) -> tuple[Array, ...]:
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = (-dy / np.sin(theta))[..., None]
            return *to_a(slope * v), *to_b(slope * u)

    return theta, pullback


@differentiable
def project(a: Array, b: Array) -> WithPullback[Array]:
    r"""The shadow of a on the line through b: $(a\cdot u)\,u$ with the unit vector u of b.

    Shapes: a, b (n,) → (n,); (..., n) both → (..., n).

    Raises:
        TypeError: if a or b is not a float array, or the dtypes differ.
        ValueError: if the shapes differ, or b is a zero vector.

    Examples:
        >>> project(np.array([3.0, 4.0]), np.array([2.0, 0.0]))
        array([3., 0.])
    """
    _check_pair(a, b)
    u, to_b = _unit("b", b)
    along = np.vecdot(a, u)[..., None]

    def pullback(dy: Array) -> tuple[Array, ...]:
        reach = np.vecdot(dy, u)[..., None]
        return reach * u, *to_b(reach * a + along * dy)

    return along * u, pullback


def _vectors(name: str, x: Array) -> Array:
    if checks.floats(name, x).ndim == 0:
        checks.refuse(
            ValueError, name, "a vector", "a single number", f"Write {name}[None] for one component."
        )
    return x


def _check_pair(a: Array, b: Array) -> None:
    _vectors("a", a)
    _vectors("b", b)
    checks.shape("b", b, a.shape, "Both vectors need the same number of components.")
    checks.same_dtype("a", a, b=b)
