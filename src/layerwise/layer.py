"""A layer owns its numbers: it remembers the way forward, and on the way back files the gradients."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from layerwise import checks
from layerwise.differentiable import Array, Pullback, WithPullback, vjp
from layerwise.linear_maps import affine

__all__ = ["Dense", "Layer"]


class Layer:
    """A differentiable function with parameters of its own, kept by name in `params`.

    A subclass defines `with_pullback(x, training)`, whose pullback returns the gradient of x and then one per
    entry of `params`, in order. `backward` files these in `grads` under the same names, replacing the old.

    Examples:
        >>> from layerwise.activations import relu
        >>> class ReLU(Layer):
        ...     def with_pullback(self, x, training):
        ...         return vjp(relu, x)
        >>> layer = ReLU()
        >>> layer.forward(np.array([[-1.0, 2.0]]))
        array([[0., 2.]])
        >>> layer.backward(np.array([[1.0, 1.0]]))
        array([[0., 1.]])
    """

    def __init__(self, **params: Array) -> None:
        self.params: dict[str, Array] = params
        self.grads: dict[str, Array] = {}
        self._pullback: Pullback | None = None

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Return y and its pullback dy → (dx, one gradient per parameter)."""
        raise NotImplementedError(f"{type(self).__name__} must define with_pullback(x, training)")

    def forward(self, x: Array, *, training: bool = False) -> Array:
        """Return the layer's output for x and remember what `backward` will need."""
        y, self._pullback = self.with_pullback(x, training)
        return y

    def backward(self, dy: Array) -> Array:
        """Take the gradient of the last output, fill `grads`, and return the gradient of the last input.

        Raises:
            RuntimeError: if nothing went forward yet.
            ValueError: if dy has another shape than that output.
        """
        if self._pullback is None:
            raise RuntimeError(
                f"{type(self).__name__}.backward: nothing to go back through. Call forward(x) first."
            )
        dx, *grads = self._pullback(dy)
        self.grads = dict(zip(self.params, grads, strict=True))
        return dx


class Dense(Layer):
    r"""A dense layer, $Y = X W^\top + b$: `n_out` neurons, each of which sees all `n_in` inputs.

    `params["W"]` is (n_out, n_in), drawn from $\mathcal N(0, 2/n_\text{in})$ (He and others, *Delving deep
    into rectifiers*, 2015); `params["b"]` is (n_out,), zero.

    Shapes: (in,) or (..., in) → (out,) or (..., out).

    Raises:
        TypeError: if a width is not an int or `rng` is not a generator.
        ValueError: if a width is below 1.

    Examples:
        >>> layer = Dense(3, 2, np.random.default_rng(0))
        >>> layer.forward(np.ones((4, 3))).shape
        (4, 2)
        >>> dX = layer.backward(np.ones((4, 2)))
        >>> dX.shape, layer.grads["W"].shape, layer.grads["b"]
        ((4, 3), (2, 3), array([4., 4.]))
    """

    def __init__(
        self, n_in: int, n_out: int, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64
    ) -> None:
        n_in, n_out = checks.count("n_in", n_in), checks.count("n_out", n_out)
        W = checks.generator("rng", rng).normal(0, np.sqrt(2 / n_in), (n_out, n_in))
        dtype = checks.float_dtype("dtype", dtype)
        super().__init__(W=W.astype(dtype), b=np.zeros(n_out, dtype))

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        return vjp(affine, x, self.params["W"], self.params["b"])
