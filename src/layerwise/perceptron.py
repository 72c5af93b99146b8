"""One neuron that learns from its mistakes: each of them turns its line a little towards the missed example."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array

__all__ = ["PerceptronRun", "mistake_bound", "perceptron", "perceptron_update"]


class PerceptronRun(NamedTuple):
    """What `perceptron` leaves behind: the weights, and the example that was missed at each update.

    Examples:
        >>> X, y = np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([1, -1])
        >>> perceptron(X, y, passes=5)
        PerceptronRun(w=array([1., 1.]), b=1.0, mistakes=[0], passes=2, converged=True)
    """

    w: Array
    b: float
    mistakes: list[int]
    passes: int
    converged: bool


def perceptron_update(w: Array, b: float, x: Array, y: int, rate: float = 1.0) -> tuple[Array, float]:
    r"""One example, one chance to learn: if $y\,(w\cdot x + b) \le 0$ then $w \leftarrow w + \eta y x$ and
    $b \leftarrow b + \eta y$; otherwise nothing changes.

    Shapes: w, x (n,), y −1 or 1 → new w (n,), new b. Source: Rosenblatt, *The perceptron*, 1958.

    Raises:
        TypeError: if w or x is not a float array.
        ValueError: if the shapes differ, y is not −1 or 1, or the rate is not positive.

    Examples:
        >>> perceptron_update(np.zeros(2), 0.0, np.array([1.0, 2.0]), -1)
        (array([-1., -2.]), -1.0)
    """
    checks.shape("x", checks.floats("x", x), checks.floats("w", w, ndim=1).shape, "One weight per input.")
    _check_labels(np.asarray(y), ())
    return _update(w, b, x, y, checks.positive("rate", rate))


def _update(w: Array, b: float, x: Array, y: int, rate: float) -> tuple[Array, float]:
    if y * (w @ x + b) > 0:
        return w, b
    return w + rate * y * x, float(b + rate * y)


def perceptron(
    X: Array, y: Array, *, passes: int, rate: float = 1.0, start: tuple[Array, float] | None = None
) -> PerceptronRun:
    r"""Go through the examples in order, pass after pass, until a whole pass is without mistakes.

    `mistakes` lists the row of X behind every update, `passes` counts the passes begun, and `converged` says
    whether the last one was clean. `start` is (w, b); without it both are zero, and then the rate changes
    nothing but the length of w.

    Shapes: X (B, n), y (B,) of −1 and 1, `passes` ≥ 1 the most to try.

    Raises:
        TypeError: if X is not a float array or `passes` is not a whole number.
        ValueError: if the shapes do not meet, a label is not −1 or 1, or the rate is not positive.

    Examples:
        >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        >>> perceptron(X, np.array([-1, -1, -1, 1]), passes=20).converged
        True
        >>> perceptron(X, np.array([-1, 1, 1, -1]), passes=20).converged
        False
    """
    _check_labels(y, checks.floats("X", X, ndim=2).shape[:1])
    rate = checks.positive("rate", rate)
    w, b = start if start is not None else (np.zeros(X.shape[1]), 0.0)
    checks.shape("start[0]", checks.floats("start[0]", w), X.shape[1:], "One weight per column of X.")
    mistakes: list[int] = []
    for count in range(1, checks.count("passes", passes) + 1):
        before = len(mistakes)
        for i, (x, label) in enumerate(zip(X, y, strict=True)):
            turned, b = _update(w, b, x, label, rate)
            if turned is not w:
                mistakes.append(i)
            w = turned
        if len(mistakes) == before:
            return PerceptronRun(w, b, mistakes, count, True)
    return PerceptronRun(w, b, mistakes, count, False)


def mistake_bound(X: Array, y: Array, w: Array, b: float) -> float:
    r"""No run from zero makes more mistakes than $(R/\gamma)^2$, if (w, b) separates the examples.

    $R = \max_i \lVert (x_i, 1)\rVert$ is the radius of the data and
    $\gamma = \min_i y_i (w\cdot x_i + b) / \lVert (w, b)\rVert$ the margin of that line. Source: Novikoff, *On
    convergence proofs on perceptrons*, 1962.

    Shapes: X (B, n), y (B,) of −1 and 1, w (n,), b a number → a number ≥ 1, or `inf` if (w, b) does not
    separate them: then nothing is promised.

    Raises:
        TypeError: if X or w is not a float array.
        ValueError: if the shapes do not meet or a label is not −1 or 1.

    Examples:
        >>> X, y = np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([1, -1])
        >>> round(mistake_bound(X, y, np.array([1.0, 1.0]), 0.0), 4)
        1.5
    """
    _check_labels(y, checks.floats("X", X, ndim=2).shape[:1])
    checks.shape("w", checks.floats("w", w), X.shape[1:], "One weight per column of X.")
    radius = np.sqrt(np.max(np.vecdot(X, X)) + 1)
    margin = np.min(y * (X @ w + b)) / float(np.sqrt(w @ w + b * b) or 1)
    return float((radius / margin) ** 2) if margin > 0 else float("inf")


def _check_labels(y: Array, expected: tuple[int, ...]) -> None:
    y = np.asarray(y)
    checks.shape("y", y, expected, "One label per example.")
    if not np.isin(y, (-1, 1)).all():
        checks.refuse(ValueError, "y", "labels −1 and 1", np.unique(y), "Write 2 * y - 1 for labels 0 and 1.")
