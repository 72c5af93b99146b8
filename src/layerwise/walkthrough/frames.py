"""The functions that are running, and what their names stood for when it was last looked."""

from __future__ import annotations

import types
from collections.abc import Hashable
from typing import Any

import numpy as np

from layerwise.walkthrough.axes import Axes
from layerwise.walkthrough.fingerprints import fingerprint
from layerwise.walkthrough.steps import Change
from layerwise.walkthrough.values import Value, picture

Frame = types.FrameType
INNER = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<lambda>"}


class Frames:
    """Remembers a mark and a picture of every name, and tells what has changed since."""

    def __init__(self, file: str, axes: Axes) -> None:
        self.file, self.axes = file, axes
        self.known: dict[int, dict[str, tuple[Hashable, Value]]] = {}
        self.scopes: dict[int, int] = {}
        self.count = 0

    def begin(self, frame: Frame) -> None:
        """A frame that has just come to be: nothing in it has been seen."""
        self.count += 1
        self.scopes[id(frame)], self.known[id(frame)] = self.count, {}

    def scope(self, frame: Frame) -> int:
        """The number of the run of a function; 0 is the listing itself."""
        return self.scopes.get(id(frame), 0)

    def arguments(self, frame: Frame) -> dict[str, Value]:
        """What a function was called with."""
        self.begin(frame)
        self.known[id(frame)] = {n: (fingerprint(v), picture(v)) for n, v in names(frame).items()}
        code = frame.f_code
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        return {
            n: self.known[id(frame)][n][1] for n in code.co_varnames[:count] if n in self.known[id(frame)]
        }

    def changes(self, frame: Frame, assigned: tuple[str, ...], line: int) -> list[Change]:
        """Names that are new, have changed, or were assigned what they had."""
        known, now = self.known.setdefault(id(frame), {}), names(frame)
        changes = []
        for name, value in now.items():
            mark, before = fingerprint(value), known.get(name)
            same = before is not None and before[0] == mark
            if not same or name in assigned:
                seen = picture(value)
                self.axes.check(name, seen.shape, line)
                changes.append(Change(name, seen, before[1] if before else None, alias(name, now), same))
                known[name] = (mark, seen)
        for name in [n for n in known if n not in now]:
            before = known.pop(name)
            changes += (
                [Change(name, None, before[1])] if name in assigned else []
            )  # `del`, not the end of `except`
        return changes

    def caller(self, frame: Frame) -> Frame:
        """The frame of the listing from which this one was called, perhaps through the library."""
        found = frame.f_back
        while (
            found
            and found.f_back
            and (found.f_code.co_filename != self.file or found.f_code.co_name in INNER)
        ):
            found = found.f_back
        return found or frame


def names(frame: Frame) -> dict[str, Any]:
    """The names of a frame, without Python's own."""
    return {n: v for n, v in frame.f_locals.items() if not n.startswith(("__", "."))}


def alias(name: str, now: dict[str, Any]) -> tuple[str, ...]:
    """Other names of the same object, where changing one changes all."""
    value = now[name]
    if isinstance(value, types.ModuleType) or callable(value):
        return ()
    mutable = isinstance(value, (np.ndarray, list, dict, set)) or hasattr(value, "__dict__")
    return tuple(n for n, other in now.items() if mutable and n != name and other is value)
