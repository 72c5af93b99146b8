"""What to look at when a network does not learn: how its numbers are spread, what reaches each layer, where it errs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array
from layerwise.layer import Sequential
from layerwise.optimisation import global_norm

__all__ = [
    "ActivationStatistics",
    "Calibration",
    "accuracy",
    "activation_statistics",
    "calibration",
    "confusion_matrix",
    "dead_fraction",
    "gradient_norms",
    "update_ratios",
]


class ActivationStatistics(NamedTuple):
    """What `activation_statistics` notes about one layer's output.

    Examples:
        >>> ActivationStatistics("Dense", mean=0.0, std=1.0, dead=0.0).std
        1.0
    """

    name: str
    mean: float
    std: float
    dead: float


def activation_statistics(net: Sequential, x: Array, *, training: bool = False) -> list[ActivationStatistics]:
    r"""Mean $\mu_l$, spread $\sigma_l$ and dead fraction of every layer's output for one batch.

    Healthy signals keep their spread from layer to layer. Nothing is remembered for `backward`.

    Shapes: x as the network takes it → one row per layer.

    Raises:
        TypeError: if net is not a Sequential.

    Examples:
        >>> from layerwise.activations import relu
        >>> from layerwise.layer import Activation
        >>> net = Sequential(Activation(relu))
        >>> activation_statistics(net, np.array([[1.0, -2.0], [3.0, -4.0]]))
        [ActivationStatistics(name='Activation', mean=1.0, std=1.224744871391589, dead=0.5)]
    """
    if not isinstance(net, Sequential):
        checks.refuse(TypeError, "net", "a Sequential", type(net).__name__, "Write Sequential(layer).")
    rows = []
    for layer in net.layers:
        x, _ = layer.with_pullback(x, training)
        spread = float(x.mean()), float(x.std()), dead_fraction(x)
        rows.append(ActivationStatistics(type(layer).__name__, *spread))
    return rows


def dead_fraction(a: Array) -> float:
    """Return the share of units that are 0 for every example of the batch: they pass no gradient on.

    Shapes: activations (B, ...) → a number in [0, 1].

    Raises:
        TypeError: if a is not a float array.
        ValueError: if a is empty or has no batch axis.

    Examples:
        >>> dead_fraction(np.array([[0.0, 1.0], [0.0, 0.0]]))
        0.5
    """
    if checks.floats("a", a).ndim == 0:
        checks.refuse(
            ValueError, "a", "shape (B, ...)", "a single number", "Pass the activations of a batch."
        )
    return float(np.mean(~a.any(axis=0)))


def gradient_norms(grads: Mapping[str, Array]) -> dict[str, float]:
    r"""Return the length of each parameter's gradient, $\lVert\nabla_\theta L\rVert$.

    Raises:
        TypeError: if a gradient is not a float array.

    Examples:
        >>> gradient_norms({"W": np.array([[3.0, 4.0]]), "b": np.array([0.0])})
        {'W': 5.0, 'b': 0.0}
    """
    return {name: global_norm({name: g}) for name, g in grads.items()}


def update_ratios(before: Mapping[str, Array], after: Mapping[str, Array]) -> dict[str, float]:
    r"""Return how far one step moved each parameter, $\lVert\theta' - \theta\rVert / \lVert\theta\rVert$.

    About 1e-3 is usual; `inf` for a parameter that was 0. Copy the parameters before the step: optimisers work in
    place.

    Raises:
        TypeError: if a parameter is not a float array.
        ValueError: if names or shapes differ.

    Examples:
        >>> update_ratios({"w": np.array([3.0, 4.0])}, {"w": np.array([3.0, 4.5])})
        {'w': 0.1}
    """
    checks.same_names_and_shapes(before, after, "after")
    lengths = gradient_norms(before)
    moved = gradient_norms({name: after[name] - p for name, p in before.items()})
    return {n: moved[n] / lengths[n] if lengths[n] else float("inf") for n in before}


def accuracy(scores: Array, *, y: Array) -> float:
    """Return the share of examples whose largest score is at their label; of equal scores the first counts.

    Shapes: scores (B, K), y (B,) of integers 0 … K−1 → a number in [0, 1].

    Raises:
        TypeError: if scores are not floats or labels not integers.
        ValueError: if the shapes do not meet, a score is nan or a label out of range.

    Examples:
        >>> accuracy(np.array([[0.1, 0.9], [0.8, 0.2]]), y=np.array([1, 1]))
        0.5
    """
    return float(np.mean(_predicted(scores, y) == y))


def confusion_matrix(scores: Array, *, y: Array) -> Array:
    """Count who was taken for whom: row = the label, column = the largest score.

    Shapes: scores (B, K), y (B,) of integers 0 … K−1 → (K, K) of integers, with sum B.

    Raises:
        TypeError: if scores are not floats or labels not integers.
        ValueError: if the shapes do not meet, a score is nan or a label out of range.

    Examples:
        >>> confusion_matrix(np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]), y=np.array([1, 1, 1]))
        array([[0, 0],
               [1, 2]])
    """
    K = checks.floats("scores", scores, ndim=2).shape[1]
    return np.bincount(y * K + _predicted(scores, y), minlength=K * K).reshape(K, K)


class Calibration(NamedTuple):
    """What `calibration` finds: per bin the mean confidence, the accuracy and the number of examples, and the overall gap.

    Examples:
        >>> Calibration(np.array([0.9]), np.array([0.5]), np.array([4]), 0.4).error
        0.4
    """

    confidence: Array
    accuracy: Array
    n: Array
    error: float


def calibration(p: Array, *, y: Array, bins: int = 10) -> Calibration:
    r"""Compare how sure a network is with how often it is right: $\mathrm{ECE} = \sum_b \frac{n_b}{n}\,\lvert a_b - c_b\rvert$.

    Examples are put into equal bins of (0, 1] by their largest probability. An empty bin shows nan.

    Shapes: p (B, K) whose rows sum to 1, y (B,) of integers → three arrays (bins,) and a number. Source: Guo and
    others, *On calibration of modern neural networks*, 2017.

    Raises:
        TypeError: if p is not of floats, labels not integers or bins not a whole number.
        ValueError: if the shapes do not meet, a row does not sum to 1, or a label is out of range.

    Examples:
        >>> calibration(np.array([[0.9, 0.1], [0.9, 0.1]]), y=np.array([0, 1]), bins=2).error
        0.4
    """
    right, bins = _predicted(p, y, "p") == y, checks.count("bins", bins)
    if (p < 0).any() or not np.allclose(p.sum(axis=1), 1, atol=1e-5):
        checks.refuse(
            ValueError, "p", "rows of probabilities that sum to 1", p.sum(axis=1)[:3], "Apply softmax."
        )
    sure = p.max(axis=1)
    at = np.clip(np.ceil(sure * bins).astype(int) - 1, 0, bins - 1)
    n = np.bincount(at, minlength=bins)
    with np.errstate(invalid="ignore"):
        confidence, accurate = (np.bincount(at, weights=w, minlength=bins) / n for w in (sure, right))
    gap = np.abs(accurate - confidence)[n > 0]
    return Calibration(confidence, accurate, n, round(float(gap @ n[n > 0] / len(y)), 15))


def _predicted(scores: Array, y: Array, name: str = "scores") -> Array:
    checks.floats(name, scores, ndim=2)
    checks.shape("y", checks.numbered("y", y, scores.shape[1]), scores.shape[:1], "One label per row.")
    if np.isnan(scores).any():
        checks.refuse(
            ValueError, name, "scores that can be compared", "nan", "Look for the layer that made it."
        )
    return np.asarray(scores.argmax(axis=1))
