"""Does a value of JavaScript say the same as one of Python?"""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?")
POWER = re.compile(r"≈ (−?)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def plain(value: Any) -> Any:
    """Arrays and NumPy's numbers as lists and numbers."""
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.tolist() if hasattr(value, "tolist") else value


def differences(ours: Any, theirs: Any, where: str) -> Iterator[str]:
    """Each place where they differ by more than 1e-9 of the value (true zeros: by more than 1e-12)."""
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for i, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(one, other, f"{where}[{i}]")
    elif not same(ours, theirs):
        yield f"{where}: the figure has {ours!r}, the library {theirs!r}"


def same(one: Any, other: Any) -> bool:
    """Equal numbers, words, truths or nothings; never one kind for another."""
    if is_number(one) and is_number(other):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return type(one) is type(other) and bool(one == other)


def is_number(value: Any) -> bool:
    """True is not 1 here."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def leaves(value: Any) -> Iterator[float]:
    """Every number inside a value."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    elif is_number(value):
        yield float(value)


def shows(text: str, value: float) -> bool:
    """Is the text this number, rounded to three significant digits or more, or exactly it, or its power of ten?"""
    text = text.strip("\u2007 ")
    if power := POWER.fullmatch(text):
        return is_power(value, -1 if power[1] else 1, int(power[2].translate(LOWERED)))
    if not NUMBER.fullmatch(text) or "-" in text:
        return False
    shown = Decimal(text.replace("−", "-"))
    error = abs(float(shown) - value)
    digits = len(str(shown).lstrip("-").lstrip("0.").replace(".", ""))
    last = 10.0 ** int(shown.as_tuple().exponent)
    return error < 1e-9 or (shown != 0 and digits >= 3 and error <= last / 2 + 1e-9)


def is_power(value: float, sign: int, power: int) -> bool:
    """Does a number too small for three digits have this sign and nearest power of ten?"""
    size = value * sign
    return 0 < size < 0.001 and abs(math.log10(size) - power) <= 0.5 + 1e-9
