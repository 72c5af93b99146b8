"""The derivative of a whole network is its layers' pullbacks, one after another; here they are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array, Differentiable, vjp

__all__ = ["check_gradient", "jacobian", "numerical_gradient"]

STEP = 1e-5
DIRECTIONS = 5


def jacobian(f: Differentiable[..., Any], x: Array, **kwargs: Any) -> Array:
    r"""All partial derivatives of $y = f(x)$ as one matrix, $J_{ij} = \partial y_i / \partial x_j$.

    Each row is the pullback of one unit vector, so this costs one pullback per output: fine to look at, too
    much for a large layer.

    Shapes: x of any shape with n numbers, y with m → (m, n), both counted in reading order. Keyword arguments
    are passed on.

    Raises:
        TypeError: if `f` is not differentiable.

    Examples:
        >>> from layerwise.activations import softmax
        >>> jacobian(softmax, np.array([0.0, 0.0]))
        array([[ 0.25, -0.25],
               [-0.25,  0.25]])
    """
    y, pullback = vjp(f, x, **kwargs)
    units = np.eye(np.size(y)).reshape(-1, *np.shape(y))
    return np.stack([pullback(e)[0].ravel() for e in units])


def numerical_gradient(f: Callable[..., Any], x: Array, *, step: float = STEP) -> Array:
    r"""The gradient of a number by central differences, entry by entry.

    $$\frac{\partial L}{\partial x_i} \approx \frac{f(x + \varepsilon e_i) - f(x - \varepsilon e_i)}{2\varepsilon}$$

    Two evaluations per entry; the error shrinks with $\varepsilon^2$ until rounding takes over near 1e-5.

    Shapes: x of any shape, float64, and f(x) a number → the shape of x.

    Raises:
        TypeError: if x is not float64.
        ValueError: if f(x) is not a number or the step is not positive.

    Examples:
        >>> numerical_gradient(lambda w: float(w[0] ** 2), np.array([3.0])).round(6)
        array([6.])
    """
    x = _float64("x", x)
    step = checks.positive("step", step)
    if np.shape(f(x)) != ():
        checks.refuse(ValueError, "f", "a function whose value is a number", np.shape(f(x)), "Sum it first.")
    units = np.eye(x.size).reshape(-1, *x.shape)
    slopes = [(f(x + step * e) - f(x - step * e)) / (2 * step) for e in units]
    return np.reshape(slopes, x.shape)


def check_gradient(
    f: Differentiable[..., Any], *args: Array, rng: np.random.Generator, **kwargs: Any
) -> float:
    r"""Compare the pullback of `f` with central differences; return the largest disagreement found.

    For five random upstream gradients $dy$, each with a random direction $v$ for each argument $x$, with the
    gradient $g$ of $\langle dy, f(x)\rangle$ and $\varepsilon = 10^{-5}$:

    $$\frac{\lvert \langle dy, f(x + \varepsilon v) - f(x - \varepsilon v)\rangle / 2\varepsilon
      - \langle g, v\rangle\rvert}{\lVert g\rVert\,\lVert v\rVert}$$

    $\lVert g\rVert$ is the typical length of the gradient of all arguments. Correct code reads below 1e-8; a
    forgotten term reads 1e-2 to 1e-1. Keep the inputs of `relu` and of maxima away
    from ties, and all away from points where the gradient is 0: nothing can be measured against it. Keyword
    arguments are passed on.

    Shapes: each argument float64, any shape → a number ≥ 0, or nan if a gradient is.

    Raises:
        TypeError: if an argument is not float64, `f` is not differentiable, or `rng` is not a generator.
        ValueError: if the pullback returns too few or too many gradients, or one of the wrong shape.

    Examples:
        >>> from layerwise.linear_maps import affine
        >>> rng = np.random.default_rng(0)
        >>> X, W, b = rng.normal(size=(4, 3)), rng.normal(size=(2, 3)), rng.normal(size=2)
        >>> check_gradient(affine, X, W, b, rng=rng) < 1e-8
        True
    """
    checks.generator("rng", rng)
    y, pullback = vjp(f, *(_float64(f"argument {i}", x) for i, x in enumerate(args)), **kwargs)
    dys = rng.standard_normal((DIRECTIONS, *np.shape(y)))
    gradients = [_check_shapes(pullback(dy), args) for dy in dys]
    length = np.sqrt(sum(np.sum(g * g) for row in gradients for g in row) / DIRECTIONS)

    def gap(k: int, i: int) -> float:
        v = rng.standard_normal(args[i].shape)
        v *= np.sqrt(v.size / np.sum(v * v))  # a direction that is short by chance drowns in rounding
        ahead, behind = (f(*args[:i], args[i] + step * v, *args[i + 1 :], **kwargs) for step in (STEP, -STEP))
        numerical = np.sum(dys[k] * (ahead - behind)) / (2 * STEP)
        difference = abs(numerical - np.sum(gradients[k][i] * v))
        return float(difference / (length * np.sqrt(np.sum(v * v)) + np.finfo(float).tiny))

    return float(np.max([gap(k, i) for k in range(DIRECTIONS) for i in range(len(args))]))


def _float64(name: str, x: Array) -> Array:
    if checks.floats(name, x).dtype != np.float64:
        remedy = "Differences of rounded numbers need float64: x.astype(np.float64)."
        checks.refuse(TypeError, name, "dtype float64", x.dtype, remedy)
    return x


def _check_shapes(gradients: tuple[Array, ...], args: tuple[Array, ...]) -> tuple[Array, ...]:
    remedy = "A pullback returns one gradient per positional argument, each of its argument's shape."
    shapes, expected = [np.shape(g) for g in gradients], [np.shape(x) for x in args]
    if shapes != expected:
        checks.refuse(ValueError, "pullback", f"gradients of shapes {expected}", shapes, remedy)
    return gradients
