"""A rate that suits the first step seldom suits the last: a schedule is a function from the step to the rate."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi
from typing import TypeAlias

from layerwise import checks

__all__ = ["constant", "cosine", "step_decay", "warm_up"]

Schedule: TypeAlias = Callable[[int], float]


def constant(rate: float) -> Schedule:
    """Return a schedule that always gives this rate.

    Examples:
        >>> constant(0.1)(1000)
        0.1
    """
    rate = checks.not_negative("rate", rate)
    return lambda step: rate


def step_decay(rate: float, *, every: int, factor: float = 0.1) -> Schedule:
    r"""Return a schedule that multiplies the rate by `factor` after every so many steps: $\eta f^{\lfloor t/n \rfloor}$.

    Examples:
        >>> [step_decay(1.0, every=10, factor=0.5)(t) for t in (0, 9, 10, 20)]
        [1.0, 1.0, 0.5, 0.25]
    """
    rate, every, factor = (
        checks.not_negative("rate", rate),
        checks.count("every", every),
        checks.positive("factor", factor),
    )
    return lambda step: rate * factor ** (step // every)


def cosine(rate: float, *, steps: int, floor: float = 0.0) -> Schedule:
    r"""Return a schedule that falls along half a cosine to `floor`, and stays there:
    $\eta_\text{min} + \tfrac12(\eta - \eta_\text{min})(1 + \cos(\pi t / n))$.

    Source: Loshchilov and Hutter, *SGDR*, 2016.

    Examples:
        >>> [round(cosine(1.0, steps=10)(t), 3) for t in (0, 5, 10, 99)]
        [1.0, 0.5, 0.0, 0.0]
    """
    rate, steps, floor = (
        checks.not_negative("rate", rate),
        checks.count("steps", steps),
        checks.not_negative("floor", floor),
    )
    return lambda step: floor + (rate - floor) * (1 + cos(pi * min(step, steps) / steps)) / 2


def warm_up(then: float | Schedule, *, steps: int) -> Schedule:
    r"""Return a schedule that climbs evenly to `then` over the first n steps: $\eta_t\,(t + 1)/n$.

    Examples:
        >>> [warm_up(1.0, steps=4)(t) for t in (0, 1, 3, 4)]
        [0.25, 0.5, 1.0, 1.0]
    """
    schedule, steps = then if callable(then) else constant(then), checks.count("steps", steps)
    return lambda step: schedule(step) * min(1.0, (step + 1) / steps)
