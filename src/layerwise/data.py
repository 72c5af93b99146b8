"""Numbers to learn from: a small random generator that gives the same values here and in the figures."""

from __future__ import annotations

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array

__all__ = ["normal", "uniform"]


def uniform(seed: int, n: int) -> Array:
    r"""n numbers in (0, 1) that depend on the seed and the position only: $u_i = (h(s, i) + ½) / 2^{32}$.

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
