"""Every matrix is a rotation, a stretch along axes, and another rotation; the stretches are its singular values."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array

__all__ = ["PCA", "condition", "low_rank", "pca"]


def low_rank(A: Array, rank: int) -> Array:
    r"""The matrix of that rank that is nearest to A: $A_k = \sum_{i \le k} \sigma_i\, u_i v_i^\top$.

    No matrix of rank k is nearer: by the Frobenius norm (Eckart and Young, *The approximation of one matrix by
    another of lower rank*, 1936), and by the spectral norm (Mirsky, 1960), where the gap is $\sigma_{k+1}$.

    Shapes: A (m, n), 1 ≤ rank ≤ min(m, n) → (m, n).

    Raises:
        TypeError: if A is not a float array or rank is not a whole number.
        ValueError: if A is not a matrix or has no such rank.

    Examples:
        >>> low_rank(np.array([[3.0, 0.0], [0.0, 1.0]]), 1).round(12) + 0.0
        array([[3., 0.],
               [0., 0.]])
    """
    U, s, Vt = np.linalg.svd(checks.floats("A", A, ndim=2), full_matrices=False)
    k = checks.count("rank", rank)
    if k > len(s):
        remedy = f"A matrix of shape {A.shape} has rank {len(s)} at most."
        checks.refuse(ValueError, "rank", f"at most {len(s)}", rank, remedy)
    approximation: Array = (U[:, :k] * s[:k]) @ Vt[:k]
    return approximation


def condition(A: Array) -> float:
    r"""How unevenly A stretches: $\kappa = \sigma_{\max} / \sigma_{\min}$, `inf` if its rank is below min(m, n).

    Shapes: A (m, n) → a number in [1, ∞]. A singular value below rounding, max(m, n)·ε·σ_max, counts as 0.

    Raises:
        TypeError: if A is not a float array.
        ValueError: if A is not a matrix.

    Examples:
        >>> condition(np.array([[10.0, 0.0], [0.0, 0.1]])), condition(np.ones((2, 2)))
        (100.0, inf)
    """
    s = np.linalg.svd(checks.floats("A", A, ndim=2), compute_uv=False)
    rounding = max(A.shape) * np.finfo(A.dtype).eps * s[0]
    return float(s[0] / s[-1]) if s[-1] > rounding else float("inf")


class PCA(NamedTuple):
    """What `pca` found: the centre, one direction per row, and the variance along each.

    Examples:
        >>> found = pca(np.array([[0.0, 0.0], [2.0, 2.0]]), 1)
        >>> found.mean, found.variances
        (array([1., 1.]), array([4.]))
    """

    mean: Array
    directions: Array
    variances: Array


def pca(X: Array, n_directions: int) -> PCA:
    r"""The directions in which a cloud of points spreads most: right singular vectors of $X - \bar x$.

    The variance along direction i is $\sigma_i^2 / (B - 1)$. Directions are unit vectors, at right angles, the
    widest first; the largest entry of each is positive, so that the sign is settled. New points are seen in
    these coordinates by `(X - mean) @ directions.T`.

    Shapes: X (B, n) with B ≥ 2 → mean (n,), directions (k, n), variances (k,), with k ≤ min(B, n).

    Raises:
        TypeError: if X is not a float array or k is not a whole number.
        ValueError: if X has fewer than two rows or k is too large.

    Examples:
        >>> pca(np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]), 1).directions.round(4)
        array([[0.6, 0.8]])
    """
    n_examples, n_features = checks.floats("X", X, ndim=2).shape
    k = checks.count("n_directions", n_directions)
    if n_examples < 2:
        checks.refuse(ValueError, "X", "two examples or more", n_examples, "One point has no spread.")
    if k > min(X.shape):
        limit = f"at most {min(X.shape)}"
        checks.refuse(ValueError, "n_directions", limit, k, f"X has shape {(n_examples, n_features)}.")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    largest = np.take_along_axis(Vt, np.abs(Vt).argmax(axis=1)[:, None], axis=1)
    return PCA(mean, (Vt * np.sign(largest))[:k], s[:k] ** 2 / (n_examples - 1))
