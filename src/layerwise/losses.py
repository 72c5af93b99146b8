"""One number that says how wrong the network is: the mean over the batch of what each example costs."""

from __future__ import annotations

import numpy as np

from layerwise import checks
from layerwise.activations import log_softmax, sigmoid, softplus
from layerwise.differentiable import Array, WithPullback, differentiable

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "l1_penalty",
    "l2_penalty",
    "mean_squared_error",
]


@differentiable
def mean_squared_error(p: Array, *, y: Array) -> WithPullback[Array]:
    r"""The mean over the batch of the squared length of the error, $L = \frac1B \sum_i \lVert p_i - y_i\rVert^2$.

    Shapes: predictions p and targets y (B, ...) → a number. Everything after the first axis belongs to one
    example and is summed. The pullback is $dp = 2(p - y)/B$.

    Raises:
        TypeError: if p or y is not a float array, or the dtypes differ.
        ValueError: if the shapes differ or y holds nan or inf.

    Examples:
        >>> mean_squared_error(np.array([[1.0, 2.0], [3.0, 4.0]]), y=np.array([[1.0, 0.0], [3.0, 3.0]]))
        np.float64(2.5)
    """
    _check_targets("p", p, y)
    error = p - y
    B = len(error)
    return np.sum(error * error) / B, lambda dL: (2 / B * dL * error,)


@differentiable
def binary_cross_entropy(p: Array, *, y: Array) -> WithPullback[Array]:
    r"""The surprise at what happened, $L = -\frac1B \sum_i [y_i \ln p_i + (1 - y_i)\ln(1 - p_i)]$.

    Shapes: probabilities p in [0, 1] and labels y in [0, 1], (B, ...) → a number. To be certain and wrong costs
    `inf`. If p comes from a sigmoid, use `binary_cross_entropy_with_logits`: it is exact for any score.

    Raises:
        TypeError: if p or y is not a float array, or the dtypes differ.
        ValueError: if the shapes differ, or p or y leaves [0, 1].

    Examples:
        >>> binary_cross_entropy(np.array([0.9, 0.2]), y=np.array([1.0, 0.0])).round(4)
        np.float64(0.1643)
    """
    _check_targets("p", p, y)
    _check_range("p", p)
    _check_range("y", y)
    yes, no = y > 0, y < 1  # where a label excludes an outcome, ln 0 must not be asked for
    cost = np.zeros_like(p)
    with np.errstate(divide="ignore"):
        cost -= y * np.log(p, out=np.zeros_like(p), where=yes)
        cost -= (1 - y) * np.log1p(-p, out=np.zeros_like(p), where=no)

    def pullback(dL: Array) -> tuple[Array, ...]:
        with np.errstate(divide="ignore", over="ignore"):
            up = np.divide(y, p, out=np.zeros_like(p), where=yes)
            down = np.divide(1 - y, 1 - p, out=np.zeros_like(p), where=no)
        return (dL / len(p) * (down - up),)

    return np.sum(cost) / len(p), pullback


@differentiable
def binary_cross_entropy_with_logits(z: Array, *, y: Array) -> WithPullback[Array]:
    r"""Binary cross-entropy of $p = \sigma(z)$, computed as $L = \frac1B \sum_i [\mathrm{softplus}(z_i) - y_i z_i]$.

    Shapes: logits z and labels y in [0, 1], (B, ...) → a number. Finite for every finite z. The pullback is
    $dz = (\sigma(z) - y)/B$.

    Raises:
        TypeError: if z or y is not a float array, or the dtypes differ.
        ValueError: if the shapes differ or y leaves [0, 1].

    Examples:
        >>> binary_cross_entropy_with_logits(np.array([1000.0, -1000.0]), y=np.array([1.0, 1.0]))
        np.float64(500.0)
    """
    _check_targets("z", z, y)
    _check_range("y", y)
    B = len(z)
    # max(z, 0) − y z without the detour over large numbers that cancel
    cost = np.where(z > 0, (1 - y) * z, -y * z) + softplus(-np.abs(z))
    return np.sum(cost) / B, lambda dL: (dL / B * (sigmoid(z) - y),)


