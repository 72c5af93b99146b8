"""Run a listing and write down what it does: in a namespace of its own, with an end in sight."""

from __future__ import annotations

import ast
import builtins
import contextlib
import faulthandler
import inspect
import io
import itertools
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any

import numpy as np

from layerwise.walkthrough.instrument import RECORDER, instrument
from layerwise.walkthrough.listening import Cut
from layerwise.walkthrough.listing import Listing, ListingError, read
from layerwise.walkthrough.recorder import Recorder
from layerwise.walkthrough.steps import Walk
from layerwise.walkthrough.values import Value

STEPS = 10_000
SECONDS = 5.0
DEPTH = 1_000  # calls inside each other
GRACE = 10.0  # then the process ends, with a traceback that names the line


def trace(
    source: str, file: str = "<listing>", first: int = 1, steps: int = STEPS, seconds: float = SECONDS
) -> Walk:
    """Run a listing once and return what each of its statements did.

    `file` and the number of its `first` line are those of its errors. What the listing raises is kept in
    `Walk.error`; one that has not ended after so many `steps` or `seconds` is stopped, and `Walk.cut` says so.

    Raises:
        SyntaxError: if the source is not Python.
        ListingError: if a `#:` comment cannot be followed.

    Examples:
        >>> walk = trace("for i in range(3):" + chr(10) + "    print(i * i)")
        >>> [step.printed for step in walk.steps if step.printed]
        ['0\\n', '1\\n', '4\\n']
        >>> trace("1 / 0").error
        ZeroDivisionError('division by zero')
    """
    try:
        return _run(read(source), file, first, steps, seconds)
    except SyntaxError as error:
        error.filename, error.lineno = file, (error.lineno or 1) + first - 1
        raise
    except ListingError as error:
        raise ListingError(error.line + first - 1, str(error)) from None


def _run(listing: Listing, file: str, first: int, steps: int, seconds: float) -> Walk:
    printed = io.StringIO()
    recorder = Recorder(listing, file, printed, steps)
    names: dict[str, Any] = {"__name__": "__main__", "__file__": file}
    names["__builtins__"] = {**vars(builtins), RECORDER: recorder}
    code = compile(ast.increment_lineno(instrument(ast.parse(listing.source)), first - 1), file, "exec")
    with contextlib.redirect_stdout(printed), np.printoptions(), np.errstate(), _nothing_to_read(), _depth():
        try:
            with _alarm(recorder, seconds):
                exec(code, names)
        except Cut as cut:
            recorder.walk.cut = str(cut)
        except (Exception, SystemExit) as error:
            recorder.walk.error = error
    return recorder.finish()


@contextlib.contextmanager
def _nothing_to_read() -> Iterator[None]:
    """`input()` meets the end of the file instead of waiting for somebody."""
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        yield
    finally:
        sys.stdin = before


@contextlib.contextmanager
def _depth() -> Iterator[None]:
    """As many calls inside each other wherever the listing runs; some packages raise Python's own limit."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + DEPTH)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def _alarm(recorder: Recorder, seconds: float) -> Iterator[None]:
    """Stops what does not end: Python after `seconds`; what C code never gives back, by ending the process."""

    def ring(signum: int, frame: FrameType | None) -> None:
        recorder.stopped = f"did not end within {seconds:g} seconds"
        raise Cut(recorder.stopped)

    rings = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, ring) if rings else None
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=sys.__stderr__)
    try:
        if rings:
            signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)  # again, for who caught the first
        yield
    finally:
        if rings:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()


def surprise(walk: Walk, again: Walk) -> tuple[int, str] | None:
    """Line and name of the first thing that two runs of one listing do differently: randomness without a seed.

    Examples:
        >>> source = "import random" + chr(10) + "x = random.random()"
        >>> surprise(trace(source), trace(source))
        (2, 'x')
        >>> surprise(trace("x = 2"), trace("x = 2"))
    """
    for one, two in itertools.zip_longest(walk.steps, again.steps):
        if one is None or two is None or one.line != two.line:
            return (one or two).line, "the way it takes"
        if one.printed != two.printed:
            return one.line, "what it prints"
        if one.error != two.error or _text(one.result) != _text(two.result):
            return one.line, "its result"
        for a, b in zip(one.changes, two.changes, strict=False):
            if a.name != b.name or a.value is None or b.value is None or not a.value.same(b.value):
                return one.line, a.name
    return None


def _text(value: Value | None) -> str:
    return value.text if value else ""
