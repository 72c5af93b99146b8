"""The letters of a listing's axes: one letter, one size."""

from __future__ import annotations

from layerwise.walkthrough.listing import ListingError

COLOURS = {"B": "rows", "N": "rows", "in": "inner", "k": "inner", "out": "columns"}


class Axes:
    """Checks each array against the letters that its name was given."""

    def __init__(self, letters: dict[str, tuple[str, ...]]) -> None:
        self.letters = letters
        self.sizes: dict[str, tuple[int, str]] = {}

    def check(self, name: str, shape: tuple[int, ...] | None, line: int) -> None:
        """Refuse a shape that is not what the author said."""
        letters = self.letters.get(name)
        if letters is None or shape is None:
            return
        if len(letters) != len(shape):
            raise ListingError(
                line, f"axes: {name} was said to be ({', '.join(letters)}), but its shape is {shape}"
            )
        for letter, size in zip(letters, shape, strict=True):
            known, owner = self.sizes.setdefault(letter, (size, name))
            if known != size:
                raise ListingError(line, f"axes: {letter} is {size} in {name}, but {known} in {owner}")
