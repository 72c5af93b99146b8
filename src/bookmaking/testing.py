"""pytest plug-in: every Python fence of a page is a test, run by the same executor as the build.

pytest-markdown-docs collects and reports; this file tells it how to see fences inside admonitions,
details and tabs, and to run each page once.
"""

import functools
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_markdown_docs._runners import _Runner, register_runner
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule

from bookmaking.executor import PageRun, run_page
from bookmaking.fences import find_fences


class PageParser:
    """Stands in for markdown-it, which does not see a fence inside an admonition."""

    def parse(self, markdown: str) -> list[SimpleNamespace]:
        """One token per fence."""
        return [
            SimpleNamespace(type="fence", map=[f.line - 1, f.end], info=f.language, content=f.code)
            for f in find_fences(markdown)
        ]


@pytest.hookimpl(tryfirst=True)
def pytest_markdown_docs_markdown_it() -> PageParser:
    """The parser that sees what the site renders."""
    return PageParser()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Any:
    """Pages only: docstrings of Python files are tested elsewhere."""
    collectors = yield
    return [c for c in collectors if not isinstance(c, MarkdownDocstringCodeModule)]


@functools.cache
def page_run(path: Path) -> PageRun:
    """Each page once per process."""
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return run_page(path.read_text("utf8"), str(shown))


class Wrong(Exception):
    """A page that says something else than its code does."""


@register_runner(default=True)
class PageRunner(_Runner):
    """Looks up what the fence did when its page was run."""

    def runtest(self, test: FenceTestDefinition, args: dict[str, Any], **_: Any) -> None:
        """Fail with file, line and difference; skip what says why."""
        result = next(r for r in page_run(test.source_path).results if r.line == test.start_line)
        if result.skipped:
            pytest.skip(result.skipped)
        if result.failure:
            raise Wrong(result.failure)

    def repr_failure(
        self, test: FenceTestDefinition, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str:
        """The message says all there is to say."""
        return str(excinfo.value)
