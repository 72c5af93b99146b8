"""Listens to an instrumented listing and writes down what each statement did."""

from __future__ import annotations

import io
import sys
from typing import Any

from layerwise.walkthrough import library, spelling
from layerwise.walkthrough.axes import Axes
from layerwise.walkthrough.frames import Frame, Frames
from layerwise.walkthrough.listening import Cut, quietly
from layerwise.walkthrough.listing import Listing, ListingError
from layerwise.walkthrough.steps import Call, Step, Walk
from layerwise.walkthrough.values import picture

Place = tuple[int, int]


class Recorder:
    """The object that the listing knows as `__walkthrough__`."""

    def __init__(self, listing: Listing, file: str, printed: io.StringIO, limit: int) -> None:
        self.walk, self.printed, self.limit = Walk(listing), printed, limit
        self.frames = Frames(file, Axes(listing.axes))
        self.busy, self.stopped, self.now = False, "", 0
        self.refused: ListingError | None = None
        self.seen = 0  # characters of what was printed
        self.waiting: dict[int, list[Call]] = {}  # by the frame that called
        self.running: dict[int, Call] = {}  # by the frame that runs
        self.told: tuple[int, int] = (0, 0)  # exception and frame that were written down last
        self.spelled: list[spelling.Spelled] = []

    @quietly
    def done(self, frame: Frame, place: Place, assigned: tuple[str, ...]) -> None:
        """A statement has ended, or the head of a compound one has bound its names."""
        self._first_visit(frame, self._step(frame, place, assigned))

    @quietly
    def began(self, frame: Frame, place: Place, assigned: tuple[str, ...]) -> None:
        """A round of a `for` begins."""
        step = self._step(frame, place, assigned)
        step.round = True
        self._first_visit(frame, step)

    @quietly
    def test(self, frame: Frame, place: Place, value: Any) -> Any:
        """The condition of an `if` or `while`."""
        truth = bool(value)
        self._step(frame, place).test = truth
        return truth

    @quietly
    def entered(self, frame: Frame, line: int) -> None:
        """A function of the listing begins."""
        caller = self.frames.caller(frame)
        depth = self.running[id(caller)].depth + 1 if id(caller) in self.running else 0
        call = Call(frame.f_code.co_name, self.frames.arguments(frame), depth, line)
        self.running[id(frame)] = call
        self.walk.calls.append(call)
        self.waiting.setdefault(id(caller), []).append(call)
        self._go_on(line)

    @quietly
    def returned(self, frame: Frame, place: Place, value: Any) -> Any:
        """A function of the listing returns."""
        step = self._step(frame, place)
        step.result = picture(value)
        self._end(frame, value)
        return value

    @quietly
    def ended(self, frame: Frame) -> None:
        """A function of the listing comes to its end without `return`."""
        self._end(frame, None)

    @quietly
    def given(self, frame: Frame, place: Place, value: Any) -> Any:
        """A generator gives a value."""
        step = self._step(frame, place)
        step.result = picture(value)
        if id(frame) in self.running:
            self.running[id(frame)].gave.append(step.result)
        return value

    @quietly
    def failed(self, frame: Frame, place: Place) -> None:
        """A statement has raised; what passes through outer statements of the same frame is said once."""
        error = sys.exc_info()[1]
        mark = (id(error), id(frame))
        if not isinstance(error, (Cut, GeneratorExit)) and mark != self.told:
            self.told = mark
            reason = "maximum recursion depth exceeded" if isinstance(error, RecursionError) else error
            self._step(frame, place).error = f"{type(error).__name__}: {reason}".rstrip(": ")

    @quietly
    def before(self, frame: Frame, line: int) -> None:
        """An assignment is about to run: what is to be spelled out still has its old operands."""
        note = self.walk.listing.notes.get(line)
        if note and note.spell and line not in self.walk.computed:
            self.spelled = spelling.spell_all(self.walk.listing, line, frame.f_globals, frame.f_locals)

    @quietly
    def opened(self, frame: Frame) -> None:
        """The body of a class begins."""
        self.frames.begin(frame)

    @quietly
    def alive(self, frame: Frame) -> None:
        """A `finally` begins, which must not outlive the end of the walk."""
        self._go_on(self.now)

    def finish(self) -> Walk:
        """What was printed after the last step belongs to it; a listing that was cut was at `cut_line`."""
        if self.refused:
            raise self.refused
        if self.walk.steps:
            self.walk.steps[-1].printed += self.printed.getvalue()[self.seen :]
        self.walk.cut_line = self.now
        return self.walk

    def _go_on(self, line: int) -> None:
        self.now = line
        if len(self.walk.steps) + len(self.walk.calls) >= self.limit:
            self.stopped = self.stopped or f"did not end within {self.limit:,} steps"
        if self.stopped:
            raise Cut(self.stopped)

    def _step(self, frame: Frame, place: Place, assigned: tuple[str, ...] = ()) -> Step:
        line, column = place
        self._go_on(line)
        step = Step(line, self.frames.scope(frame), column)
        step.changes = self.frames.changes(frame, assigned, line)
        step.calls = self.waiting.pop(id(frame), [])
        if self.printed.tell() > self.seen:
            step.printed, self.seen = self.printed.getvalue()[self.seen :], self.printed.tell()
        self.walk.steps.append(step)
        return step

    def _end(self, frame: Frame, value: Any) -> None:
        call = self.running.pop(id(frame), None)
        if call:
            call.result = picture(value)

    def _first_visit(self, frame: Frame, step: Step) -> None:
        """What is worked out once for an explained line: arithmetic, numbers in its words, formulas."""
        if step.line not in self.walk.listing.notes or step.line in self.walk.computed:
            return
        names = (frame.f_globals, frame.f_locals)
        step.spelled, self.spelled = spelling.check(self.spelled, *names), []
        note = self.walk.listing.notes[step.line]
        try:
            self.walk.computed[step.line] = library.compute(note.text, *names)
        except Exception as error:
            raise ListingError(note.line - 1, f"`=…` failed: {type(error).__name__}: {error}") from None
        self.walk.formulas[step.line] = library.formulas(self.walk.listing, step.line, *names)
