"""What a listing may not do while it runs: wait for input, sink deeper than elsewhere, go on for ever."""

from __future__ import annotations

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

from layerwise.walkthrough.listening import Cut
from layerwise.walkthrough.recorder import Recorder

DEPTH = 1_000  # calls inside each other
PATIENCE = 10  # rings, a tenth of a second apart, before a library that the listing called is broken off
GRACE = 10.0  # then the process ends, with a traceback that names the line


@contextlib.contextmanager
def nothing_to_read() -> Iterator[None]:
    """`input()` meets the end of the file instead of waiting for somebody."""
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        yield
    finally:
        sys.stdin = before


@contextlib.contextmanager
def same_depth() -> Iterator[None]:
    """As many calls inside each other wherever the listing runs; some packages raise Python's own limit."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + DEPTH)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def alarm(recorder: Recorder, file: str, seconds: float) -> Iterator[None]:
    """Stops what does not end: Python after `seconds`; what C code never gives back, by ending the process."""
    rung = itertools.count()

    def ring(signum: int, frame: FrameType | None) -> None:
        recorder.stopped = f"did not end within {seconds:g} seconds"
        files = list(_files(frame))
        if files[:1] == [file] or (next(rung) >= PATIENCE and file in files):
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


def _files(frame: FrameType | None) -> Iterator[str]:
    """Whose code runs when the alarm rings, innermost first. Only the listing may be broken off anywhere: what runs
    for it, such as a garbage collection or a tracer, may hold a lock, and what runs after it must never meet a Cut."""
    while frame:
        yield frame.f_code.co_filename
        frame = frame.f_back
