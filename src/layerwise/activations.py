"""The bend between two linear maps: without it, any number of layers would collapse into one."""

from __future__ import annotations

from math import erfc, exp, pi, sqrt

import numpy as np
from numpy.polynomial.chebyshev import cheb2poly, chebfit, chebpts1

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable, vjp

__all__ = [
    "gelu",
    "gelu_tanh",
    "leaky_relu",
    "log_softmax",
    "relu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "swiglu",
    "tanh",
]


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
        dz = (y > 0).astype(dy.dtype)
        dz *= dy
        dz += 0  # for a sleeping neuron −1 · 0 is −0, and looks odd when printed
        return (dz,)

    return y, pullback


@differentiable
def leaky_relu(z: Array, *, slope: float = 0.01) -> WithPullback[Array]:
    r"""Leaky ReLU, $y = \max(z, \alpha z)$: a neuron that never quite falls asleep.

    Shapes: any → the same; `slope` α in [0, 1). The derivative is 1 where $z > 0$, else α, at 0 too. Source:
    Maas and others, *Rectifier nonlinearities improve neural network acoustic models*, 2013.

    Raises:
        TypeError: if z is not a float array.
        ValueError: if slope is not in [0, 1).

    Examples:
        >>> leaky_relu(np.array([-1.0, 0.0, 2.0]), slope=0.1)
        array([-0.1,  0. ,  2. ])
    """
    z = checks.floats("z", z)
    slope = checks.share("slope", slope)

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (dy * np.maximum((z > 0).astype(z.dtype), slope),)

    return np.maximum(z, slope * z), pullback


@differentiable
def sigmoid(z: Array) -> WithPullback[Array]:
    r"""The sigmoid, $y = 1 / (1 + e^{-z})$: any number becomes one between 0 and 1.

    Shapes: any → the same. The pullback is $dz = dy\,y(1 - y)$; the slope is at most ¼ and vanishes on both
    sides.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
        array([0. , 0.5, 1. ])
    """
    y = _sigmoid(checks.floats("z", z))
    return y, lambda dy: (dy * (y * (1 - y)),)


def _sigmoid(z: Array) -> Array:
    with np.errstate(over="ignore"):  # e^1000 is inf and 1 / (1 + inf) is 0, as it should be
        y: Array = np.exp(-z)
        y += 1
        y = np.reciprocal(y)
        return y


@differentiable
def tanh(z: Array) -> WithPullback[Array]:
    r"""The hyperbolic tangent, $y = \tanh z$: any number becomes one between −1 and 1.

    Shapes: any → the same. The pullback is $dz = dy\,(1 - y^2)$.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> tanh(np.array([-1000.0, 0.0, 1.0])).round(4)
        array([-1.    ,  0.    ,  0.7616])
    """
    y = np.tanh(checks.floats("z", z))
    return y, lambda dy: (dy * (1 - y * y),)


@differentiable
def softplus(z: Array) -> WithPullback[Array]:
    r"""Softplus, $y = \ln(1 + e^z)$: ReLU with a rounded corner.

    Shapes: any → the same. Its derivative is the sigmoid. Computed as $\max(z, 0) + \ln(1 + e^{-|z|})$, which
    does not overflow.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> softplus(np.array([-100.0, 0.0, 100.0])).round(4)
        array([  0.    ,   0.6931, 100.    ])
    """
    z = checks.floats("z", z)
    y = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return y, lambda dy: (dy * _sigmoid(z),)


