"""What functions of the library, and a few of NumPy's, do, written in signs that can be spelled."""

from __future__ import annotations

import ast
from typing import Any

from layerwise.walkthrough.terms import SpellingError

RULES = {
    "layerwise.linear_maps.affine": "{0} @ {1}.T + {2}",
    "layerwise.vectors.dot": "{0} @ {1}",
    "layerwise.activations.relu": "max(0, {0})",
    "numpy.maximum": "max({0}, {1})",
    "numpy.dot": "{0} @ {1}",
    "numpy.matmul": "{0} @ {1}",
    "numpy.sum": "sum({0})",
    "numpy.exp": "exp({0})",
    "numpy.log": "log({0})",
    "numpy.sqrt": "sqrt({0})",
    "numpy.tanh": "tanh({0})",
    "numpy.abs": "abs({0})",
}


class Rules(ast.NodeTransformer):
    """Writes every call as its rule says; another call cannot be spelled, and would run twice."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """`affine(X, W, b)` becomes `X @ W.T + b`."""
        if (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "sum"
            and not (node.args or node.keywords)
        ):
            return ast.Call(ast.Name("sum", ast.Load()), [self.visit(node.func.value)], [])
        rule = RULES.get(self._full_name(node.func))
        if rule is None or node.keywords or rule.count("{") != len(node.args):
            raise SpellingError(f"`{ast.unparse(node)}` has no rule: give it a name on a line of its own")
        arguments = [f"({ast.unparse(self.visit(argument))})" for argument in node.args]
        return ast.parse(rule.format(*arguments), mode="eval").body

    def _full_name(self, node: ast.expr) -> str:
        first, *rest = ast.unparse(node).split(".")
        value = self.names.get(first)
        for part in rest:
            value = getattr(value, part, None)
        return f"{getattr(value, '__module__', None) or 'numpy'}.{getattr(value, '__name__', '')}"
