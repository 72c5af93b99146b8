"""On the API pages a differentiable function shows the type of its value, not the pair that its body returns."""

from typing import Any

import griffe


class ValueSignatures(griffe.Extension):
    """WithPullback[Array] → Array wherever the decorator is `differentiable`."""

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Called for every function when it has been read."""
        decorated = any(str(decorator.value) == "differentiable" for decorator in func.decorators)
        if decorated and isinstance(func.returns, griffe.ExprSubscript):
            func.returns = func.returns.slice
