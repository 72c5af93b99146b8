"""Every scheme subtracts a mean and divides by a spread; they differ only in which numbers share them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable, vjp
from layerwise.layer import Layer

__all__ = [
    "BatchNorm",
    "LayerNorm",
    "batch_norm",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "rms_norm",
]

Axes = tuple[int, ...]


def _mean(x: Array, axes: Axes, times: Array | None = None) -> Array:
    """Mean of x, or of x · times; `vecdot` is the fastest way, but wants the axes to be the last ones."""
    if axes[0] != x.ndim - len(axes):
        product = x if times is None else x * times
        return np.asarray(product.mean(axis=axes, keepdims=True))
    rows = x.reshape(*x.shape[: axes[0]], -1)
    other = np.ones(rows.shape[-1:], x.dtype) if times is None else times.reshape(rows.shape)
    return np.reshape(np.vecdot(rows, other) / rows.shape[-1], x.shape[: axes[0]] + (1,) * len(axes))


def _centred(x: Array, axes: Axes) -> tuple[Array, Array, Array]:
    """Return mean, x − mean and variance.

    In float32 the mean of numbers near 10 000 is itself rounded to three digits after the point; where that shows,
    what is left of it is taken off once more.
    """
    mean = _mean(x, axes)
    centred = x - mean
    rest, variance = _mean(centred, axes), _mean(centred, axes, times=centred)
    if np.any(np.abs(rest) > 16 * np.finfo(x.dtype).eps * np.sqrt(variance)):
        centred -= rest
        variance = _mean(centred, axes, times=centred)
    return mean + rest, centred, variance


def _standardised(x: Array, axes: Axes, eps: float) -> WithPullback[Array]:
    _, y, variance = _centred(x, axes)
    scale = 1 / np.sqrt(variance + eps)
    y *= scale

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx = dy - _mean(dy, axes)
        dx -= y * _mean(dy, axes, times=y)
        dx *= scale
        return (dx,)

    return y, pullback


def _scaled(
    x_hat: WithPullback[Array], gamma: Array, beta: Array, shape: tuple[int, ...]
) -> WithPullback[Array]:
    """Give y = γ x̂ + β, where γ and β, in this shape, are repeated along the axes of length 1."""
    (x, back), wide = x_hat, gamma.reshape(shape)
    repeated = tuple(i for i, n in enumerate(shape) if n == 1)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dgamma, dbeta = (dy * x).sum(axis=repeated), dy.sum(axis=repeated)
        return *back(dy * wide), dgamma.reshape(gamma.shape), dbeta.reshape(beta.shape)

    return x * wide + beta.reshape(shape), pullback


@differentiable
def batch_norm(
    x: Array, gamma: Array, beta: Array, *, statistics: tuple[Array, Array] | None = None, eps: float = 1e-5
) -> WithPullback[Array]:
    r"""Each feature over the batch: $y = \gamma\,(x - \mu_B)/\sqrt{\sigma_B^2 + \varepsilon} + \beta$.

    In training μ and σ² are those of the batch: over axis 0 for (B, d), over B, H, W for images. At inference
    pass the running ones as `statistics` (mean, variance), each (C,); then y of one example does not depend on
    the others.

    Shapes: x (B, C) or (B, C, H, W), gamma and beta (C,) → the shape of x. Source: Ioffe and Szegedy, *Batch
    normalization*, 2015.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if the shapes do not meet, eps is not positive, or there is one value per feature only.

    Examples:
        >>> batch_norm(np.array([[1.0], [2.0], [3.0]]), np.ones(1), np.zeros(1)).round(4).ravel()
        array([-1.2247,  0.    ,  1.2247])
    """
    shape, axes = _channels(x)
    _check_scale(x, gamma, beta, (shape[1],))
    eps = checks.positive("eps", eps)
    if statistics is None:
        if x.size == shape[1]:
            remedy = "One value has no spread: use more examples, or running statistics."
            checks.refuse(ValueError, "x", "more than one value per feature", x.shape, remedy)
        return _scaled(_standardised(x, axes, eps), gamma, beta, shape)
    for s in statistics:
        checks.shape("statistics", checks.floats("statistics", s), gamma.shape, "One per channel.")
    mean, variance = (s.reshape(shape) for s in statistics)
    scale = 1 / np.sqrt(variance + eps)
    return _scaled(((x - mean) * scale, lambda dy: (dy * scale,)), gamma, beta, shape)


@differentiable
def layer_norm(
    x: Array, gamma: Array, beta: Array, *, axes: Axes = (-1,), eps: float = 1e-5
) -> WithPullback[Array]:
    r"""Each example over its own features: $y = \gamma\,(x - \mu)/\sqrt{\sigma^2 + \varepsilon} + \beta$.

    Shapes: x (..., d) with gamma and beta (d,) → the same; for images x (B, C, H, W) with `axes=(1, 2, 3)` and
    gamma and beta (C, H, W). Source: Ba, Kiros and Hinton, *Layer normalization*, 2016.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if the shapes or axes do not meet, or eps is not positive.

    Examples:
        >>> layer_norm(np.array([1.0, 2.0, 3.0]), np.ones(3), np.zeros(3)).round(4)
        array([-1.2247,  0.    ,  1.2247])
    """
    axes = _check_axes(checks.floats("x", x), axes)
    shape = tuple(n if i in axes else 1 for i, n in enumerate(x.shape))
    _check_scale(x, gamma, beta, tuple(x.shape[i] for i in axes))
    return _scaled(_standardised(x, axes, checks.positive("eps", eps)), gamma, beta, shape)


@differentiable
def instance_norm(x: Array, gamma: Array, beta: Array, *, eps: float = 1e-5) -> WithPullback[Array]:
    r"""Each channel of each image over its own pixels, H and W: group norm with one channel per group.

    Shapes: x (B, C, H, W), gamma and beta (C,) → the same. Source: Ulyanov and others, *Instance normalization*,
    2016.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if the shapes do not meet or eps is not positive.

    Examples:
        >>> x = np.arange(8.0).reshape(1, 2, 2, 2)
        >>> instance_norm(x, np.ones(2), np.zeros(2)).round(3)[0, 1]
        array([[-1.342, -0.447],
               [ 0.447,  1.342]])
    """
    shape, _ = _channels(checks.floats("x", x, ndim=4))
    return vjp(group_norm, x, gamma, beta, groups=shape[1], eps=eps)


@differentiable
def group_norm(x: Array, gamma: Array, beta: Array, *, groups: int, eps: float = 1e-5) -> WithPullback[Array]:
    r"""Each group of channels of each image over C/G, H and W: between layer norm (G = 1) and instance norm (G = C).

    Shapes: x (B, C, H, W) with C a multiple of `groups` G, gamma and beta (C,) → the same. Source: Wu and He,
    *Group normalization*, 2018.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if the shapes do not meet, G does not divide C, or eps is not positive.

    Examples:
        >>> x = np.arange(4.0).reshape(1, 4, 1, 1)
        >>> group_norm(x, np.ones(4), np.zeros(4), groups=2).round(2).ravel()
        array([-1.,  1., -1.,  1.])
    """
    shape, _ = _channels(checks.floats("x", x, ndim=4))
    _check_scale(x, gamma, beta, (shape[1],))
    if shape[1] % checks.count("groups", groups):
        checks.refuse(
            ValueError, "groups", f"a divisor of {shape[1]} channels", groups, "Choose one, such as 1."
        )
    grouped = x.reshape(len(x), groups, -1)
    y, back = _standardised(grouped, (2,), checks.positive("eps", eps))

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (back(dy.reshape(grouped.shape))[0].reshape(x.shape),)

    return _scaled((y.reshape(x.shape), pullback), gamma, beta, shape)


@differentiable
def rms_norm(x: Array, gamma: Array, *, eps: float = 1e-5) -> WithPullback[Array]:
    r"""Only the size is fixed, not the mean: $y = \gamma\,x / \sqrt{\overline{x^2} + \varepsilon}$ over the last axis.

    Shapes: x (..., d), gamma (d,) → the same. Source: Zhang and Sennrich, *Root mean square layer normalization*,
    2019.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if the shapes do not meet or eps is not positive.

    Examples:
        >>> rms_norm(np.array([1.0, 2.0, 3.0]), np.ones(3)).round(4)
        array([0.4629, 0.9258, 1.3887])
    """
    _check_scale(x, gamma, gamma, checks.floats("x", x).shape[-1:])
    scale = 1 / np.sqrt(_mean(x, (x.ndim - 1,), times=x) + checks.positive("eps", eps))
    x_hat = x * scale

    def pullback(dy: Array) -> tuple[Array, ...]:
        dgamma = (dy * x_hat).reshape(-1, len(gamma)).sum(axis=0)
        dx = dy * gamma
        return (dx - x_hat * _mean(dx, (x.ndim - 1,), times=x_hat)) * scale, dgamma

    return x_hat * gamma, pullback


class BatchNorm(Layer):
    r"""Batch norm that owns its γ (ones), β (zeros) and running averages.

    In training the batch is normalised by its own statistics and the running ones move by a share m towards them:
    $r \leftarrow (1 - m)\,r + m\,s$, with the unbiased variance. Otherwise the running ones are used.

    Shapes: (B, n) or (B, n, H, W) → the same.

    Raises:
        TypeError: if n is not a whole number or dtype not a float.
        ValueError: if n is below 1, momentum is not in [0, 1) or eps is not positive.

    Examples:
        >>> layer = BatchNorm(1, momentum=0.5)
        >>> y = layer.forward(np.array([[1.0], [3.0]]), training=True)
        >>> layer.state["mean"], layer.state["variance"]
        (array([1.]), array([1.5]))
    """

    def __init__(
        self, n: int, *, momentum: float = 0.1, eps: float = 1e-5, dtype: npt.DTypeLike = np.float64
    ) -> None:
        n, dtype = checks.count("n", n), checks.float_dtype("dtype", dtype)
        super().__init__(gamma=np.ones(n, dtype), beta=np.zeros(n, dtype))
        self.state.update(mean=np.zeros(n, dtype), variance=np.ones(n, dtype))
        self.momentum, self.eps = checks.share("momentum", momentum), checks.positive("eps", eps)

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Normalise by the batch in training, by the running averages otherwise."""
        running = None if training else (self.state["mean"], self.state["variance"])
        result = vjp(
            batch_norm, x, self.params["gamma"], self.params["beta"], statistics=running, eps=self.eps
        )
        if training:
            self._follow(x)
        return result

    def _follow(self, x: Array) -> None:
        _, axes = _channels(x)
        mean, _, variance = _centred(x, axes)
        n = x.size // mean.size
        for name, seen in (("mean", mean), ("variance", variance * (n / (n - 1)))):
            self.state[name] += self.momentum * (seen.ravel() - self.state[name])


