"""Walkthroughs in a page: run alone, run twice, shown where they stand."""

import pytest

from bookmaking.executor import execute

from .test_bad_input import TOP
from .test_executor import block

INFO = '{.python .walkthrough title="Two lines"}'
LISTING = "#: *One* is `=x`.\nx = 1\nprint(x)"


@pytest.mark.parametrize("frame", ["", "!!! note\n\n    ", '=== "One"\n\n    ', "- item\n\n    "])
def test_it_stands_where_it_was_written(build, frame):
    indent = "    " if frame else ""
    page = build({"index.md": TOP + frame.rstrip(" ") + block(LISTING, INFO, indent) + "\nNext.\n"})
    html = (page / "index.html").read_text("utf8")
    assert '<figure class="walkthrough language-python"><div class="walk-stage"' in html
    assert "<em>One</em> is 1." in html
    assert "#:" not in html.split("<figure")[1].split("</figure>")[0]


def test_an_edited_listing_changes_its_walkthrough():
    one, two = (
        execute(block(code, INFO), "p.md").results[0].html for code in (LISTING, LISTING.replace("1", "7"))
    )
    assert "is 1." in one
    assert "is 7." in two


def test_it_is_alone_in_its_namespace_and_leaves_nothing_behind():
    page = block("import numpy as np\nx = 5\nnp.set_printoptions(precision=1)")
    page += block("import numpy as np\nprint(np.array([0.123]))\nx = 1", INFO) + "`=x`\n"
    run = execute(page, "p.md")
    assert "[0.123]" in run.results[1].html
    assert [text for *_, text in run.numbers] == ["5"]
    assert execute(block("x = 5") + block("x", INFO), "p.md").failures != []


def test_the_library_tells_formula_and_shapes_of_what_is_called(build):
    code = "from layerwise.activations import relu\nimport numpy as np\n#: Cut.\nprint(relu(np.ones(2)))"
    site = build({"index.md": TOP + block(code, INFO)})
    html = (site / "index.html").read_text("utf8")
    assert '<div class="walk-formula"><code>relu</code><span class="walk-rule"><span class="katex">' in html


def test_an_error_that_is_announced_is_shown():
    run = execute(block("x = 1\nx / 0", "{.python .walkthrough .raises}"), "p.md")
    assert run.failures == []
    assert "raises ZeroDivisionError: division by zero" in run.results[0].html


WRONG = {
    "raises": ("x = 1\nx / 0", "index.md:5: x / 0\n    raised ZeroDivisionError"),
    "raises in a function": (
        "def f():\n    return 1 / 0\nf()",
        "index.md:5: return 1 / 0\n    raised ZeroDiv",
    ),
    "does not parse": ("x = 1\nx = = 1", "index.md:5: x = = 1\n    raised SyntaxError"),
    "random": ("import random\nx = random.random()", "index.md:5: run twice, x was not the same"),
    "endless": ("x = 1\nwhile x: pass", "index.md:5: this walkthrough did not end within 10,000 steps"),
    "explains nothing": ("x = 1\n#: words", "index.md:5: a #: comment stands directly above"),
    "spells a stranger": (
        "x = 1\n#: spell y\nz = 1",
        "index.md:6: spell y: the line below does not assign y",
    ),
    "warns": (
        "import numpy as np\nnp.log(np.zeros(1))",
        "index.md:5: np.log(np.zeros(1))\n    raised RuntimeW",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_stops_the_build_with_its_line(refused, case):
    code, message = WRONG[case]
    assert message in refused({"index.md": TOP + block(code, "{.python .walkthrough}")})


def test_an_output_block_below_is_refused():
    (failure,) = execute(block("print(1)", INFO) + block("1", "text"), "p.md").failures
    assert failure == "p.md:4: a walkthrough shows what it prints: remove this text block"