@differentiable
def softmax(z: Array, *, temperature: float = 1.0) -> WithPullback[Array]:
    r"""Softmax over the last axis, $p_k = e^{z_k/T} / \sum_j e^{z_j/T}$: scores become probabilities.

    Shapes: (..., K) → the same; each row sums to 1. A temperature T above 1 evens them out, below 1 it sharpens
    them. The pullback is $dz = p \odot (dp - p\cdot dp) / T$. The largest score is subtracted first, which
    changes nothing but the risk of overflow.

    Raises:
        TypeError: if z is not a float array.
        ValueError: if z has no axis, or the temperature is not positive.

    Examples:
        >>> softmax(np.array([2.0, 1.0, 0.0])).round(5)
        array([0.66524, 0.24473, 0.09003])
    """
    temperature = checks.positive("temperature", temperature)
    p = _shifted(z)
    if temperature != 1:
        with np.errstate(over="ignore"):  # −1000 / 1e-308 is −inf and e^−inf is 0, as it should be
            p /= temperature
    np.exp(p, out=p)
    p /= p.sum(axis=-1, keepdims=True)

    def pullback(dp: Array) -> tuple[Array, ...]:
        dz = dp - np.vecdot(p, dp)[..., None]
        dz *= p
        return (dz if temperature == 1 else dz / temperature,)

    return p, pullback


@differentiable
def log_softmax(z: Array) -> WithPullback[Array]:
    r"""The logarithm of softmax, $\ln p_k = z_k - \ln \sum_j e^{z_j}$, exact where softmax itself rounds to 0.

    Shapes: (..., K) → the same. The pullback is $dz = dy - p \sum_j dy_j$.

    Raises:
        TypeError: if z is not a float array.
        ValueError: if z has no axis.

    Examples:
        >>> log_softmax(np.array([0.0, -1000.0]))
        array([    0., -1000.])
    """
    y = _shifted(z)
    y -= np.log(np.add.reduce(np.exp(y), axis=-1, keepdims=True))
    return y, lambda dy: (dy - np.exp(y) * dy.sum(axis=-1, keepdims=True),)


def _shifted(z: Array) -> Array:
    """Return z minus the largest entry of its row."""
    if checks.floats("z", z).ndim == 0:
        checks.refuse(
            ValueError, "z", "shape (..., K)", "a single number", "Softmax compares several scores."
        )
    top = np.maximum.reduce(z, axis=-1, keepdims=True)
    # What lies further below than the largest float may as well lie there: the difference cannot overflow.
    y: Array = np.maximum(z, np.maximum(top, 0) + np.finfo(z.dtype).min)
    y -= top
    return y


@differentiable
def gelu(z: Array) -> WithPullback[Array]:
    r"""GELU, $y = z\,\Phi(z)$ with the normal distribution function $\Phi$: each input is weighted by the share
    of a standard normal crowd that lies below it.

    Shapes: any → the same. The derivative is $\Phi(z) + z\,\varphi(z)$: negative below −0.752, above 1 in
    places. Source: Hendrycks and Gimpel, *Gaussian error linear units*, 2016.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> gelu(np.array([-1.0, 0.0, 1.0])).round(4)
        array([-0.1587,  0.    ,  0.8413])
    """
    z = checks.floats("z", z)
    below = _normal_cdf(z)

    def pullback(dy: Array) -> tuple[Array, ...]:
        density = np.exp(-0.5 * _bounded(z) ** 2) / sqrt(2 * pi)
        return (dy * (below + z * density),)

    return z * below, pullback


# NumPy has no error function. erfc(t) e^{t²} is so smooth in 1 / (1 + t / 2), here stretched to u in [-1, 1], that a
# polynomial through 21 of its points is exact to rounding. Past t = 26.5 the normal tail is below 1e-306.
_FAR = 26.5
_CENTRE = (1 + 1 / (1 + _FAR / 2)) / 2


_U = chebpts1(21)
_T = 2 / (_CENTRE + (1 - _CENTRE) * _U) - 2
_COEFFICIENTS = cheb2poly(chebfit(_U, [erfc(t) * exp(t * t) for t in _T], 20))


def _normal_cdf(z: Array) -> Array:
    t = np.abs(_bounded(z)) * sqrt(0.5)
    u = (1 / (1 + t / 2) - _CENTRE) / (1 - _CENTRE)
    tail = np.full_like(u, _COEFFICIENTS[-1])
    for c in _COEFFICIENTS[-2::-1]:
        tail *= u
        tail += float(c)
    tail *= np.exp(-t * t) / 2
    return np.where(z < 0, tail, 1 - tail)


