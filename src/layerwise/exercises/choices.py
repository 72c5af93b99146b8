"""Answers that are right or wrong without a tolerance: a shape, one of several sentences, an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from layerwise.checks import refuse
from layerwise.exercises.kinds import Entries, Exercise, finite, shown


@dataclass(frozen=True, kw_only=True)
class Shape(Exercise):
    """The answer is the shape of an array, typed as NumPy prints it.

    Examples:
        >>> W = np.ones((2, 3))
        >>> Shape(question="Which shape has W?", answer=W.shape, solution="(2, 3)", mistakes={"Turned.": W.T.shape}).key
        (2, 3)
    """

    def entries(self, name: str, value: Any) -> Entries:
        """The sizes of the axes."""
        if not (isinstance(value, tuple) and all(isinstance(n, int | np.integer) and n >= 0 for n in value)):
            refuse(ValueError, name, "a shape", repr(value), "Take it from an array: A.shape.")
        return tuple(int(n) for n in value)


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """The answer is one of the options; each mistake names the option that it leads to.

    Examples:
        >>> Choice(question="Is 7 even?", options=("yes", "no"), answer=("yes", "no")[7 % 2], solution="7 % 2 is 1").key
        (1,)
    """

    options: Sequence[str]

    def entries(self, name: str, value: Any) -> Entries:
        """The place of the option, from 0."""
        if len(set(self.options)) != len(self.options) or len(self.options) < 2:
            refuse(ValueError, "options", "two or more that differ", list(self.options), "Say each once.")
        if value not in self.options:
            refuse(ValueError, name, f"one of {list(self.options)}", repr(value), "Write it word by word.")
        return (list(self.options).index(value),)


@dataclass(frozen=True, kw_only=True)
class Ordering(Exercise):
    """The answer is an order of the items, smallest first: one number for each item says where it belongs.

    A mistake is an order too, given by the numbers that it puts in the place of the right ones.

    Examples:
        >>> areas = np.array([1.0, -2.0, 0.5])
        >>> signed = Ordering(question="Smallest first?", items=("turn", "mirror", "shrink"), answer=areas,
        ...                   solution="The sign counts.", mistakes={"You forgot the sign.": abs(areas)})
        >>> signed.key, signed.wrong
        ((1, 2, 0), {'You forgot the sign.': (2, 0, 1)})
    """

    items: Sequence[Any]

    def __post_init__(self) -> None:
        super().__post_init__()
        for i, item in enumerate(self.items):
            shown(f"items[{i}]", item)
        if self.key == tuple(range(len(self.items))):
            refuse(
                ValueError,
                "items",
                "another order than the right one",
                self.key,
                "Draw other numbers, or skip this seed.",
            )

    def entries(self, name: str, value: Any) -> Entries:
        """The places of the items, in their order."""
        numbers = finite(name, value, 1)
        if len(numbers) != len(self.items):
            refuse(
                ValueError,
                name,
                f"{len(self.items)} numbers, one for each item",
                len(numbers),
                "Count again.",
            )
        order = np.argsort(numbers, kind="stable")
        if len(numbers) > 1 and np.diff(numbers[order]).min() < 1e-9:
            refuse(
                ValueError,
                name,
                "no two that are equal",
                numbers.tolist(),
                "Draw other numbers, or skip this seed.",
            )
        return tuple(int(i) for i in order)