class LayerNorm(Layer):
    """Layer norm over the last axis that owns its γ (ones) and β (zeros).

    Shapes: (..., n) → the same.

    Raises:
        TypeError: if n is not a whole number or dtype not a float.
        ValueError: if n is below 1 or eps is not positive.

    Examples:
        >>> LayerNorm(3).forward(np.array([[1.0, 2.0, 3.0]])).round(4)
        array([[-1.2247,  0.    ,  1.2247]])
    """

    def __init__(self, n: int, *, eps: float = 1e-5, dtype: npt.DTypeLike = np.float64) -> None:
        n, dtype = checks.count("n", n), checks.float_dtype("dtype", dtype)
        super().__init__(gamma=np.ones(n, dtype), beta=np.zeros(n, dtype))
        self.eps = checks.positive("eps", eps)

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Apply `layer_norm` to x with the layer's own γ and β."""
        return vjp(layer_norm, x, self.params["gamma"], self.params["beta"], eps=self.eps)


def _channels(x: Array) -> tuple[tuple[int, ...], Axes]:
    """Return the shape in which one number per channel meets x, and the axes that share a channel."""
    if checks.floats("x", x).ndim not in (2, 4):
        checks.refuse(
            ValueError, "x", "shape (B, C) or (B, C, H, W)", x.shape, "Write x[None] for one example."
        )
    axes = tuple(i for i in range(x.ndim) if i != 1)
    return tuple(n if i == 1 else 1 for i, n in enumerate(x.shape)), axes


def _check_axes(x: Array, axes: Axes) -> Axes:
    if not isinstance(axes, tuple):
        checks.refuse(TypeError, "axes", "a tuple such as (1, 2, 3)", repr(axes), "Name each axis.")
    wrong = [a for a in axes if not isinstance(a, int) or not -x.ndim <= a < x.ndim]
    if wrong or not axes or len({a % x.ndim for a in axes}) < len(axes):
        checks.refuse(ValueError, "axes", f"different axes of shape {x.shape}", axes, "Axes count from 0.")
    return tuple(sorted(a % x.ndim for a in axes))


def _check_scale(x: Array, gamma: Array, beta: Array, shape: tuple[int, ...]) -> None:
    for name, a in (("gamma", gamma), ("beta", beta)):
        checks.shape(name, checks.floats(name, a), shape, "One number per feature or channel.")
    checks.same_dtype("x", x, gamma=gamma, beta=beta)
