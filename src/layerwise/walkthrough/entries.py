"""Single entries of an expression, worked out by hand: a product as a sum of products, broadcasting followed back."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from layerwise.walkthrough.fingerprints import Array
from layerwise.walkthrough.numerals import number
from layerwise.walkthrough.terms import Term, entry, join, total

DIGITS = 4
TERMS = 5
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "max": np.maximum,
    "sum": np.sum,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "abs": np.abs,
}


class Entries:
    """Entries of expressions, in the names of one moment."""

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
        lead, trail = (
            batch[len(batch) - max(left.ndim - 2, 0) :],
            batch[len(batch) - max(right.ndim - 2, 0) :],
        )
        pairs = [((*lead, *row, k), (*trail, k, *column)) for k in range(left.shape[-1])]
        return total(
            [join(self.at(node.left, i), self.at(node.right, j), ast.Mult()) for i, j in pairs], TERMS
        )

    def function(self, name: str, arguments: list[ast.expr], index: tuple[int, ...]) -> Term:
        """max(…), exp(…) and the like; a sum over everything is written as a sum."""
        if name == "sum":
            whole = self.value(arguments[0])
            return total([self.at(arguments[0], tuple(map(int, i))) for i in np.ndindex(whole.shape)], TERMS)
        inside = [self.spread(argument, index) for argument in arguments]
        value = float(FUNCTIONS[name](*[term.value for term in inside]))
        names, numbers = (
            ", ".join(texts) for texts in zip(*[(t.names, t.numbers) for t in inside], strict=True)
        )
        return Term(f"{name}({names})", f"{name}({numbers})", value)

    def leaf(self, node: ast.expr, index: tuple[int, ...]) -> Term:
        """A name, a constant, or a part of something."""
        value = self.value(node)[index]
        text, number_text = ast.unparse(node), number(value.item(), DIGITS)
        whole = isinstance(node, ast.Subscript) and re.fullmatch(r"\w+\[\d+\]", text)
        names = f"{text[:-1]}, {', '.join(map(str, index))}]" if whole and index else entry(text, index)
        constant = isinstance(node, ast.Constant)
        return Term(number_text if constant else names, number_text, float(value))
