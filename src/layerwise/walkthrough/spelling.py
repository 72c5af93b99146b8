"""The arithmetic of one entry, spelled out from the expression that made it, and checked against the result."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from layerwise.walkthrough.entries import DIGITS, Entries
from layerwise.walkthrough.listing import Listing, ListingError, first_line
from layerwise.walkthrough.numerals import number
from layerwise.walkthrough.rules import Rules
from layerwise.walkthrough.terms import SpellingError, Term, entry

SCALARS: dict[str, Callable[..., Any]] = {
    "max": max,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "abs": abs,
}


@dataclass(frozen=True)
class Spelled:
    """`target` = `names` = `numbers` = `value`; `sign` is ≈ where rounding shows."""

    line: int
    target: str
    names: str
    numbers: str
    value: str
    sign: str
    exact: float


def spell_all(
    listing: Listing, line: int, f_globals: dict[str, Any], f_locals: dict[str, Any]
) -> list[Spelled]:
    """Spell what the note above `line` asks for, before the assignment there runs."""
    statements = [n for n in ast.walk(ast.parse(listing.source)) if isinstance(n, ast.stmt)]
    node = next(n for n in statements if first_line(n) == line)
    spelled = []
    for target in listing.notes[line].spell:
        try:
            spelled.append(_spell(target, node, Entries(f_globals, f_locals), line))
        except (SpellingError, IndexError) as error:
            raise ListingError(line, f"spell {target}: {error}") from None
    return spelled


def _spell(target: str, node: ast.stmt, entries: Entries, line: int) -> Spelled:
    name, _, inside = target.rstrip("]").partition("[")
    index = tuple(int(i) for i in inside.split(",") if i.strip())
    term = entries.at(Rules(entries.names).visit(_expression(node, name)), index)
    value = number(term.value, DIGITS)
    return Spelled(line, entry(name, index), term.names, term.numbers, value, _sign(term, value), term.value)


def _expression(node: ast.stmt, name: str) -> ast.expr:
    if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
        return ast.BinOp(ast.Name(name, ast.Load()), node.op, node.value)
    if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets):
        return node.value
    raise SpellingError(f"the line below does not assign {name}")


def _sign(term: Term, value: str) -> str:
    """= if whoever works out the numbers that are shown finds the value that is shown."""
    if "…" in term.numbers:
        return "="
    shown = re.sub(r"(?<=[\d)])e−", "e-", term.numbers).replace("−", "-").replace("×", "*").replace("^", "**")
    worked = eval(shown, {"__builtins__": {}, **SCALARS})
    return "=" if math.isclose(worked, float(value.replace("−", "-")), rel_tol=1e-9, abs_tol=1e-12) else "≈"


def check(spelled: list[Spelled], f_globals: dict[str, Any], f_locals: dict[str, Any]) -> list[Spelled]:
    """What was spelled must be what came out."""
    for one in spelled:
        real = float(eval(one.target, f_globals, f_locals))
        if not np.isclose(real, one.exact, rtol=1e-5, atol=1e-8):
            raise ListingError(one.line, f"spell {one.target}: the sum is {one.exact}, but it became {real}")
    return spelled
