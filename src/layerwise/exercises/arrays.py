"""Answers that are numbers: one, a vector, or a matrix, each right within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from layerwise.checks import refuse
from layerwise.exercises.kinds import Entries, Exercise, finite

ROWS, COLUMNS = 8, 4  # what a phone has room for


class _Numbers(Exercise):
    ndim = 0

    def entries(self, name: str, value: Any) -> Entries:
        """The numbers row by row, to twelve decimals: the same on every machine."""
        array = finite(name, value, self.ndim)
        expected = np.shape(self.answer)
        if array.shape != expected:
            refuse(
                ValueError, name, f"shape {expected} like the answer", array.shape, "It cannot be entered."
            )
        if array.ndim and (array.shape[0] > ROWS or array.shape[1:] > (COLUMNS,)):
            refuse(
                ValueError,
                name,
                f"at most {ROWS} rows, {COLUMNS} columns",
                array.shape,
                "Ask for a part of it.",
            )
        return tuple(round(float(x), 12) + 0.0 for x in array.flat)

    def alike(self, a: Entries, b: Entries) -> bool:
        """Within twice the tolerance everywhere: a number half-way would be taken for both."""
        return bool(np.abs(np.subtract(a, b)).max() <= 2 * self.tolerance + 1e-9)


@dataclass(frozen=True, kw_only=True)
class Number(_Numbers):
    """The answer is one number.

    Examples:
        >>> Number(question="What is 2 · 3?", answer=2 * 3, solution="2 · 3 = 6", mistakes={"You added.": 2 + 3}).wrong
        {'You added.': (5.0,)}
    """


@dataclass(frozen=True, kw_only=True)
class Vector(_Numbers):
    """The answer is a vector; its fields stand in a column.

    Examples:
        >>> Vector(question="Twice (1, 2)?", answer=2 * np.array([1, 2]), solution="(2, 4)").key
        (2.0, 4.0)
    """

    ndim = 1


@dataclass(frozen=True, kw_only=True)
class Matrix(_Numbers):
    """The answer is a matrix; its fields stand in its shape, and its key row by row.

    Examples:
        >>> Matrix(question="The identity?", answer=np.eye(2), solution="1 on the diagonal").key
        (1.0, 0.0, 0.0, 1.0)
    """

    ndim = 2
