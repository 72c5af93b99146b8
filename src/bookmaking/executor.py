"""Run a page: every Python fence top to bottom in one namespace, and every number in its prose.

The build and the tests call the same `run_page`, so the site cannot show what the tests did not see.
"""

import contextlib
import functools
import hashlib
import json
import os
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bookmaking.blocks import Result, run_fence, version
from bookmaking.fences import Fence, find_fences, output_below
from bookmaking.words import MINUS

NUMBER = re.compile(r"``.*?``|`=(?P<expression>[^`\n]+)`")  # what stands in double marks is shown as it is
LIBRARY = Path(__file__).parent.parent / "layerwise"
CACHE = Path(".cache/pages")


@dataclass
class PageRun:
    """What a page did: one result per Python fence, one text per number in its prose, by (line, column)."""

    results: list[Result] = field(default_factory=list)
    numbers: list[tuple[int, int, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@functools.cache
def library_hash() -> str:
    """One hash over the library, what draws, and what was measured: any change in it makes every page run anew."""
    own, measured = Path(__file__).parent, Path("docs/assets")
    sources = [*LIBRARY.rglob("*.py"), *own.glob("*.py"), *own.glob("*.mplstyle"), *measured.glob("*.json")]
    sources.sort()
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def page_key(markdown: str, path: str) -> str:
    """Everything a page's results depend on, as one hash; float32 sums depend on the BLAS kernel too. Words do not count."""
    kernel = os.environ.get("OPENBLAS_CORETYPE", "")
    versions = [version(package) for package in ("numpy", "torch", "matplotlib", "pygments", "markdown")]
    parts = [*to_run(markdown), path, library_hash(), sys.version, *versions, kernel]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def to_run(markdown: str) -> Iterator[str]:
    """What runs on a page, wherever it stands: each fence with the output that it promises, each number."""
    fences = find_fences(markdown)
    for item in in_reading_order(markdown, fences):
        if isinstance(item, Fence):
            below = output_below(item, fences, markdown)
            yield repr((sorted(item.classes), item.options, item.code, below and below.code))
        else:
            yield item[2]


def run_page(markdown: str, path: str) -> PageRun:
    """Run a page once; a page without failures is remembered in `.cache/pages` until something else runs on it."""
    cached = CACHE / f"{page_key(markdown, path)}.json"
    if cached.exists():
        return placed(json.loads(cached.read_text("utf8")), markdown)
    run = execute(markdown, path)
    if not run.failures:
        cached.parent.mkdir(parents=True, exist_ok=True)
        cached.write_text(json.dumps(asdict(run)), "utf8")
    return run


def placed(saved: dict[str, Any], markdown: str) -> PageRun:
    """Remembered results, where their fences and numbers stand now."""
    items = in_reading_order(markdown, find_fences(markdown))
    fences = [item for item in items if isinstance(item, Fence)]
    numbers = [item for item in items if not isinstance(item, Fence)]
    return PageRun(
        [Result(**{**result, "line": f.line}) for result, f in zip(saved["results"], fences, strict=True)],
        [
            (line, column, text)
            for (line, column, _), (*_, text) in zip(numbers, saved["numbers"], strict=True)
        ],
    )


def execute(markdown: str, path: str) -> PageRun:
    """Run the fences and the numbers of a page in the order in which a reader meets them."""
    run, namespace = PageRun(), {"__name__": "__page__"}
    fences = find_fences(markdown)
    with reader_like_state():
        for item in in_reading_order(markdown, fences):
            if isinstance(item, Fence):
                expected = output_below(item, fences, markdown)
                run.results.append(run_fence(item, expected, namespace, path))
                run.failures += [run.results[-1].failure] if run.results[-1].failure else []
            else:
                run_number(item, namespace, path, run)
    return run


@contextlib.contextmanager
def reader_like_state() -> Iterator[None]:
    """A page starts from NumPy's defaults and leaves none of its settings behind; numerical warnings raise."""
    with np.printoptions(), np.errstate(), warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


def in_reading_order(markdown: str, fences: list[Fence]) -> list[Fence | tuple[int, int, str]]:
    """Python fences and (line, column, expression) of numbers, sorted by line."""
    inside = {line for fence in fences for line in range(fence.line, fence.end + 1)}
    items: list[Fence | tuple[int, int, str]] = [f for f in fences if f.language == "python"]
    for number, text in enumerate(markdown.splitlines(), 1):
        if number not in inside:
            items += [(number, m.start(), m["expression"]) for m in NUMBER.finditer(text) if m["expression"]]
    return sorted(items, key=lambda item: item.line if isinstance(item, Fence) else item[0])


def run_number(item: tuple[int, int, str], namespace: dict[str, Any], path: str, run: PageRun) -> None:
    """Compute one number of the prose."""
    line, column, expression = item
    try:
        run.numbers.append((line, column, MINUS.sub("\u2212", str(eval(expression, namespace)))))
    except Exception as error:
        run.failures.append(f"{path}:{line}: `={expression}` failed: {type(error).__name__}: {error}")


def fill_numbers(markdown: str, run: PageRun) -> str:
    """The page with every `=expression` replaced by its computed text."""
    texts = {(line, column): text for line, column, text in run.numbers}
    lines = markdown.split("\n")
    for number in {line for line, _ in texts}:
        lines[number - 1] = NUMBER.sub(
            lambda m, n=number: texts.get((n, m.start()), m[0]),  # type: ignore[misc]
            lines[number - 1],
        )
    return "\n".join(lines)