@differentiable
def cross_entropy(z: Array, *, y: Array, smoothing: float = 0.0) -> WithPullback[Array]:
    r"""Softmax cross-entropy of logits, $L = -\frac1n \sum_i q_i \cdot \ln\mathrm{softmax}(z_i)$.

    $q$ is the label as a distribution over the K classes, mixed with the even one by label smoothing:
    $(1 - s)\,q + s/K$. The pullback is $dz = (p - q)/n$. The mean is over all n rows of z.

    Shapes: logits z (..., K), labels y of integers in 0 … K−1 (...) or of distributions (..., K) → a number;
    `smoothing` s in [0, 1). Smoothing is from Szegedy and others, *Rethinking the Inception architecture*, 2016.

    Raises:
        TypeError: if z is not a float array, or y holds neither integers nor floats.
        ValueError: if the shapes do not meet, a label is out of range, a distribution does not sum to 1, or
            smoothing is not in [0, 1).

    Examples:
        >>> cross_entropy(np.array([[2.0, 1.0, 0.0]]), y=np.array([0])).round(5)
        np.float64(0.40761)
    """
    log_p = log_softmax(z)
    q = _distributions(z, y, smoothing)
    n = z.size // z.shape[-1]

    def pullback(dL: Array) -> tuple[Array, ...]:
        dz = np.exp(log_p)
        dz -= q
        dz *= dL / n
        return (dz,)

    return -np.vdot(q, log_p) / n, pullback


def _distributions(z: Array, y: Array, smoothing: float) -> Array:
    K = z.shape[-1]
    smoothing = checks.share("smoothing", smoothing)
    q = _one_hot(y, z) if getattr(y, "dtype", np.dtype(float)).kind in "iu" else _rows_that_sum_to_1(y, z)
    return q if smoothing == 0 else (1 - smoothing) * q + smoothing / K


def _one_hot(y: Array, z: Array) -> Array:
    checks.shape("y", y, z.shape[:-1], "One class number per row of z.")
    one_hot: Array = y[..., None] == np.arange(z.shape[-1])
    if not (isinstance(y, np.ndarray) and np.count_nonzero(one_hot) == y.size):
        checks.numbered("y", y, z.shape[-1])  # slower than counting, but it names what is wrong
    return one_hot.astype(z.dtype)


def _rows_that_sum_to_1(y: Array, z: Array) -> Array:
    checks.shape("y", checks.floats("y", y), z.shape, "One probability per class, or integers, one per row.")
    _check_range("y", y)
    if not np.allclose(y.sum(axis=-1), 1, atol=1e-5):
        checks.refuse(ValueError, "y", "rows that sum to 1", y.sum(axis=-1).ravel()[:3], "Divide by the sum.")
    return y.astype(z.dtype, copy=False)


@differentiable
def l2_penalty(*thetas: Array) -> WithPullback[Array]:
    r"""The sum of all squared parameters, $R = \sum \lVert\theta\rVert^2$, to be added as $L + \lambda R$.

    Shapes: any number of arrays → a number. The pullback is $d\theta = 2\theta$: decay in proportion to size.

    Raises:
        TypeError: if there is no argument, or one is not a float array.

    Examples:
        >>> l2_penalty(np.array([3.0, -4.0]), np.array([[1.0]]))
        np.float64(26.0)
    """
    _check_parameters(thetas)
    return np.sum([np.vdot(t, t) for t in thetas]), lambda dR: tuple(2 * dR * t for t in thetas)


@differentiable
def l1_penalty(*thetas: Array) -> WithPullback[Array]:
    r"""The sum of the sizes of all parameters, $R = \sum \lvert\theta_i\rvert$, to be added as $L + \lambda R$.

    Shapes: any number of arrays → a number. The pullback is the sign of θ, 0 at 0: the same pull on large and
    small, so that small ones end at 0.

    Raises:
        TypeError: if there is no argument, or one is not a float array.

    Examples:
        >>> l1_penalty(np.array([3.0, -4.0]), np.array([[1.0]]))
        np.float64(8.0)
    """
    _check_parameters(thetas)
    return np.sum([np.abs(t).sum() for t in thetas]), lambda dR: tuple(dR * np.sign(t) for t in thetas)


def _check_parameters(thetas: tuple[Array, ...]) -> None:
    if not thetas:
        checks.refuse(TypeError, "thetas", "at least one array", "none", "Pass the weights, e.g. W1, W2.")
    for i, theta in enumerate(thetas):
        checks.floats(f"thetas[{i}]", theta)


def _check_targets(name: str, p: Array, y: Array) -> None:
    if checks.floats(name, p).ndim == 0:
        checks.refuse(ValueError, name, "a batch, shape (B, ...)", "a single number", f"Write {name}[None].")
    checks.shape(
        "y",
        checks.floats("y", y),
        p.shape,
        f"(B,) against (B, 1) would compare all with all: y and {name} need one shape.",
    )
    checks.same_dtype(name, p, y=y)
    if not np.isfinite(y).all():
        checks.refuse(ValueError, "y", "finite targets", "nan or inf", "Drop these examples.")


def _check_range(name: str, x: Array) -> None:
    if not (np.all(x >= 0) and np.all(x <= 1)):
        checks.refuse(
            ValueError,
            name,
            "values in [0, 1]",
            f"{x.min()} … {x.max()}",
            "Probabilities lie between 0 and 1.",
        )
