"""What all exercises share: words, data, a key, and mistakes whose wrong values nobody can take for each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from layerwise.checks import Array, positive, refuse

PLACES = 3  # decimals that a reader is shown of the data
Entries = tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """One variant of an exercise; `Number`, `Vector`, `Matrix`, `Shape`, `Choice` and `Ordering` say what is answered.

    `question`, `solution` and the names of the mistakes are Markdown with formulas; `data` are arrays shown as grids.
    `mistakes` maps what the reader is told to the value that this mistake gives. `name` stands before the answer.

    Raises:
        TypeError: if words are not words.
        ValueError: if something is empty or not finite, has more decimals than the reader sees, or if two answers
            are so close that one typed number could be taken for both.

    Examples:
        >>> issubclass(Number, Exercise)
        True
    """

    question: str
    answer: Any
    solution: str
    mistakes: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    name: str = "Your answer"
    tolerance: float = 0.005

    def __post_init__(self) -> None:
        positive("tolerance", self.tolerance)
        for name in ("question", "solution", "name"):
            _words(name, getattr(self, name))
        for name, values in self.data.items():
            shown_in_full(f"data[{name!r}]", values)
        self._check_that_answers_differ()

    @abstractmethod
    def entries(self, name: str, value: Any) -> Entries:
        """The numbers that a reader would enter for this value; what cannot be entered is refused."""

    @property
    def key(self) -> Entries:
        """The right entries."""
        return self.entries("answer", self.answer)

    @property
    def wrong(self) -> dict[str, Entries]:
        """The entries that each named mistake gives."""
        return {said: self.entries(f"mistakes[{said!r}]", value) for said, value in self.mistakes.items()}

    def alike(self, a: Entries, b: Entries) -> bool:
        """Whether one typed answer could be taken for both."""
        return a == b

    def _check_that_answers_differ(self) -> None:
        earlier = {"the key": self.key}
        for said, entries in self.wrong.items():
            _words("mistakes", said)
            for name, other in earlier.items():
                if self.alike(entries, other):
                    remedy = "Draw other numbers, or skip this seed."
                    refuse(ValueError, f"mistakes[{said!r}]", f"another value than {name}", entries, remedy)
            earlier[repr(said)] = entries


def _words(name: str, text: object) -> None:
    if not isinstance(text, str):
        refuse(TypeError, name, "words", repr(text), "Write a string.")
    if not text.strip():
        refuse(ValueError, name, "words", repr(text), "Say something.")


def shown_in_full(name: str, values: Any) -> None:
    """Refuse numbers that the reader could not see as they are: an answer worked out from them would differ."""
    shown = finite(name, values)
    if shown.ndim > 2 or shown.size == 0:
        refuse(ValueError, name, "a number, vector or matrix", f"shape {shown.shape}", "Show a part of it.")
    if not np.allclose(shown, shown.round(PLACES), rtol=0, atol=1e-9):
        refuse(
            ValueError,
            name,
            f"at most {PLACES} decimals",
            shown.tolist(),
            f"Write .round({PLACES}) where it is made.",
        )


def shown(name: str, thing: object) -> None:
    """Words, or numbers that are shown in full."""
    if isinstance(thing, str):
        _words(name, thing)
    else:
        shown_in_full(name, thing)


def finite(name: str, value: Any, ndim: int | None = None) -> Array:
    """The value as an array of finite numbers, of that rank."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        refuse(TypeError, name, "numbers", repr(value), "Compute it with NumPy.")
    if ndim is not None and (array.ndim != ndim or array.size == 0):
        refuse(
            ValueError,
            name,
            f"{ndim} axes and an entry",
            f"shape {array.shape}",
            "Choose the kind that fits it.",
        )
    if not np.isfinite(array).all():
        refuse(ValueError, name, "finite numbers", array.tolist(), "Draw other numbers.")
    return array
