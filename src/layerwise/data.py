"""Numbers to learn from: small data sets, the ways to cut them up, and a generator that figures share with code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array

__all__ = [
    "Scaling",
    "blobs",
    "minibatches",
    "normal",
    "spirals",
    "split",
    "standardise",
    "two_moons",
    "uniform",
    "xor",
]


def uniform(seed: int, n: int) -> Array:
    r"""n numbers in (0, 1) that depend on the seed and the position only: $u_i = (h(s, i) + \tfrac12) / 2^{32}$.

    $h$ mixes the 32 bits of $s \cdot \mathtt{9E3779B1} + i$ (Wellons, *lowbias32*, 2018). For data that is
    shown in a figure and computed here; for anything else use `np.random.default_rng`.

    Shapes: → (n,), float64.

    Examples:
        >>> uniform(seed=7, n=3).round(4)
        array([0.3333, 0.1905, 0.7021])
    """
    seed, n = checks.count("seed", seed, at_least=0), checks.count("n", n)
    x = np.uint32(seed * 0x9E3779B1 % 2**32) + np.arange(n, dtype=np.uint32)
    x ^= x >> 16
    x *= np.uint32(0x7FEB352D)
    x ^= x >> 15
    x *= np.uint32(0x846CA68B)
    x ^= x >> 16
    return (x + 0.5) / 2**32


def normal(seed: int, n: int) -> Array:
    r"""n numbers from the standard normal distribution, by Box and Muller (1958) from pairs of `uniform`.

    $$z_{2k} = \sqrt{-2\ln u_{2k}}\,\cos(2\pi u_{2k+1}), \qquad
      z_{2k+1} = \sqrt{-2\ln u_{2k}}\,\sin(2\pi u_{2k+1})$$

    Shapes: → (n,), float64.

    Examples:
        >>> normal(seed=7, n=3).round(4)
        array([ 0.5412,  1.3799, -0.7315])
    """
    n = checks.count("n", n)
    u = uniform(seed, n + n % 2)
    r, turn = np.sqrt(-2 * np.log(u[0::2])), 2 * np.pi * u[1::2]
    return np.stack([r * np.cos(turn), r * np.sin(turn)], axis=1).ravel()[:n]


def minibatches(n: int, size: int, rng: np.random.Generator) -> Iterator[Array]:
    """Yield the numbers 0 … n−1 in random order, `size` at a time: one pass over the data, the last batch smaller.

    Shapes: → arrays (size,) of integers, to index X and y with.

    Raises:
        TypeError: if n or size is not a whole number or `rng` not a generator.
        ValueError: if n or size is below 1.

    Examples:
        >>> [len(batch) for batch in minibatches(10, 4, np.random.default_rng(0))]
        [4, 4, 2]
    """
    n, size = checks.count("n", n), checks.count("size", size)
    order = checks.generator("rng", rng).permutation(n)
    return (order[start : start + size] for start in range(0, n, size))


class Scaling(NamedTuple):
    """The mean and spread of each feature, as `standardise` found them; call it to treat new data the same way.

    Examples:
        >>> Scaling(np.array([1.0]), np.array([2.0]))(np.array([[5.0]]))
        array([[2.]])
    """

    mean: Array
    std: Array

    def __call__(self, X: Array) -> Array:
        """Return (X − mean) / std."""
        checks.shape("X.shape[1:]", checks.floats("X", X)[0], self.mean.shape, "Pass the same features.")
        return np.asarray((X - self.mean) / self.std)


def standardise(X: Array) -> Scaling:
    r"""Find the scaling that gives each feature mean 0 and spread 1; a constant feature is only shifted.

    Find it on the training data and use it on all: the test data must not take part.

    Shapes: X (B, ...) → mean and std of shape (...).

    Raises:
        TypeError: if X is not a float array.
        ValueError: if X is empty.

    Examples:
        >>> X = np.array([[1.0, 5.0], [3.0, 5.0]])
        >>> standardise(X)(X)
        array([[-1.,  0.],
               [ 1.,  0.]])
    """
    std = checks.floats("X", X).std(axis=0)
    return Scaling(X.mean(axis=0), np.where(std > 0, std, 1).astype(X.dtype))


def split(y: Array, share: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Divide examples at random into two groups, each class in the same proportion.

    Shapes: labels y (B,) of integers, the `share` in (0, 1) of the second group → two arrays of row numbers.

    Raises:
        TypeError: if y is not of integers or `rng` not a generator.
        ValueError: if y is not (B,), or the share is not in (0, 1).

    Examples:
        >>> train, test = split(np.array([0, 0, 0, 0, 1, 1, 1, 1]), 0.25, np.random.default_rng(0))
        >>> len(train), np.sort(test) // 4
        (6, array([0, 1]))
    """
    checks.numbered("y", y, np.iinfo(np.int64).max)
    checks.shape("y", y, (y.size,), "Pass one label per example.")
    share = checks.number("share", share, "a number in (0, 1)", lambda v: 0 < v < 1)
    order = checks.generator("rng", rng).permutation(len(y))
    # After sorting by class, every example gets its place within the class, between 0 and 1.
    by_class = order[np.argsort(y[order], kind="stable")]
    _, start, count = np.unique(y[by_class], return_index=True, return_counts=True)
    place = (np.arange(len(y)) - np.repeat(start, count)) / np.repeat(count, count)
    first = place < 1 - share
    return by_class[first], by_class[~first]


