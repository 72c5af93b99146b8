"""Nine numbers that blur, sharpen or find edges: the kernels that image processing knows by name."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from layerwise.differentiable import Array

__all__ = ["KERNELS"]


def _kernel(rows: list[list[float]], scale: float = 1.0) -> Array:
    k = np.array(rows) * scale
    k.flags.writeable = False
    return k


KERNELS = MappingProxyType(
    {
        "identity": _kernel([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "sobel_x": _kernel([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
        "sobel_y": _kernel([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
        "laplacian": _kernel([[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
        "box": _kernel([[1, 1, 1], [1, 1, 1], [1, 1, 1]], 1 / 9),
        "gaussian": _kernel([[1, 2, 1], [2, 4, 2], [1, 2, 1]], 1 / 16),
        "sharpen": _kernel([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    }
)
"""Kernels of 3 × 3 by name, read-only: what differs from its neighbours is seen, smoothed or sharpened by them."""
