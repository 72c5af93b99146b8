"""The arithmetic of one entry, spelled out from the expression that made it, and checked against the result."""

from __future__ import annotations

import ast
import copy
import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from layerwise.walkthrough.fingerprints import Array
from layerwise.walkthrough.listing import Listing, ListingError, first_line
from layerwise.walkthrough.numerals import number
from layerwise.walkthrough.rules import Rules
from layerwise.walkthrough.terms import SpellingError, Term, entry, join, total

DIGITS = 4
TERMS = 5
FUNCTIONS = {"max": np.maximum, "sum": np.sum, "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "tanh": np.tanh, "abs": np.abs}
SCALARS = {"max": max, "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "abs": abs}


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


def spell_all(listing: Listing, line: int, f_globals: dict[str, Any], f_locals: dict[str, Any]) -> list[Spelled]:
    """Spell what the note above `line` asks for, before the assignment there runs."""
    statements = [n for n in ast.walk(ast.parse(listing.source)) if isinstance(n, ast.stmt)]
    node = next(n for n in statements if first_line(n) == line)
    spelled = []
    for target in listing.notes[line].spell:
        try:
            spelled.append(_spell(target, node, Spelling(f_globals, f_locals), line))
        except (SpellingError, IndexError) as error:
            raise ListingError(line, f"spell {target}: {error}") from None
    return spelled


def _spell(target: str, node: ast.stmt, spelling: Spelling, line: int) -> Spelled:
    name, _, inside = target.rstrip("]").partition("[")
    index = tuple(int(i) for i in inside.split(",") if i.strip())
    term = spelling.at(Rules(spelling.names).visit(_expression(node, name)), index)
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


class Spelling:
    """Spells expressions in the names of one moment."""

    def __init__(self, f_globals: dict[str, Any], f_locals: dict[str, Any]) -> None:
        self.names = {**f_globals, **f_locals}

    def value(self, node: ast.expr) -> Array:
        """The value of an expression."""
        expression = ast.fix_missing_locations(ast.Expression(copy.deepcopy(node)))
        return np.asarray(eval(compile(expression, "<spell>", "eval"), {**self.names, **FUNCTIONS}))

    def at(self, node: ast.expr, index: tuple[int, ...]) -> Term:
        """The entry at `index` of what the expression gives."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            return self.product(node, index)
        if isinstance(node, ast.BinOp):
            return join(self.spread(node.left, index), self.spread(node.right, index), node.op)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.at(node.operand, index)
            return Term(f"−({inner.names})", f"−({inner.numbers})", -inner.value, 2)
        if isinstance(node, ast.Attribute) and node.attr == "T":
            return self.at(node.value, index[::-1])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self.function(node.func.id, node.args, index)
        return self.leaf(node, index)

    def spread(self, node: ast.expr, index: tuple[int, ...]) -> Term:
        """The entry that broadcasting takes to `index`."""
        shape = self.value(node).shape
        own = index[len(index) - len(shape) :] if shape else ()
        return self.at(node, tuple(0 if n == 1 else i for i, n in zip(own, shape, strict=True)))

    def product(self, node: ast.BinOp, index: tuple[int, ...]) -> Term:
        """Row times column."""
        left, right = self.value(node.left), self.value(node.right)
        column, rest = (index[-1:], index[:-1]) if right.ndim > 1 else ((), index)
        row, batch = (rest[-1:], rest[:-1]) if left.ndim > 1 else ((), rest)
        lead, trail = batch[len(batch) - max(left.ndim - 2, 0) :], batch[len(batch) - max(right.ndim - 2, 0) :]
        pairs = [((*lead, *row, k), (*trail, k, *column)) for k in range(left.shape[-1])]
        return total([join(self.at(node.left, i), self.at(node.right, j), ast.Mult()) for i, j in pairs], TERMS)

    def function(self, name: str, arguments: list[ast.expr], index: tuple[int, ...]) -> Term:
        """max(…), exp(…) and the like; a sum over everything is written as a sum."""
        if name == "sum":
            whole = self.value(arguments[0])
            return total([self.at(arguments[0], tuple(map(int, i))) for i in np.ndindex(whole.shape)], TERMS)
        inside = [self.spread(argument, index) for argument in arguments]
        value = float(FUNCTIONS[name](*[term.value for term in inside]))
        names, numbers = (", ".join(texts) for texts in zip(*[(t.names, t.numbers) for t in inside], strict=True))
        return Term(f"{name}({names})", f"{name}({numbers})", value)

    def leaf(self, node: ast.expr, index: tuple[int, ...]) -> Term:
        """A name, a constant, or a part of something."""
        value = self.value(node)[index]
        text, number_text = ast.unparse(node), number(value.item(), DIGITS)
        whole = isinstance(node, ast.Subscript) and re.fullmatch(r"\w+\[\d+\]", text)
        names = f"{text[:-1]}, {', '.join(map(str, index))}]" if whole and index else entry(text, index)
        constant = isinstance(node, ast.Constant)
        return Term(number_text if constant else names, number_text, float(value))
