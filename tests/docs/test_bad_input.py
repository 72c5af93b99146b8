"""Whatever is wrong in a page stops the build, with file, line and remedy."""

import json

import pytest

from .conftest import LEDGER

TOP = "# Top {#top}\n\n"
PAGES = {
    "missing sim": ("<!-- sim: no-such-sim rotate -->", ":3: no sim named 'no-such-sim': there are "),
    "missing preset": (
        "<!-- sim: matrix-transformation no-such -->",
        ":3: sim 'matrix-transformation' has no preset 'no-such': it has ",
    ),
    "no preset": (
        "<!-- sim: matrix-transformation -->",
        ":3: sim 'matrix-transformation' has no preset None: it has ",
    ),
    "sim inside a sentence": (
        "See <!-- sim: matrix-transformation rotate --> here.",
        ":3: a sim mark stands alone on its line",
    ),
    "bad formula": ("Let $\\frac{1}{$ be.", ":3: formula does not parse: '\\\\frac{1}{': "),
    "unknown command": ("!!! note\n\n    $$\n    \\nosuch{x}\n    $$\n", ":6: formula does not parse: "),
    "formula in a heading": ("## The $W$ of it\n", ": formula does not parse"),
    "dead link": ("[there](nowhere.md)", ":3: 'nowhere.md' leads nowhere"),
    "dead anchor": ("[there](#nowhere)", ":3: no anchor 'nowhere' there"),
    "dead image": ("![a picture](nowhere.svg)", ":3: 'nowhere.svg' leads nowhere"),
    "other host": (
        '<img alt="" src="https://example.org/x.png">',
        ":3: asks another host: https://example.org/x.png",
    ),
    "id twice": ("## A {#same}\n\n## B {#same}\n", "id 'same' stands twice"),
    "raising block": (
        "```python\nx = 1\nx / 0\n```\n",
        ":5: x / 0\n    raised ZeroDivisionError: division by zero",
    ),
    "block that does not parse": ("```python\nx = = 1\n```\n", ":4: x = = 1\n    raised SyntaxError: "),
    "numerical warning": (
        "```python\nimport numpy as np\nnp.log(np.zeros(1))\n```\n",
        ":5: np.log(np.zeros(1))\n    raised RuntimeWarning",
    ),
    "wrong output": (
        "```python\nprint(1)\n```\n```text\n2\n```\n",
        ":6: printed output differs: mend the code, or run `make outputs`",
    ),
    "output not shown": (
        "```python\nprint(1)\n```\n",
        ":3: this block prints, but no text block below shows it",
    ),
    "error announced, none raised": (
        "```{.python .raises}\nx = 1\n```\n",
        ":3: this block is marked .raises but raised nothing",
    ),
    "unknown fence class": ("```{.python .walkthru}\nx = 1\n```\n", ":3: unknown fence option 'walkthru'"),
    "unknown fence option": ('```{.python titel="x"}\nx = 1\n```\n', ":3: unknown fence option 'titel'"),
    "unknown word": ("```python notest\nx = 1\n```\n", ":3: unknown fence option 'notest'"),
    "unknown language": ("```pyhton\nx = 1\n```\n", ":3: unknown fence language 'pyhton'"),
    "open fence": ("```python\nx = 1\n", ":3: this fence is never closed"),
    "fence not shown": ("<!--\n```python\nx = 1\n```\n-->\n", "1 Python fences were run, but 0 are shown"),
    "failing number": ("There are `=1/0` of them.", ":3: `=1/0` failed: ZeroDivisionError"),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_that_is_wrong_stops_the_build(refused, case):
    text, message = PAGES[case]
    told = refused({"index.md": TOP + text})
    assert message in told
    assert "index.md" in told


def test_a_page_that_is_right_is_built(build):
    site = build(
        {"index.md": TOP + "```python\nprint(6 * 7)\n```\n```text\n42\n```\n\nIt is `=6 * 7`, and $x^2$.\n"}
    )
    html = (site / "index.html").read_text("utf8")
    assert "It is 42, and <span" in html
    assert "<math" in html


def notebook(*cells: dict[str, object]) -> str:
    """A notebook of these cells."""
    made = [{"id": f"c{i}", "metadata": {}, **cell} for i, cell in enumerate(cells)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": made})


def code(source: str) -> dict[str, object]:
    """A code cell without outputs."""
    return {"cell_type": "code", "execution_count": None, "outputs": [], "source": source}


def test_a_notebook_that_raises_stops_the_build(refused):
    book = notebook({"cell_type": "markdown", "source": "# Working"}, code("1 / 0"))
    told = refused({"index.md": TOP, "working.ipynb": book})
    assert "working.ipynb:1: a cell raised ZeroDivisionError: division by zero: mend the cell" in told


def test_a_notebook_formula_is_rendered_and_checked(build):
    site = build(
        {
            "index.md": TOP,
            "working.ipynb": notebook({"cell_type": "markdown", "source": "# W\n\nLet $W^\\top$ be."}),
        }
    )
    assert "<math" in (site / "working/index.html").read_text("utf8")


def test_a_notebook_formula_that_does_not_parse_stops_the_build(refused):
    book = notebook({"cell_type": "markdown", "source": "# W\n\n$\\frac{1$"})
    assert "working.ipynb:1: formula does not parse" in refused({"index.md": TOP, "working.ipynb": book})


LEDGERS = {
    "anchor": (
        "anchor: index.md#top",
        "anchor: index.md#gone",
        "concepts.yml:1: 'thing': anchor 'index.md#gone': the page has no heading",
    ),
    "page": (
        "anchor: index.md#top",
        "anchor: gone.md#top",
        "concepts.yml:1: 'thing': anchor 'gone.md#top': there is no page gone.md",
    ),
    "exercise": (
        "sim: null",
        "sim: null\n  exercise: index.md#gone",
        "concepts.yml:1: 'thing': anchor 'index.md#gone': the page has no heading",
    ),
    "prerequisite": (
        "prerequisites: []",
        "prerequisites: [magic]",
        "prerequisite 'magic' must stand earlier in the file",
    ),
    "sim": ("sim: null", "sim: gone", "no sim 'gone': there are "),
    "library": ("library: null", "library: layerwise.gone.f", "the library has no 'layerwise.gone.f'"),
    "field": ("  definition: A thing.\n", "", "expected exactly ['anchor', 'definition'"),
    "two": ("sim: null", "sim: null\n  sim: vector", "concepts.yml:1: 'sim' stands twice: keep one of them"),
}


@pytest.mark.parametrize("case", LEDGERS)
def test_a_concept_that_is_wrong_stops_the_build(refused, case):
    old, new, message = LEDGERS[case]
    assert message in refused(
        {"index.md": TOP, "concepts.yml": LEDGER.format(anchor="top").replace(old, new)}
    )
