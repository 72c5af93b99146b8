"""A layer owns its numbers: it remembers the way forward, and on the way back files the gradients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from layerwise import checks
from layerwise.differentiable import Array, Differentiable, Pullback, WithPullback, vjp
from layerwise.initialisation import he_normal
from layerwise.linear_maps import affine

__all__ = [
    "Activation",
    "Dense",
    "Flatten",
    "Layer",
    "LayerShape",
    "Residual",
    "Sequential",
    "parameter_count",
    "shape_map",
]


class Layer:
    """A differentiable function with parameters of its own, kept by name in `params`.

    A subclass defines `with_pullback(x, training)`, whose pullback returns the gradient of x and then one per
    entry of `params`, in order. `backward` files these in `grads` under the same names, replacing the old.
    `state` holds what a layer carries along without learning it, such as running averages.

    Examples:
        >>> class Scale(Layer):
        ...     def with_pullback(self, x, training):
        ...         s = self.params["s"]
        ...         return s * x, lambda dy: (s * dy, np.vdot(x, dy))
        >>> layer = Scale(s=np.array(2.0))
        >>> layer.forward(np.array([1.0, 3.0]))
        array([2., 6.])
        >>> layer.backward(np.array([1.0, 1.0])), layer.grads
        (array([2., 2.]), {'s': np.float64(4.0)})
    """

    def __init__(self, **params: Array) -> None:
        self.params: MutableMapping[str, Array] = params
        self.state: MutableMapping[str, Any] = {}
        self.grads: dict[str, Array] = {}
        self._pullback: Pullback | None = None

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Return y and its pullback dy → (dx, one gradient per parameter)."""
        raise NotImplementedError(f"{type(self).__name__} must define with_pullback(x, training)")

    def forward(self, x: Array, *, training: bool = False) -> Array:
        """Return the layer's output for x and remember what `backward` will need."""
        y: Array
        y, self._pullback = vjp(self, x, training)  # type: ignore[arg-type]  # it needs `with_pullback` only
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

    `params["W"]` is (n_out, n_in), drawn by `he_normal`; `params["b"]` is (n_out,), zero.

    Shapes: (in,) or (..., in) → (out,) or (..., out).

    Raises:
        TypeError: if a width is not an int, `rng` is not a generator or dtype not a float.
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
        super().__init__(W=he_normal((n_out, n_in), rng, dtype=dtype), b=np.zeros(n_out, dtype))

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Apply `affine` to x with the layer's own W and b."""
        return affine.with_pullback(x, self.params["W"], self.params["b"])


class Activation(Layer):
    """A differentiable function without parameters as a layer: `Activation(relu)`.

    Keyword arguments are passed on to the function.

    Shapes: those of the function.

    Raises:
        TypeError: if the function is not differentiable.

    Examples:
        >>> from layerwise.activations import leaky_relu
        >>> Activation(leaky_relu, slope=0.1).forward(np.array([-1.0, 2.0]))
        array([-0.1,  2. ])
    """

    def __init__(self, f: Differentiable[..., Array], **options: Any) -> None:
        super().__init__()
        checks.differentiable("f", f)
        self.f, self.options = f, options

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Apply the function to x."""
        return self.f.with_pullback(x, **self.options)


class Flatten(Layer):
    """Each example becomes one row: (B, C, H, W) → (B, C·H·W).

    Shapes: (B, ...) → (B, n).

    Examples:
        >>> Flatten().forward(np.ones((5, 3, 8, 8))).shape
        (5, 192)
    """

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Reshape x; on the way back, reshape the gradient."""
        if checks.floats("x", x).ndim == 0:
            checks.refuse(ValueError, "x", "shape (B, ...)", "a single number", "Pass a batch.")
        return x.reshape(len(x), -1), lambda dy: (dy.reshape(x.shape),)


