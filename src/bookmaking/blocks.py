"""Run one fence of a page, and say what is wrong with it: file, line, difference."""

import contextlib
import difflib
import importlib.metadata
import importlib.util
import io
import traceback
import zlib
from dataclasses import dataclass
from typing import Any

from bookmaking import exercises, figures, walkthroughs
from bookmaking.fences import Fence


@dataclass(frozen=True)
class Result:
    """What one fence did; `failure` says what is wrong, `skipped` why it was not run, `broken` that it did not end.

    `html` is what stands in the place of a walkthrough, a figure or an exercise.
    """

    line: int
    output: str = ""
    failure: str = ""
    skipped: str = ""
    broken: bool = False
    html: str = ""


def version(package: str) -> str:
    """The installed version, or "" where the package is missing."""
    return importlib.metadata.version(package) if importlib.util.find_spec(package) else ""


def run_fence(fence: Fence, expected: Fence | None, namespace: dict[str, Any], path: str) -> Result:
    """Run one fence and compare what it printed with the text block below."""
    if "exercise" in fence.classes:
        return run_exercise(fence, expected, namespace, path)
    if "torch" in fence.classes and not version("torch"):
        return Result(fence.line, skipped="PyTorch is not installed: `make test-torch` runs this block")
    if "walkthrough" in fence.classes:
        return run_walkthrough(fence, expected, path)
    if "figure" in fence.classes:
        return run_figure(fence, expected, namespace, path)
    printed, error = capture(fence, namespace, path)
    failure = unexpected(fence, error, path)
    if failure:
        return Result(fence.line, printed, failure, broken=True)
    if error is not None:
        printed += f"{type(error).__name__}: {error}\n"
    return Result(fence.line, printed, compare(fence, expected, printed, path))


def run_walkthrough(fence: Fence, expected: Fence | None, path: str) -> Result:
    """Walk through a listing of its own; what it prints stands beside its lines."""
    html, failure, error = walkthroughs.walk(fence, path)
    failure = failure or unexpected(fence, error, path)
    if expected is not None and not failure:
        failure = f"{path}:{expected.line}: a walkthrough shows what it prints: remove this text block"
    return Result(fence.line, failure=failure, broken=bool(failure), html=html)


def run_figure(fence: Fence, expected: Fence | None, namespace: dict[str, Any], path: str) -> Result:
    """Let a block of the page draw."""
    html, failure = "", figures.asked(fence)
    with figures.Canvas():
        printed, error = capture(fence, namespace, path)
        failure = failure or (printed and "a figure prints nothing: print in a block of its own")
        if error is None and not failure:
            try:
                html = figures.drawn(f"figure-{zlib.crc32(repr(fence.options).encode()):08x}", fence)
            except figures.FigureError as wrong:
                failure = str(wrong)
    failure = unexpected(fence, error, path) or (failure and f"{path}:{fence.line}: {failure}")
    if expected is not None and not failure:
        failure = f"{path}:{expected.line}: a figure prints nothing: remove this text block"
    return Result(fence.line, failure=failure, broken=bool(failure), html=html)


def run_exercise(fence: Fence, expected: Fence | None, namespace: dict[str, Any], path: str) -> Result:
    """Draw the variants of an exercise."""
    html, failure, error = exercises.practise(fence, namespace, path)
    failure = failure or unexpected(fence, error, path)
    if error is not None and hasattr(error, "__notes__"):
        failure += f"\n    in {error.__notes__[0]}"
    if expected is not None and not failure:
        failure = f"{path}:{expected.line}: an exercise prints nothing: remove this text block"
    return Result(fence.line, failure=failure, broken=bool(failure), html=html)


def capture(fence: Fence, namespace: dict[str, Any], path: str) -> tuple[str, BaseException | None]:
    """Execute the code; give what it printed and what it raised. Line numbers are those of the page."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * fence.line + fence.code, path, "exec"), namespace)
    except (Exception, SystemExit) as error:
        return printed.getvalue(), error
    return printed.getvalue(), None


def unexpected(fence: Fence, error: BaseException | None, path: str) -> str:
    """The failure of a block that raised without saying so, or said so and did not raise."""
    if "raises" in fence.classes and error is None:
        return f"{path}:{fence.line}: this block is marked .raises but raised nothing: remove the mark"
    if error is None or "raises" in fence.classes:
        return ""
    line = line_of(error, path) or fence.line
    code = dict(enumerate(fence.code.splitlines(), fence.line + 1)).get(line, "")
    return f"{path}:{line}: {code.strip()}\n    raised {type(error).__name__}: {error}"


def line_of(error: BaseException, path: str) -> int | None:
    """The page's line at which an error was raised, or could not be read."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return frames[-1].lineno if frames else getattr(error, "lineno", None)


def compare(fence: Fence, expected: Fence | None, printed: str, path: str) -> str:
    """The difference between what the page shows and what was printed, or ""."""
    shown = expected.code if expected else ""
    if shown.rstrip("\n") == printed.rstrip("\n"):
        return ""
    if expected is None:
        return f"{path}:{fence.line}: this block prints, but no text block below shows it: run `make outputs`\n{printed}"
    diff = difflib.unified_diff(
        shown.splitlines(), printed.splitlines(), "the page shows", "the code prints", lineterm=""
    )
    return (
        f"{path}:{expected.line}: printed output differs: mend the code, or run `make outputs`\n"
        + "\n".join(diff)
    )
