"""The gradient says which way is down; an optimiser decides how far to go, and what to remember on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from typing import TypeAlias

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array
from layerwise.schedules import Schedule, constant
from layerwise.vectors import norm

__all__ = [
    "SGD",
    "Adam",
    "AdamW",
    "Optimiser",
    "RMSProp",
    "accumulate",
    "clip_by_norm",
    "clip_by_value",
    "global_norm",
]

Params: TypeAlias = MutableMapping[str, Array]
Grads: TypeAlias = Mapping[str, Array]
Layout: TypeAlias = list[list[str | list[int]]]


class Optimiser:
    """What all optimisers share: a rate, a count of steps, and what they remember.

    The rate is a number or a function of the number of steps taken so far. All gradients are laid end to end, so a
    subclass sees one long vector: it defines `update(g, rate)`, which returns what is to be subtracted, and may use
    g as scratch paper.

    Raises:
        ValueError: if the rate is negative or not finite.

    Examples:
        >>> class SignDescent(Optimiser):
        ...     def update(self, g, rate):
        ...         return rate * np.sign(g)
        >>> params = {"w": np.array([1.0, -2.0])}
        >>> SignDescent(0.5).step(params, {"w": np.array([10.0, -0.1])})
        >>> params["w"]
        array([ 0.5, -1.5])
    """

    decay = 0.0

    def __init__(self, rate: float | Schedule) -> None:
        self.rate = rate if callable(rate) else constant(rate)
        self.steps = 0
        self.memory: dict[str, Array] = {}
        self._layout: Layout = []

    def step(self, params: Params, grads: Grads) -> None:
        """Move every parameter once, in place.

        Raises:
            TypeError: if a parameter or gradient is not a float array.
            ValueError: if names or shapes differ, now or from the step before, or the rate is negative.
        """
        params = dict(params)
        checks.same_names_and_shapes(params, grads)
        self._check_layout(params)
        rate = checks.not_negative("rate", self.rate(self.steps))
        self.steps += 1
        change = self.update(np.concatenate([grads[name] for name in params], axis=None), rate)
        start = 0
        for p in params.values():
            if self.decay:
                np.multiply(p, 1 - rate * self.decay, out=p)
            np.subtract(p, change[start : start + p.size].reshape(p.shape), out=p)
            start += p.size

    def update(self, g: Array, rate: float) -> Array:
        """Return what to subtract from all parameters, given all gradients and the rate of this step."""
        raise NotImplementedError(f"{type(self).__name__} must define update(g, rate)")

    def remember(self, name: str, g: Array) -> Array:
        """Return the vector kept under this name, zeros at first."""
        if name not in self.memory:
            self.memory[name] = np.zeros_like(g)
        return self.memory[name]

    @property
    def state(self) -> dict[str, Array]:
        """Everything that must be saved to go on exactly from here."""
        return {"steps": np.array(self.steps), "layout": np.array(json.dumps(self._layout)), **self.memory}

    def resume(self, state: Mapping[str, Array]) -> None:
        """Take up a saved state."""
        self.steps, self._layout = int(state["steps"]), json.loads(str(state["layout"]))
        self.memory = {name: kept.copy() for name, kept in state.items() if name not in ("steps", "layout")}

    def _check_layout(self, params: Params) -> None:
        layout: Layout = [[name, [*p.shape]] for name, p in params.items()]
        self._layout = self._layout or layout
        if layout != self._layout:
            remedy = "Use a new optimiser for a new network."
            checks.refuse(ValueError, "params", f"{self._layout} as before", layout, remedy)


class SGD(Optimiser):
    r"""Gradient descent, $\theta \leftarrow \theta - \eta g$; with momentum β, $v \leftarrow \beta v + g$ and
    $\theta \leftarrow \theta - \eta v$; Nesterov's form uses $g + \beta v$ in place of v.

    Sources: Robbins and Monro, 1951; Polyak, 1964; Nesterov, 1983.

    Raises:
        ValueError: if the rate is negative, momentum is not in [0, 1), or Nesterov is asked for without it.

    Examples:
        >>> params = {"w": np.array([1.0])}
        >>> SGD(0.1).step(params, {"w": np.array([2.0])})
        >>> params["w"]
        array([0.8])
    """

    def __init__(self, rate: float | Schedule, *, momentum: float = 0.0, nesterov: bool = False) -> None:
        super().__init__(rate)
        self.momentum, self.nesterov = checks.share("momentum", momentum), nesterov
        if nesterov and momentum == 0:
            checks.refuse(
                ValueError, "momentum", "a number in (0, 1)", 0, "Nesterov looks ahead along momentum."
            )

    def update(self, g: Array, rate: float) -> Array:
        """Go against g, or against the running sum of gradients."""
        if self.momentum:
            v = self.remember("v", g)
            v *= self.momentum
            v += g
            g = g + self.momentum * v if self.nesterov else v
        return rate * g


class RMSProp(Optimiser):
    r"""Each entry is divided by its own recent size: $s \leftarrow \rho s + (1 - \rho) g^2$ and
    $\theta \leftarrow \theta - \eta\, g / (\sqrt s + \varepsilon)$.

    Source: Tieleman and Hinton, lecture 6.5, 2012.

    Raises:
        ValueError: if the rate is negative, decay ρ is not in [0, 1), or ε is not positive.

    Examples:
        >>> params = {"w": np.array([1.0, 1.0])}
        >>> RMSProp(0.1, rho=0.99).step(params, {"w": np.array([1.0, 100.0])})
        >>> params["w"].round(4)
        array([0., 0.])
    """

    def __init__(self, rate: float | Schedule, *, rho: float = 0.99, eps: float = 1e-8) -> None:
        super().__init__(rate)
        self.rho, self.eps = checks.share("rho", rho), checks.positive("eps", eps)

    def update(self, g: Array, rate: float) -> Array:
        """Divide g by the root of its running mean square."""
        s = self.remember("s", g)
        s *= self.rho
        s += (1 - self.rho) * g * g
        return rate * g / (np.sqrt(s) + self.eps)


class Adam(Optimiser):
    r"""Momentum and RMSProp together, both corrected for starting at zero:
    $\theta \leftarrow \theta - \eta\,\hat m / (\sqrt{\hat v} + \varepsilon)$.

    $m \leftarrow \beta_1 m + (1 - \beta_1) g$, $v \leftarrow \beta_2 v + (1 - \beta_2) g^2$,
    $\hat m = m / (1 - \beta_1^t)$, $\hat v = v / (1 - \beta_2^t)$. The memory holds $m / (1 - \beta_1)$ and
    $v / (1 - \beta_2)$: both factors are numbers, and meet the long vectors once, at the end. Source: Kingma and
    Ba, *Adam*, 2014.

    Raises:
        ValueError: if the rate is negative, a β is not in [0, 1), or ε is not positive.

    Examples:
        >>> params = {"w": np.array([1.0, 1.0])}
        >>> Adam(0.1).step(params, {"w": np.array([0.001, -50.0])})
        >>> params["w"].round(4)
        array([0.9, 1.1])
    """

    def __init__(
        self, rate: float | Schedule, *, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8
    ) -> None:
        super().__init__(rate)
        self.betas = checks.share("betas[0]", betas[0]), checks.share("betas[1]", betas[1])
        self.eps = checks.positive("eps", eps)

    def update(self, g: Array, rate: float) -> Array:
        """Divide the corrected mean gradient by the corrected root mean square."""
        (b1, b2), t = self.betas, self.steps
        m, v = self.remember("m", g), self.remember("v", g)
        m *= b1
        m += g
        v *= b2
        g *= g  # from here on g is scratch paper
        v += g
        np.sqrt(v, out=g)
        root = ((1 - b2**t) / (1 - b2)) ** 0.5
        g += self.eps * root
        np.divide(m, g, out=g)
        g *= rate * root * (1 - b1) / (1 - b1**t)
        return g


class AdamW(Adam):
    r"""Adam with weight decay beside it, not inside: $\theta \leftarrow (1 - \eta\lambda)\,\theta$ before each step.

    Source: Loshchilov and Hutter, *Decoupled weight decay regularization*, 2017.

    Raises:
        ValueError: as for Adam, or if decay λ is negative.

    Examples:
        >>> params = {"w": np.array([1.0])}
        >>> AdamW(0.1, decay=0.5).step(params, {"w": np.array([0.0])})
        >>> params["w"]
        array([0.95])
    """

    def __init__(
        self,
        rate: float | Schedule,
        *,
        decay: float = 0.01,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        super().__init__(rate, betas=betas, eps=eps)
        self.decay = checks.not_negative("decay", decay)


def global_norm(grads: Grads) -> float:
    r"""The length of all gradients together, $\lVert g\rVert = \sqrt{\sum_\theta \lVert g_\theta\rVert^2}$.

    Raises:
        TypeError: if a gradient is not a float array.
        ValueError: if there is none.

    Examples:
        >>> global_norm({"W": np.array([[3.0]]), "b": np.array([4.0])})
        5.0
    """
    if not grads:
        checks.refuse(ValueError, "grads", "at least one gradient", "none", "Call backward first.")
    return float(norm(np.array([norm(_gradient(name, g).ravel()) for name, g in grads.items()])))


def clip_by_norm(grads: Grads, limit: float) -> dict[str, Array]:
    r"""Shorten all gradients by one factor so that their common length is at most c: $g\,\min(1, c/\lVert g\rVert)$.

    The direction stays. Returns new arrays. Source: Pascanu and others, *On the difficulty of training recurrent
    neural networks*, 2013.

    Raises:
        TypeError: if a gradient is not a float array.
        ValueError: if there is none, one is nan or inf, or the limit is not positive.

    Examples:
        >>> clip_by_norm({"W": np.array([3.0]), "b": np.array([4.0])}, 1.0)
        {'W': array([0.6]), 'b': array([0.8])}
    """
    limit, length = checks.positive("limit", limit), global_norm(grads)
    if not np.isfinite(length):
        checks.refuse(ValueError, "grads", "finite gradients", f"a length of {length}", "Lower the rate.")
    factor = min(1.0, limit / length) if length else 1.0
    return {name: g * factor for name, g in grads.items()}


def clip_by_value(grads: Grads, limit: float) -> dict[str, Array]:
    r"""Cut every entry to $[-c, c]$, which may turn the direction. Returns new arrays.

    Raises:
        TypeError: if a gradient is not a float array.
        ValueError: if the limit is not positive.

    Examples:
        >>> clip_by_value({"W": np.array([3.0, -0.5])}, 1.0)
        {'W': array([ 1. , -0.5])}
    """
    limit = checks.positive("limit", limit)
    return {name: np.clip(_gradient(name, g), -limit, limit) for name, g in grads.items()}


def accumulate(total: dict[str, Array], grads: Grads, *, weight: float = 1.0) -> None:
    r"""Add gradients to a running total, in place: $G \leftarrow G + w\,g$.

    With the weights $B_i / B$, several small batches give the gradient of the large one they make up. An empty
    total is filled.

    Raises:
        TypeError: if a gradient is not a float array.
        ValueError: if names or shapes differ, or the weight is not finite.

    Examples:
        >>> total = {}
        >>> for g in (1.0, 3.0):
        ...     accumulate(total, {"W": np.array([g])}, weight=0.5)
        >>> total
        {'W': array([2.])}
    """
    weight = checks.number("weight", weight)
    total |= {} if total else {name: np.zeros_like(_gradient(name, g)) for name, g in grads.items()}
    checks.same_names_and_shapes(total, grads)
    for name, g in grads.items():
        total[name] += weight * g


def _gradient(name: str, g: Array) -> Array:
    return checks.floats(f"grads[{name!r}]", g)
