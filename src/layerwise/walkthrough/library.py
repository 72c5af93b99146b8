"""What the library says about the functions that a line calls, and the numbers that an explanation asks for."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any

from layerwise.walkthrough.listing import Listing
from layerwise.walkthrough.numerals import minus

NUMBER = re.compile(r"`=(?P<expression>[^`]+)`")
FORMULA = re.compile(r"\$\$(?P<block>.+?)\$\$|\$(?P<inline>[^$]+)\$", re.S)
SHAPES = re.compile(r"Shapes?: (?P<shapes>.+?)(?:\.(?:\s|$)|\n\n|$)", re.S)
SIGNS = {
    r"\top": "ᵀ", r"\cdot": "·", r"\,": " ", r"\;": " ", r"\left": "", r"\right": "", r"\odot": "⊙", r"\sum": "Σ",
    r"\max": "max", r"\min": "min", r"\exp": "exp", r"\log": "log", r"\tanh": "tanh", r"\sigma": "σ", r"\mu": "μ",
    r"\varepsilon": "ε", r"\beta": "β", r"\gamma": "γ", r"\theta": "θ", r"\cos": "cos", r"\sin": "sin", r"\sqrt": "√",
    r"\partial": "∂", r"\hat": "", r"\lVert": "‖", r"\rVert": "‖", r"\times": "×", r"\le": "≤", r"\ge": "≥",
    "^ᵀ": "ᵀ", "_0": "₀", "_1": "₁", "_2": "₂", "^2": "²", "^{-1}": "⁻¹", "_i": "ᵢ", "_j": "ⱼ",
}  # fmt: skip


def formulas(
    listing: Listing, line: int, f_globals: dict[str, Any], f_locals: dict[str, Any]
) -> list[tuple[str, str, str]]:
    """Name, formula (TeX) and shapes of each function of the library that the statement at `line` calls."""
    found = {}
    for name in _called(listing, line):
        function = _look_up(name, {**f_globals, **f_locals})
        home = getattr(function, "__module__", "") or ""
        if home.startswith("layerwise.") and callable(function):
            text = inspect.getdoc(function) or ""
            formula, shapes = FORMULA.search(text.split("Shapes:")[0]), SHAPES.search(text)
            if formula or shapes:
                tex = (formula["block"] or formula["inline"]) if formula else ""
                found[name] = (name, tex.strip(), " ".join(shapes["shapes"].split()) if shapes else "")
    return list(found.values())


def _called(listing: Listing, line: int) -> list[str]:
    nodes = [
        n
        for n in ast.walk(listing.tree)
        if isinstance(n, ast.Call) and n.lineno in listing.groups.get(line, [])
    ]
    return [ast.unparse(n.func) for n in nodes if isinstance(n.func, (ast.Name, ast.Attribute))]


def _look_up(name: str, names: dict[str, Any]) -> Any:
    first, *rest = name.split(".")
    value = names.get(first)
    for part in rest:
        value = vars(value).get(part) if inspect.ismodule(value) or inspect.isclass(value) else None
    return value


def compute(text: str, f_globals: dict[str, Any], f_locals: dict[str, Any]) -> dict[str, str]:
    """The value of each `=expression` of an explanation."""
    found = [m["expression"] for m in NUMBER.finditer(text)]
    return {e: re.sub(r"(?<!\w)-(?=[\d.])", minus("-"), str(eval(e, f_globals, f_locals))) for e in found}


def plain(tex: str) -> str:
    """A formula for a terminal."""
    for command, sign in SIGNS.items():
        end = r"(?![a-zA-Z])" if command[-1].isalpha() else ""
        tex = re.sub(re.escape(command) + end, sign, tex)
    tex = re.sub(r"[{}]|\\(?:mathbf|mathrm|operatorname|text|bigl?|bigr?)(?![a-zA-Z])", "", tex)
    return " ".join(tex.replace("\\", "").split())
