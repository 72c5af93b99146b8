"""The listing with a word to the recorder after each statement, wherever a function is entered or left, and at each test.

Instrumenting the tree instead of `sys.settrace` leaves the library at full speed, comprehensions alone and
debuggers and coverage at work; lines keep their numbers, and errors their tracebacks.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any, cast

from layerwise.walkthrough.listing import first_line

RECORDER = "__walkthrough__"
HEADED = (ast.For, ast.AsyncFor, ast.With, ast.AsyncWith)
SILENT = (ast.Global, ast.Nonlocal)
DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef)


def instrument(tree: ast.Module) -> ast.Module:
    """The same program, observed."""
    tree.body = _block(tree.body)
    return ast.fix_missing_locations(tree)


def _call(method: str, at: ast.AST, *arguments: Any) -> ast.Call:
    """`__walkthrough__.method(arguments)`, where constants may be given as they are."""
    nodes = [a if isinstance(a, ast.expr) else ast.Constant(a) for a in arguments]
    function = ast.Attribute(ast.Name(RECORDER, ast.Load()), method, ast.Load())
    return cast(ast.Call, _located(ast.Call(function, nodes, []), at))


def _located(node: Any, at: ast.AST) -> Any:
    line = getattr(at, "lineno", 1)
    for inner in ast.walk(node):
        if "lineno" in inner._attributes and not hasattr(inner, "lineno"):
            inner.lineno = inner.end_lineno = line  # type: ignore[attr-defined]
            inner.col_offset = inner.end_col_offset = getattr(at, "col_offset", 0)  # type: ignore[attr-defined]
    return node


def _say(method: str, at: ast.AST, *arguments: Any) -> ast.stmt:
    return _located(ast.Expr(_call(method, at, *arguments)), at)  # type: ignore[no-any-return]


def _place(node: ast.AST) -> tuple[int, int]:
    """Line and column of a statement: several may share a line."""
    return first_line(node), getattr(node, "col_offset", 0)


def _done(node: ast.AST) -> ast.stmt:
    at = node.pattern if isinstance(node, ast.match_case) else node
    method = "began" if isinstance(node, (ast.For, ast.AsyncFor)) else "done"
    return _say(method, at, _place(node), tuple(_assigned(node)))


def _assigned(node: ast.AST) -> Iterable[str]:
    """The names that a statement, or the head of a compound one, binds."""
    if isinstance(node, (*DEFINITION, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.ExceptHandler):
        return [node.name] if node.name else []
    heads = [node.target] if isinstance(node, (ast.For, ast.AsyncFor)) else None
    if isinstance(node, (ast.With, ast.AsyncWith)):
        heads = [item.optional_vars for item in node.items if item.optional_vars]
    parts: list[ast.AST] = [node] if heads is None else list(heads)
    inner = [n for part in parts for n in ast.walk(part)]
    return dict.fromkeys(
        n.id for n in inner if isinstance(n, ast.Name) and isinstance(n.ctx, (ast.Store, ast.Del))
    )


def _block(body: list[ast.stmt]) -> list[ast.stmt]:
    return [statement for node in body for statement in _statement(node)]


def _statement(node: ast.stmt) -> list[ast.stmt]:
    if isinstance(node, SILENT) or _is_words(node) or getattr(node, "module", "") == "__future__":
        return [node]
    if isinstance(node, (ast.Break, ast.Continue, ast.Pass)):
        return [_done(node), node]
    compound = hasattr(node, "body") and not isinstance(node, (*DEFINITION, ast.ClassDef))
    after = [] if compound or isinstance(node, (ast.Return, ast.Match)) else [_done(node)]
    before = [_say("before", node, first_line(node))] if isinstance(node, (ast.Assign, ast.AugAssign)) else []
    _inside(node)
    return [*before, _guarded(node), *after]


def _is_words(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _guarded(node: ast.stmt) -> ast.stmt:
    said = _say("failed", node, _place(node))
    handler = ast.ExceptHandler(ast.Name("BaseException", ast.Load()), None, [said, ast.Raise()])
    return _located(ast.Try([node], [handler], [], []), node)  # type: ignore[no-any-return]


def _inside(node: ast.stmt) -> None:
    """Observe the parts of a statement."""
    place = _place(node)
    if isinstance(node, (ast.If, ast.While)):
        node.test = _call("test", node, place, node.test)
    if isinstance(node, ast.Return):
        node.value = _call("returned", node, place, node.value or ast.Constant(None))
    Yields(place).visit_parts(node)
    for name in ("body", "orelse", "finalbody"):
        if isinstance(getattr(node, name, None), list):
            setattr(node, name, _block(getattr(node, name)))
    for part in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]:
        part.body = [_done(part), *_block(part.body)]
    _open(node)


def _open(node: ast.stmt) -> None:
    """What is said when the body of a statement begins, and when that of a function ends."""
    if isinstance(node, HEADED):
        node.body = [_done(node), *node.body]
    elif isinstance(node, DEFINITION):
        words = 1 if node.body and _is_words(node.body[0]) else 0
        begin = _say("entered", node, first_line(node))
        node.body = [*node.body[:words], begin, *node.body[words:], _say("ended", node)]
    elif isinstance(node, ast.ClassDef):
        words = 1 if _is_words(node.body[0]) else 0
        node.body = [*node.body[:words], _say("opened", node), *node.body[words:]]
    elif isinstance(node, (ast.Try, ast.TryStar)) and node.finalbody:
        node.finalbody = [_say("alive", node), *node.finalbody]


class Yields(ast.NodeTransformer):
    """Tells the recorder what a generator gives, in the expressions of one statement."""

    def __init__(self, place: tuple[int, int]) -> None:
        self.place = place

    def visit_parts(self, node: ast.stmt) -> None:
        """Visit what belongs to the statement itself, not the statements inside it."""
        for name, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                setattr(node, name, self.visit(value))

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """A lambda is left alone."""
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        """`yield v` gives the same v."""
        self.generic_visit(node)
        node.value = _call("given", node, self.place, node.value or ast.Constant(None))
        return node
