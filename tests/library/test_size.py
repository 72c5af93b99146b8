"""The library stays small enough to be read in an evening."""

import ast
from pathlib import Path
from statistics import median

import pytest

import layerwise

FILES = sorted(Path(layerwise.__file__).parent.rglob("*.py"))


def code_lines(node: ast.AST) -> set[int]:
    """Lines that hold code: no blanks, no comments, no docstrings."""
    docstrings = [
        n.body[0].value
        for n in ast.walk(node)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(n) is not None
    ]
    words = {line for d in docstrings for line in range(d.lineno, d.end_lineno + 1)}
    return {line for n in ast.walk(node) if hasattr(n, "lineno") for line in (n.lineno, n.end_lineno)} - words


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_no_module_has_more_than_150_lines_of_code(file) -> None:
    assert len(code_lines(ast.parse(file.read_text()))) <= 150


def test_the_median_function_has_at_most_8_lines() -> None:
    functions = [
        n for f in FILES for n in ast.walk(ast.parse(f.read_text())) if isinstance(n, ast.FunctionDef)
    ]
    assert median(len(code_lines(f)) for f in functions) <= 8
