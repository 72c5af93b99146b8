"""A derivative is written once, inside the function it belongs to.

A differentiable operation is a function that returns its value together with its pullback, the map that
carries a gradient from the output back to the inputs. Called plainly it gives the value; `vjp` gives both.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeAlias, TypeVar, cast, get_args

import numpy as np

from layerwise import checks
from layerwise.checks import Array

__all__ = ["Array", "Differentiable", "Pullback", "WithPullback", "differentiable", "vjp"]

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Pullback: TypeAlias = Callable[[Any], tuple[Array, ...]]
WithPullback: TypeAlias = tuple[T, Pullback]


class Differentiable(Protocol[P, T_co]):
    """What `differentiable` makes: a function of the same arguments that returns the value alone.

    Examples:
        >>> from layerwise.activations import relu
        >>> value, pullback = relu.with_pullback(np.array([-1.0, 2.0]))
        >>> value
        array([0., 2.])
    """

    __name__: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co: ...

    def with_pullback(self, *args: P.args, **kwargs: P.kwargs) -> tuple[T_co, Pullback]: ...


def differentiable(rule: Callable[P, WithPullback[T]]) -> Differentiable[P, T]:
    r"""Turn a function that returns (value, pullback) into one that returns the value and serves `vjp`.

    The pullback takes `dy`, a gradient of the shape of the value, and returns a tuple with one gradient per
    positional parameter, in order, each of the shape of its parameter. Whatever has no gradient (labels,
    masks, axes, random generators) is keyword-only.

    Examples:
        >>> @differentiable
        ... def square(x):
        ...     return x * x, lambda dy: (2 * x * dy,)
        >>> square(np.array([3.0]))
        array([9.])
        >>> y, pullback = vjp(square, np.array([3.0]))
        >>> pullback(np.array([1.0]))
        (array([6.]),)
    """
    returns = _value_annotation(rule)
    # Set on the rule because documentation tools look through the wrapper; `wraps` copies it outwards.
    vars(rule)["__signature__"] = inspect.signature(rule).replace(return_annotation=returns)

    @wraps(rule)
    def value(*args: P.args, **kwargs: P.kwargs) -> T:
        return rule(*args, **kwargs)[0]

    vars(value)["with_pullback"] = rule
    value.__annotations__ = {**rule.__annotations__, "return": returns}
    return cast(Differentiable[P, T], value)


def vjp(f: Differentiable[P, T], *args: P.args, **kwargs: P.kwargs) -> WithPullback[T]:
    r"""Return $y = f(x, \dots)$ and its pullback, the vector–Jacobian product $dy \mapsto J^\top dy$.

    `pullback(dy)` takes a gradient of the shape of `y` and returns a tuple: one gradient per positional
    parameter of `f`, in order. Unlike JAX's `vjp` it does not look inside plain functions: `f` must have been
    written with `differentiable` (a composite chains the pullbacks of its parts).

    Raises:
        TypeError: if `f` is a plain function.
        ValueError: by the pullback, if `dy` has another shape than `y`.

    Examples:
        >>> from layerwise.activations import relu
        >>> y, pullback = vjp(relu, np.array([-1.0, 2.0]))
        >>> (dz,) = pullback(np.array([5.0, 5.0]))
        >>> dz
        array([0., 5.])
    """
    checks.differentiable("f", f)
    y, rule_pullback = f.with_pullback(*args, **kwargs)

    return y, lambda dy: rule_pullback(_upstream(dy, y))


def _upstream(dy: Any, y: Any) -> Array:
    """A gradient of another shape would broadcast silently; one of another dtype would spread."""
    y = np.asarray(y)
    gradient: Array = np.asarray(dy, dtype=y.dtype)
    if gradient.shape != y.shape:
        expected = f"shape {y.shape} like the value"
        checks.refuse(ValueError, "dy", expected, gradient.shape, "Start from np.ones_like(y).")
    return gradient


def _value_annotation(rule: Callable[..., Any]) -> Any:
    """WithPullback[Array] → Array, whether the annotation is still text or already a type."""
    annotation = rule.__annotations__.get("return", inspect.Signature.empty)
    if isinstance(annotation, str):
        return annotation.removeprefix("WithPullback[").removesuffix("]")
    return (*get_args(annotation), annotation)[0]
