"""Pages as MkDocs sees them: run, numbers filled in, sims expanded, formulas rendered, each error with its line."""

import os
import posixpath
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from bookmaking import maths, notebooks, placing
from bookmaking.executor import fill_numbers, run_page
from bookmaking.fences import FenceError, python_fences
from bookmaking.sim_marks import MarkError, expand

COMMENT = re.compile(r"<!--.*?-->", re.S)
RENDERED = re.compile(r'<(?:div|figure) class="(?![^"]*\bdoc-signature\b)[^"]*\blanguage-python\b')


def source_of(page: Page) -> tuple[str, str]:
    """The page's file as a reader of the repository names it, and its whole text."""
    return os.path.relpath(page.file.abs_src_path or page.file.src_uri), page.file.content_string


def prepare(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Run the page's code, put its numbers into the prose, expand its sims."""
    path, source = source_of(page)
    above = source.count("\n") - markdown.count("\n")  # lines of front matter
    try:
        run = run_page(source, path)
        if run.failures:
            raise PluginError("\n\n".join(run.failures))
        html = {result.line: result.html for result in run.results}
        placed = placing.place(fill_numbers(source, run), python_fences(source), html)
        filled = "\n".join(placed.split("\n")[above:])
        return expand(filled, page.url, config.site_url or "")
    except FenceError as error:
        raise PluginError(f"{path}:{error.line}: {error}") from None
    except MarkError as error:
        raise PluginError(f"{path}:{above + error.line}: {error}") from None


def check_fences(html: str, page: Page) -> None:
    """What was run is what is shown: a fence that Markdown did not recognise stops the build."""
    path, source = source_of(page)
    run, shown = len(python_fences(source)), len(RENDERED.findall(COMMENT.sub("", html)))
    if run != shown:
        raise PluginError(
            f"{path}: {run} Python fences were run, but {shown} are shown: check their indentation"
        )


def notebook_page(converted: str, page: Page, files: Files) -> str:
    """A notebook as a page of the book; its links name sources and lead to built pages, as everywhere."""
    path, source = source_of(page)
    try:
        html = notebooks.simplify(converted, source)
    except notebooks.NotebookError as error:
        raise PluginError(f"{path}:1: {error}") from None

    def one(match: re.Match[str]) -> str:
        named = posixpath.join(posixpath.dirname(page.file.src_uri), match["page"])
        target = files.get_file_from_path(posixpath.normpath(named))
        return f'href="{target.url_relative_to(page.file)}{match["anchor"] or ""}"' if target else match[0]

    return notebooks.PAGE_LINK.sub(one, html)


def render_maths(output: str, page: Page) -> str:
    """Render the page's formulas; one that does not parse is told with file and line."""
    path, source = source_of(page)
    try:
        return maths.render_notebook(output) if path.endswith(".ipynb") else maths.render_page(output)
    except maths.FormulaError as error:
        raise PluginError(f"{path}:{line_of(error.tex, source)}: {error}") from None


def line_of(text: str, source: str) -> int:
    """The line of the source on which `text` begins; 1 where Markdown changed it beyond recognition."""
    first = text.strip().splitlines()[0].strip() if text.strip() else ""
    for candidate in (first, first.replace("\\", "\\\\")):  # a notebook is JSON
        if candidate and candidate in source:
            return source.count("\n", 0, source.index(candidate)) + 1
    return 1