def xor() -> tuple[Array, Array]:
    """Return the four corners of the square, labelled 1 where exactly one coordinate is 1.

    Shapes: → X (4, 2), y (4,) of integers.

    Examples:
        >>> X, y = xor()
        >>> X.tolist(), y.tolist()
        ([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 1, 0])
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([0, 1, 1, 0])


def two_moons(n: int, rng: np.random.Generator, *, noise: float = 0.1) -> tuple[Array, Array]:
    r"""Two half circles that reach into each other: $(\cos t, \sin t)$ and $(1 - \cos t, \tfrac12 - \sin t)$.

    Shapes: → X (n, 2), y (n,) of 0 and 1 in turn; `noise` is the standard deviation of what is added.

    Raises:
        TypeError: if n is not a whole number or `rng` not a generator.
        ValueError: if n is below 1 or the noise negative.

    Examples:
        >>> X, y = two_moons(4, np.random.default_rng(0), noise=0.0)
        >>> X.shape, y
        ((4, 2), array([0, 1, 0, 1]))
    """
    y, t = _turns(n, 2, rng)
    t = np.pi * t
    X = np.where(y == 0, [np.cos(t), np.sin(t)], [1 - np.cos(t), 0.5 - np.sin(t)]).T
    return _noisy(X, noise, rng), y


def spirals(
    n: int, rng: np.random.Generator, *, classes: int = 2, turns: float = 1.0, noise: float = 0.05
) -> tuple[Array, Array]:
    r"""Arms that wind round each other: $r\,(\cos\varphi, \sin\varphi)$ with $\varphi = 2\pi(\text{turns}\cdot r + k/K)$.

    Shapes: → X (n, 2) with r in [0, 1], y (n,) of 0 … K−1 in turn.

    Raises:
        TypeError: if n or classes is not a whole number or `rng` not a generator.
        ValueError: if n is below 1, classes below 2, or turns or noise negative.

    Examples:
        >>> X, y = spirals(6, np.random.default_rng(0), classes=3)
        >>> X.shape, y
        ((6, 2), array([0, 1, 2, 0, 1, 2]))
    """
    K, turns = checks.count("classes", classes, at_least=2), checks.not_negative("turns", turns)
    y, r = _turns(n, K, rng)
    angle = 2 * np.pi * (turns * r + y / K)
    return _noisy((r * np.array([np.cos(angle), np.sin(angle)])).T, noise, rng), y


def blobs(n: int, rng: np.random.Generator, *, centres: Array, spread: float = 1.0) -> tuple[Array, Array]:
    r"""A round cloud about each centre: $x \sim \mathcal N(c_k, s^2 I)$.

    Shapes: centres (K, d) → X (n, d), y (n,) of 0 … K−1 in turn.

    Raises:
        TypeError: if n is not a whole number, `rng` not a generator, or centres not a float array.
        ValueError: if n is below 1, centres are not (K, d), or the spread is negative.

    Examples:
        >>> blobs(3, np.random.default_rng(0), centres=np.array([[0.0, 0.0], [5.0, 5.0]]), spread=0.0)[0]
        array([[0., 0.],
               [5., 5.],
               [0., 0.]])
    """
    centres = checks.floats("centres", centres, ndim=2)
    y, _ = _turns(n, len(centres), rng)
    return _noisy(centres[y], spread, rng, "spread"), y


def _turns(n: int, classes: int, rng: np.random.Generator) -> tuple[Array, Array]:
    n = checks.count("n", n)
    return np.arange(n) % classes, checks.generator("rng", rng).random(n)


def _noisy(X: Array, noise: float, rng: np.random.Generator, name: str = "noise") -> Array:
    return X + checks.not_negative(name, noise) * rng.standard_normal(X.shape)