class _Joined(MutableMapping[str, Any]):
    """The mappings of several layers seen as one: name "0.W" is "W" of layer "0", for reading and writing."""

    def __init__(self, parts: Mapping[str, MutableMapping[str, Any]]) -> None:
        self.places = {f"{part}.{name}": (names, name) for part, names in parts.items() for name in names}

    def __getitem__(self, name: str) -> Any:
        part, own_name = self.places[name]
        return part[own_name]

    def __setitem__(self, name: str, value: Any) -> None:
        part, own_name = self.places[name]
        part[own_name] = value

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"{name}: a layer keeps what it was made with. Assign another array instead.")

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class Sequential(Layer):
    r"""Layers one after another, $f = f_L \circ \dots \circ f_1$, and backwards in the opposite order.

    The parameters of layer i are named "i.W", "i.b" …; they are the layers' own, not copies.

    Shapes: what the first layer takes → what the last one gives.

    Raises:
        TypeError: if there is no layer, or something else than a layer.
        ValueError: if a layer with parameters occurs twice.

    Examples:
        >>> from layerwise.activations import relu
        >>> rng = np.random.default_rng(0)
        >>> net = Sequential(Dense(2, 8, rng), Activation(relu), Dense(8, 1, rng))
        >>> list(net.params), net.forward(np.ones((4, 2))).shape
        (['0.W', '0.b', '2.W', '2.b'], (4, 1))
    """

    def __init__(self, *layers: Layer) -> None:
        super().__init__()
        if not layers:
            checks.refuse(
                TypeError, "layers", "at least one layer", "none", "Write Sequential(Dense(...), ...)."
            )
        for i, layer in enumerate(layers):
            _check_layer(f"layers[{i}]", layer)
        self.layers = layers
        self.params = _Joined({str(i): layer.params for i, layer in enumerate(layers)})
        if len({id(p) for p in self.params.values()}) < len(self.params):
            remedy = "An optimiser would move its weights twice a step."
            checks.refuse(ValueError, "layers", "each layer once", "one that occurs twice", remedy)
        self.state = _Joined({str(i): layer.state for i, layer in enumerate(layers)})

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Go through the layers in order, keeping each one's pullback."""
        pullbacks = []
        for layer in self.layers:
            x, layer_pullback = layer.with_pullback(x, training)
            pullbacks.append(layer_pullback)

        def pullback(dy: Array) -> tuple[Array, ...]:
            grads: list[Array] = []
            for layer_pullback in reversed(pullbacks):
                dy, *own = layer_pullback(dy)
                grads[:0] = own
            return dy, *grads

        return x, pullback


class Residual(Layer):
    r"""A detour beside a straight road, $y = x + s\,f(x)$: the gradient goes back along both, and adds up.

    The parameters of the body are named "body.…". `scale` s is $1/\sqrt{L}$ for L unnormalised blocks. Source: He
    and others, *Deep residual learning for image recognition*, 2015.

    Shapes: those of the body, which must give what it takes.

    Raises:
        TypeError: if the body is not a layer.
        ValueError: if scale is not finite; on the way forward, if the body changes the shape.

    Examples:
        >>> block = Residual(Dense(3, 3, np.random.default_rng(0)))
        >>> block.params["body.W"][:] = 0
        >>> block.forward(np.array([1.0, 2.0, 3.0]))
        array([1., 2., 3.])
    """

    def __init__(self, body: Layer, *, scale: float = 1.0) -> None:
        super().__init__()
        _check_layer("body", body)
        self.body, self.scale = body, checks.number("scale", scale)
        self.params, self.state = _Joined({"body": body.params}), _Joined({"body": body.state})

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Add the body's scaled output to x."""
        y, body_pullback = self.body.with_pullback(x, training)
        checks.shape("body", y, x.shape, "What is added must have the shape of x.")

        def pullback(dy: Array) -> tuple[Array, ...]:
            dx, *grads = body_pullback(self.scale * dy)
            return dy + dx, *grads

        return x + self.scale * y, pullback


def parameter_count(layer: Layer) -> int:
    """Return how many numbers a layer or network can learn.

    Examples:
        >>> parameter_count(Dense(3, 2, np.random.default_rng(0)))
        8
    """
    _check_layer("layer", layer)
    return sum(p.size for p in layer.params.values())


class LayerShape(NamedTuple):
    """One row of a `shape_map`: what the layer is called, what it gives, and how many numbers it learns.

    Examples:
        >>> LayerShape("Dense", (4, 2), 8).parameters
        8
    """

    name: str
    shape: tuple[int, ...]
    parameters: int


def shape_map(net: Sequential, x: Array) -> list[LayerShape]:
    """Send a batch through the network and note the shape after every layer.

    Nothing is remembered or changed by it.

    Raises:
        TypeError: if net is not a Sequential.

    Examples:
        >>> for row in shape_map(Sequential(Flatten(), Dense(6, 2, np.random.default_rng(0))), np.ones((4, 2, 3))):
        ...     print(*row)
        Flatten (4, 6) 0
        Dense (4, 2) 14
    """
    if not isinstance(net, Sequential):
        checks.refuse(TypeError, "net", "a Sequential", type(net).__name__, "Write Sequential(layer).")
    rows = []
    for layer in net.layers:
        x, _ = layer.with_pullback(x, False)
        rows.append(LayerShape(type(layer).__name__, x.shape, parameter_count(layer)))
    return rows


def _check_layer(name: str, layer: Layer) -> None:
    if not isinstance(layer, Layer):
        got = getattr(layer, "__name__", type(layer).__name__)
        checks.refuse(TypeError, name, "a layer", got, "Wrap a function: Activation(relu).")
