"""Listens to an instrumented listing and writes down what each statement did."""

from __future__ import annotations

import io
import itertools
import sys
import types
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

import numpy as np

from layerwise.walkthrough import library, spelling
from layerwise.walkthrough.axes import Axes
from layerwise.walkthrough.fingerprints import fingerprint
from layerwise.walkthrough.listing import Listing, ListingError
from layerwise.walkthrough.steps import Call, Change, Step, Walk
from layerwise.walkthrough.values import Value, picture

Frame = types.FrameType
T = TypeVar("T")
INNER = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<lambda>"}


class Cut(BaseException):
    """Ends a listing that would go on for too long; not an Exception, so that `except Exception` lets it pass."""


def quietly(method: Callable[..., T]) -> Callable[..., T | None]:
    """What a listing's own `__repr__` does while it is asked for is not recorded."""

    @wraps(method)
    def listen(self: Recorder, *arguments: Any) -> T | None:
        if self.busy:
            return arguments[-1] if method.__name__ in PASSED_ON else None
        self.busy = True
        try:
            return method(self, sys._getframe(1), *arguments)
        finally:
            self.busy = False

    return listen


PASSED_ON = {"test", "returned", "given"}  # these stand in an expression and hand its value on


class Recorder:
    """The object that the listing knows as `__walkthrough__`."""

    def __init__(self, listing: Listing, file: str, printed: io.StringIO, limit: int) -> None:
        self.walk, self.file, self.printed, self.limit = Walk(listing), file, printed, limit
        self.busy, self.stopped, self.now = False, "", 0
        self.seen = 0  # characters of what was printed
        self.axes, self.scopes, self.count = Axes(listing.axes), dict[int, int](), itertools.count()
        self.known: dict[int, dict[str, tuple[Hashable, Value]]] = {}
        self.waiting: dict[int, list[Call]] = {}  # by the frame that called
        self.running: dict[int, Call] = {}  # by the frame that runs
        self.told: tuple[int, int] = (0, 0)  # exception and frame that were written down last
        self.spelled: list[spelling.Spelled] = []

    @quietly
    def done(self, frame: Frame, line: int, assigned: tuple[str, ...]) -> None:
        """A statement has ended, or the head of a compound one has bound its names."""
        step = self._step(frame, line)
        step.changes = self._changes(frame, assigned)
        step.calls = self.waiting.pop(id(frame), [])
        self._first_visit(frame, step)

    @quietly
    def began(self, frame: Frame, line: int, assigned: tuple[str, ...]) -> None:
        """A round of a `for` begins."""
        step = self._step(frame, line)
        step.round, step.changes = True, self._changes(frame, assigned)
        step.calls = self.waiting.pop(id(frame), [])
        self._first_visit(frame, step)

    @quietly
    def test(self, frame: Frame, line: int, value: Any) -> Any:
        """The condition of an `if` or `while`."""
        step = self._step(frame, line)
        step.test, step.changes = bool(value), self._changes(frame, ())
        step.calls = self.waiting.pop(id(frame), [])
        return step.test

    @quietly
    def entered(self, frame: Frame, line: int) -> None:
        """A function of the listing begins."""
        self.scopes.pop(id(frame), None)
        caller = self._caller(frame)
        depth = self.running[id(caller)].depth + 1 if id(caller) in self.running else 0
        code = frame.f_code
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 12)]
        self.known[id(frame)] = {n: (fingerprint(v), picture(v)) for n, v in self._names(frame).items()}
        arguments = {n: self.known[id(frame)][n][1] for n in names if n in self.known[id(frame)]}
        call = Call(code.co_name, arguments, depth, line)
        self.running[id(frame)] = call
        self.walk.calls.append(call)
        self.waiting.setdefault(id(caller), []).append(call)
        self._alive(frame, line)

    @quietly
    def returned(self, frame: Frame, line: int, value: Any) -> Any:
        """A function of the listing ends; line 0 stands for its end without `return`."""
        call = self.running.pop(id(frame), None)
        if call:
            call.result = picture(value)
        if line:
            step = self._step(frame, line)
            step.result, step.calls = picture(value), self.waiting.pop(id(frame), [])
            step.changes = self._changes(frame, ())
        return value

    @quietly
    def given(self, frame: Frame, line: int, value: Any) -> Any:
        """A generator gives a value."""
        step = self._step(frame, line)
        step.result = picture(value)
        if id(frame) in self.running:
            self.running[id(frame)].gave.append(step.result)
        return value

    @quietly
    def failed(self, frame: Frame, line: int) -> None:
        """A statement has raised; what passes through outer statements of the same frame is said once."""
        error = sys.exc_info()[1]
        mark = (id(error), id(frame))
        if not isinstance(error, (Cut, GeneratorExit)) and mark != self.told:
            self.told = mark
            step = self._step(frame, line)
            step.error = f"{type(error).__name__}: {error}".rstrip(": ")
            step.calls, step.changes = self.waiting.pop(id(frame), []), self._changes(frame, ())

    @quietly
    def before(self, frame: Frame, line: int) -> None:
        """An assignment is about to run: the operands of what is to be spelled out still have their values."""
        note = self.walk.listing.notes.get(line)
        if note and note.spell and not any(s.line == line for s in self.walk.steps):
            self.spelled = spelling.spell_all(self.walk.listing, line, frame.f_globals, frame.f_locals)

    @quietly
    def opened(self, frame: Frame) -> None:
        """The body of a class begins."""
        self.scopes.pop(id(frame), None)
        self.known.pop(id(frame), None)

    @quietly
    def alive(self, frame: Frame) -> None:
        """A `finally` begins."""
        self._alive(frame, frame.f_lineno)

    def finish(self) -> Walk:
        """What was printed after the last step belongs to it; a listing that was cut was at `cut_line`."""
        if self.walk.steps:
            self.walk.steps[-1].printed += self.printed.getvalue()[self.seen :]
        self.walk.cut_line = self.now
        return self.walk

    def _alive(self, frame: Frame, line: int) -> None:
        self.now = line
        if len(self.walk.steps) + len(self.walk.calls) >= self.limit:
            self.stopped = self.stopped or f"did not end within {self.limit:,} steps"
        if self.stopped:
            raise Cut(self.stopped)

    def _step(self, frame: Frame, line: int) -> Step:
        self._alive(frame, line)
        if id(frame) not in self.scopes:
            self.scopes[id(frame)] = next(self.count)
        step = Step(line, self.scopes[id(frame)])
        text = self.printed.getvalue()
        step.printed, self.seen = text[self.seen :], len(text)
        self.walk.steps.append(step)
        return step

    def _caller(self, frame: Frame) -> Frame:
        """The frame of the listing from which this one was called, perhaps through the library."""
        caller = frame.f_back
        while caller and caller.f_back and (caller.f_code.co_filename != self.file or caller.f_code.co_name in INNER):
            caller = caller.f_back
        return caller or frame

    @staticmethod
    def _names(frame: Frame) -> dict[str, Any]:
        return {n: v for n, v in frame.f_locals.items() if not n.startswith(("__", "."))}

    def _changes(self, frame: Frame, assigned: tuple[str, ...]) -> list[Change]:
        known, now = self.known.setdefault(id(frame), {}), self._names(frame)
        changes = []
        for name, value in now.items():
            mark = fingerprint(value)
            before = known.get(name)
            if before is None or before[0] != mark or name in assigned:
                seen = picture(value)
                self.axes.check(name, seen.shape, self.now)
                known[name] = (mark, seen)
                changes.append(Change(name, seen, before[1] if before else None, _alias(name, now)))
        for name in [n for n in known if n not in now]:
            before = known.pop(name)
            changes += [Change(name, None, before[1])] if name in assigned else []  # `del`, not the end of `except`
        return changes

    def _first_visit(self, frame: Frame, step: Step) -> None:
        """What is worked out once for a line: formulas, numbers in its explanation, arithmetic."""
        note = self.walk.listing.notes.get(step.line)
        if self.spelled:
            step.spelled, self.spelled = spelling.check(self.spelled, frame.f_globals, frame.f_locals), []
        if note is None or step.line in self.walk.computed:
            return
        try:
            self.walk.computed[step.line] = library.compute(note.text, frame.f_globals, frame.f_locals)
        except Exception as error:
            raise ListingError(note.line - 1, f"{type(error).__name__}: {error}") from None
        self.walk.formulas[step.line] = library.formulas(self.walk.listing, step.line, frame.f_globals, frame.f_locals)


def _alias(name: str, now: dict[str, Any]) -> tuple[str, ...]:
    value = now[name]
    if not isinstance(value, (np.ndarray, list, dict, set)) and not hasattr(value, "__dict__"):
        return ()
    if isinstance(value, (types.ModuleType, type)) or callable(value):
        return ()
    return tuple(n for n, other in now.items() if n != name and other is value)
