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
Number = tuple[int, int, str]  # line, column, and the expression, or the text that it gave


@dataclass
class PageRun:
    """What a page did: one result per Python fence, one text per number in its prose, by (line, column)."""

    results: list[Result] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
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
    for item, below in in_reading_order(markdown):
        if isinstance(item, Fence):
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
    items = [item for item, _ in in_reading_order(markdown)]
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
    with reader_like_state():
        for item, expected in in_reading_order(markdown):
            if isinstance(item, Fence):
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


@functools.lru_cache(maxsize=8)  # a remembered page is asked twice: for its key, and to place what is known
def in_reading_order(markdown: str) -> list[tuple[Fence | Number, Fence | None]]:
    """Python fences, each with the output below it, and the numbers of the prose, sorted by line."""
    fences = find_fences(markdown)
    inside = {line for fence in fences for line in range(fence.line, fence.end + 1)}
    items: list[tuple[Fence | Number, Fence | None]] = [
        (fence, output_below(fence, fences, markdown)) for fence in fences if fence.language == "python"
    ]
    for line, text in enumerate(markdown.splitlines(), 1):
        if line not in inside:
            found = NUMBER.finditer(text)
            items += [
                ((line, match.start(), match["expression"]), None) for match in found if match["expression"]
            ]
    return sorted(items, key=lambda each: each[0].line if isinstance(each[0], Fence) else each[0][0])


def run_number(item: Number, namespace: dict[str, Any], path: str, run: PageRun) -> None:
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
