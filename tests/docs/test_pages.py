"""The book's own pages: every fence that a reader sees is a test, every number is computed, every notebook is clean."""

import json
import re
from pathlib import Path

import pytest
import yaml

from bookmaking.executor import run_page
from bookmaking.fences import python_fences
from bookmaking.testing import PageParser

PAGES = sorted(
    p for p in [*Path("docs").rglob("*.md"), *Path("sims").glob("*/index.md")] if "vendor" not in p.parts
)
NOTEBOOKS = sorted(Path("docs").rglob("*.ipynb"))


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_the_page_says_what_its_code_does(path):
    assert run_page(path.read_text("utf8"), str(path)).failures == []


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_fence_is_collected(path):
    collected = [t for t in PageParser().parse(path.read_text("utf8")) if t.info == "python"]
    assert (
        len(collected)
        == len(python_fences(path.read_text("utf8")))
        == len(re.findall(r"^[ >]*```\{?\.?python\b", path.read_text("utf8"), re.M))
    )


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_blocks_are_short_enough_to_be_read(path):
    for fence in python_fences(path.read_text("utf8")):
        # Readers see what an exercise asks, and of a walkthrough not its explanations.
        lines, width = (20, 110) if "exercise" in fence.classes else (15, 68)
        code = [line for line in fence.code.splitlines() if not line.lstrip().startswith("#:")]
        assert len(code) <= lines, f"{path}:{fence.line}"
        assert max(map(len, code)) <= width, f"{path}:{fence.line}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=str)
def test_a_notebook_is_kept_without_outputs(path):
    for cell in json.loads(path.read_text("utf8"))["cells"]:
        assert cell["id"]
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_a_planned_chapter_is_not_written_yet():
    home = yaml.safe_load(Path("docs/index.md").read_text("utf8").split("---\n")[1])
    planned = {chapter for part in home["planned"] for chapter in part}
    assert not planned & {path.stem for path in Path("docs/chapters").glob("*.md")}
