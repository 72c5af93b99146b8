"""Ways to keep a network from learning its examples by heart: forget a little, shrink a little, stop in time."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from math import inf

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable, vjp
from layerwise.layer import Layer
from layerwise.losses import l2_penalty

__all__ = ["Dropout", "EarlyStopping", "dropout", "weight_decay"]


@differentiable
def dropout(h: Array, *, p: float, rng: np.random.Generator, training: bool) -> WithPullback[Array]:
    r"""Each number is dropped with probability p in training, the others grow: $y = m \odot h / (1 - p)$.

    The mask m is 1 with probability $1 - p$, so the mean stays what it was, and without training nothing is done
    (*inverted* dropout).

    Shapes: any → the same; p in [0, 1). Source: Srivastava and others, *Dropout*, 2014.

    Raises:
        TypeError: if h is not a float array or `rng` not a generator.
        ValueError: if p is not in [0, 1).

    Examples:
        >>> dropout(np.ones(6), p=0.5, rng=np.random.default_rng(1), training=True)
        array([0., 2., 2., 2., 0., 0.])
        >>> dropout(np.ones(6), p=0.5, rng=np.random.default_rng(1), training=False)
        array([1., 1., 1., 1., 1., 1.])
    """
    h, p, rng = checks.floats("h", h), checks.share("p", p), checks.generator("rng", rng)
    if not training or p == 0:
        return h.copy(), lambda dy: (dy,)
    kept = rng.random(h.shape, dtype=np.float32) >= p
    scale = h.dtype.type(1 / (1 - p))
    return h * kept * scale, lambda dy: (dy * kept * scale,)


class Dropout(Layer):
    """Dropout as a layer with its own generator, which is saved and resumed with it.

    Shapes: any → the same.

    Raises:
        TypeError: if `rng` is not a generator.
        ValueError: if p is not in [0, 1).

    Examples:
        >>> layer = Dropout(0.5, np.random.default_rng(1))
        >>> layer.forward(np.ones(4), training=True), layer.forward(np.ones(4))
        (array([0., 2., 2., 2.]), array([1., 1., 1., 1.]))
    """

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        super().__init__()
        self.p = checks.share("p", p)
        self.state["rng"] = checks.generator("rng", rng)

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Drop in training, pass everything on otherwise."""
        return vjp(dropout, x, p=self.p, rng=self.state["rng"], training=training)


def weight_decay(
    params: Mapping[str, Array], grads: Mapping[str, Array], strength: float
) -> dict[str, Array]:
    r"""Return the gradients of $L + \lambda \lVert\theta\rVert^2$ from those of L: $g + 2\lambda\theta$.

    PyTorch's `weight_decay` is $2\lambda$. For decay beside the gradient use `AdamW`.

    Raises:
        TypeError: if a parameter is not a float array.
        ValueError: if the names or shapes differ or the strength is negative.

    Examples:
        >>> weight_decay({"w": np.array([3.0])}, {"w": np.array([1.0])}, 0.5)
        {'w': array([4.])}
    """
    strength = checks.not_negative("strength", strength)
    checks.same_names_and_shapes(params, grads)
    _, pullback = vjp(l2_penalty, *params.values())
    return {name: grads[name] + pull for name, pull in zip(params, pullback(strength), strict=True)}


class EarlyStopping:
    """Watch the loss on examples kept apart; stop after `patience` looks without a new lowest one.

    The parameters at the lowest loss are kept and can be put back.

    Raises:
        TypeError: if `patience` is not a whole number.
        ValueError: if `patience` is below 1.

    Examples:
        >>> stopping, params = EarlyStopping(patience=2), {"w": np.zeros(1)}
        >>> for loss in (3.0, 1.0, 2.0, 1.5):
        ...     params["w"] += 1
        ...     print(stopping.should_stop(loss, params))
        False
        False
        False
        True
        >>> stopping.restore(params)
        >>> params["w"], stopping.best_loss
        (array([2.]), 1.0)
    """

    def __init__(self, patience: int) -> None:
        self.patience = checks.count("patience", patience)
        self.best_loss, self.looks_since = inf, 0
        self.best_params: dict[str, Array] = {}

    def should_stop(self, loss: float, params: Mapping[str, Array]) -> bool:
        """Note this loss, keep the parameters if it is the lowest, and say whether patience has run out.

        Raises:
            ValueError: if the loss is nan or inf.
        """
        loss = checks.number("loss", loss)
        self.looks_since += 1
        if loss < self.best_loss:
            self.best_loss, self.looks_since = loss, 0
            self.best_params = {name: p.copy() for name, p in params.items()}
        return self.looks_since >= self.patience

    def restore(self, params: MutableMapping[str, Array]) -> None:
        """Put the parameters of the lowest loss back, in place.

        Raises:
            ValueError: if nothing was noted yet, or these are the parameters of another network.
        """
        checks.same_names_and_shapes(params, self.best_params, "best_params")
        for name, best in self.best_params.items():
            params[name][...] = best
