"""The bend between two linear maps: without it, any number of layers would collapse into one."""

from __future__ import annotations

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable

__all__ = ["relu"]


@differentiable
def relu(z: Array) -> WithPullback[Array]:
    r"""ReLU, $y = \max(0, z)$: a neuron passes on what is positive and sleeps otherwise.

    Shapes: any → the same. The pullback is $dz = dy$ where $z > 0$, else 0; at $z = 0$, where no derivative
    exists, 0 is chosen. Source: Nair and Hinton, *Rectified linear units improve restricted Boltzmann
    machines*, 2010.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> relu(np.array([-1.0, 0.0, 2.0]))
        array([0., 0., 2.])
    """
    z = checks.floats("z", z)
    # Against a row of zeros NumPy's maximum is several times faster than against the scalar 0.
    y = np.maximum(z, np.zeros(z.shape[-1:], z.dtype))

    def pullback(dy: Array) -> tuple[Array, ...]:
        dz = dy * (y > 0)
        dz += 0  # for a sleeping neuron −1 · 0 is −0, and looks odd when printed
        return (dz,)

    return y, pullback