def _bounded(z: Array) -> Array:
    """Past ±40 every bend here is flat to the last digit, and squares and cubes no longer overflow."""
    return np.clip(z, -40, 40)


@differentiable
def gelu_tanh(z: Array) -> WithPullback[Array]:
    r"""GELU by the formula many networks use, $y = \tfrac12 z\,(1 + \tanh(\sqrt{2/\pi}\,(z + 0.044715\,z^3)))$.

    Shapes: any → the same. At most 0.0005 away from `gelu`. Source: Hendrycks and Gimpel, 2016.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> gelu_tanh(np.array([-1.0, 0.0, 1.0])).round(4)
        array([-0.1588,  0.    ,  0.8412])
    """
    z = checks.floats("z", z)
    x = _bounded(z)
    square = x * x
    # ½ (1 + tanh u) is the sigmoid of 2u, which keeps its digits where tanh is near −1.
    s = _sigmoid(x * (2 * sqrt(2 / pi) * (1 + 0.044715 * square)))

    def pullback(dy: Array) -> tuple[Array, ...]:
        inner = 2 * sqrt(2 / pi) * (1 + 3 * 0.044715 * square)
        return (dy * (s + x * s * (1 - s) * inner),)

    return z * s, pullback


@differentiable
def silu(z: Array) -> WithPullback[Array]:
    r"""SiLU or swish, $y = z\,\sigma(z)$ with the sigmoid σ.

    Shapes: any → the same. The derivative is $\sigma(z)\,(1 + z\,(1 - \sigma(z)))$: negative below −1.278, above
    1 in places. Source: Elfwing and others, *Sigmoid-weighted linear units*, 2017.

    Raises:
        TypeError: if z is not a float array.

    Examples:
        >>> silu(np.array([-1.0, 0.0, 1.0])).round(4)
        array([-0.2689,  0.    ,  0.7311])
    """
    z = checks.floats("z", z)
    s = _sigmoid(z)
    return z * s, lambda dy: (dy * (s + z * s * (1 - s)),)


@differentiable
def swiglu(X: Array, W: Array, V: Array) -> WithPullback[Array]:
    r"""SwiGLU, $Y = \mathrm{silu}(X W^\top) \odot (X V^\top)$: one half opens the gate for the other.

    Shapes: X (in,) or (..., in), W and V (out, in) → (out,) or (..., out). Source: Shazeer, *GLU variants improve
    Transformer*, 2020.

    Raises:
        TypeError: if an argument is not a float array, or the dtypes differ.
        ValueError: if the shapes do not meet.

    Examples:
        >>> swiglu(np.array([1.0, 2.0]), np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])).round(4)
        array([1.4621])
    """
    _check_swiglu(X, W, V)
    rows = X.reshape(-1, X.shape[-1])
    gate, gate_back = vjp(silu, rows @ W.T)
    flow = rows @ V.T
    shape = (*X.shape[:-1], len(W))

    def pullback(dY: Array) -> tuple[Array, ...]:
        dY = dY.reshape(flow.shape)
        (dA,), dF = gate_back(dY * flow), dY * gate
        return (dA @ W + dF @ V).reshape(X.shape), dA.T @ rows, dF.T @ rows

    return (gate * flow).reshape(shape), pullback


def _check_swiglu(X: Array, W: Array, V: Array) -> None:
    checks.floats("W", W, ndim=2)
    checks.shape("V", checks.floats("V", V), W.shape, "Gate and flow have the same shape, (out, in).")
    if checks.floats("X", X).shape[-1:] != W.shape[1:]:
        remedy = "The last axis of X must meet the columns of W and V."
        checks.refuse(ValueError, "X", f"shape (..., {W.shape[1]})", X.shape, remedy)
    checks.same_dtype("X", X, W=W, V=V)
