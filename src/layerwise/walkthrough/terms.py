"""Pieces of arithmetic that can be written down: with names, with numbers, and what they come to."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

SIGNS: dict[type, tuple[str, int, Callable[..., Any]]] = {
    ast.Add: (" + ", 0, np.add), ast.Sub: (" − ", 0, np.subtract), ast.Mult: ("×", 1, np.multiply),
    ast.Div: (" / ", 1, np.divide), ast.Pow: ("^", 2, np.power),
}  # fmt: skip


class SpellingError(ValueError):
    """An expression that cannot be spelled."""


@dataclass(frozen=True)
class Term:
    """Names, numbers and value; `level` is 0 for a sum, 1 for a product, 2 for a power, 3 for one number."""

    names: str
    numbers: str
    value: float
    level: int = 3


def entry(name: str, index: tuple[int, ...]) -> str:
    """`name[i, j]`."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def wrapped(term: Term, level: int) -> Term:
    """In parentheses where the operation around it binds more tightly; a negative number in a product always."""
    names = f"({term.names})" if term.level < level else term.names
    numbers = f"({term.numbers})" if term.level < level or term.numbers.startswith("−") else term.numbers
    return replace(term, names=names, numbers=numbers)


def join(left: Term, right: Term, operation: ast.operator) -> Term:
    """left ∘ right."""
    if type(operation) not in SIGNS:
        raise SpellingError(f"{type(operation).__name__} cannot be spelled: + − × / and powers can")
    sign, level, work = SIGNS[type(operation)]
    a = wrapped(left, level) if level else left
    b = wrapped(right, level + (sign in (" − ", " / ", "^")))
    numbers = f"{a.numbers}{sign}{b.numbers}"
    if sign == " + " and right.level == 3 and right.numbers.startswith("−"):
        numbers = f"{a.numbers} − {right.numbers[1:]}"
    return Term(f"{a.names}{sign}{b.names}", numbers, float(work(left.value, right.value)), level)


def total(terms: list[Term], shown: int) -> Term:
    """The sum; of a long one the first terms are written down, and how many more there are."""
    written = terms if len(terms) <= shown else terms[:shown]
    whole = written[0]
    for term in written[1:]:
        whole = join(whole, term, ast.Add())
    more = f" + … {len(terms) - shown} more" if len(terms) > shown else ""
    value = sum(term.value for term in terms)
    return replace(whole, names=whole.names + more, numbers=whole.numbers + more, value=value, level=0)
