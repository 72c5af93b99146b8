"""Run a listing and write down what it does: in a namespace of its own, with an end in sight."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import itertools
from typing import Any

import numpy as np

from layerwise.walkthrough.instrument import RECORDER, instrument
from layerwise.walkthrough.limits import alarm, nothing_to_read, same_depth
from layerwise.walkthrough.listening import Cut
from layerwise.walkthrough.listing import Listing, ListingError, read
from layerwise.walkthrough.recorder import Recorder
from layerwise.walkthrough.steps import Walk
from layerwise.walkthrough.values import Value

STEPS = 10_000
SECONDS = 5.0


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
    with (
        contextlib.redirect_stdout(printed),
        np.printoptions(),
        np.errstate(),
        nothing_to_read(),
        same_depth(),
    ):
        try:
            with alarm(recorder, file, seconds):
                exec(code, names)
        except Cut as cut:
            recorder.walk.cut = str(cut)
        except (Exception, SystemExit) as error:
            recorder.walk.error = error
    return recorder.finish()


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
