"""Does a value of JavaScript say the same as one of Python?"""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?")
POWER = re.compile(r"(−?[1-9](?:\.\d)?)·10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
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
    """Is the text this number, rounded to three significant digits or more, or exactly it, or to one or two digits
    and their power of ten if it is small?"""
    text = text.strip("\u2007 ")
    if power := POWER.fullmatch(text):
        return is_small(value, Decimal(power[1].replace("−", "-")), int(power[2].translate(LOWERED)))
    if not NUMBER.fullmatch(text) or "-" in text:
        return False
    shown = Decimal(text.replace("−", "-"))
    error = abs(float(shown) - value)
    digits = len(str(shown).lstrip("-").lstrip("0.").replace(".", ""))
    last = 10.0 ** int(shown.as_tuple().exponent)
    return error < 1e-9 or (shown != 0 and digits >= 3 and error <= last / 2 + 1e-9)


def is_small(value: float, digits: Decimal, power: int) -> bool:
    """Does a number too small for two decimals round to these digits times this power of ten?"""
    last = 10.0 ** (power + int(digits.as_tuple().exponent))
    return abs(value) < 0.01 and abs(float(digits) * 10.0**power - value) <= last * (0.5 + 1e-9)


def numbers(text: str) -> list[str]:
    """The numbers in a text that must be forms of derived ones: those with decimals or a power of ten."""
    plain_ones = NUMBER.findall(POWER.sub("", text))
    return [match[0] for match in POWER.finditer(text)] + [each for each in plain_ones if "." in each]
