"""An exercise fence: what the reader gets, and how an author's mistake stops the build."""

import json
import re

import pytest

from bookmaking.executor import execute
from bookmaking.exercise_card import precision
from bookmaking.exercise_fields import texts
from bookmaking.outputs import rewrite_outputs
from bookmaking.words import prose

TICKS = "```"
TOP = "# Top {#top}\n\n"
INFO = '{.python .exercise title="A sum" id="a-sum"}'
SUM = """\
from layerwise.exercises import Number


def exercise(rng, variant):
    a, b = rng.integers(10, 99, 2)
    return Number(question=f"${a} + {b}$?", data={"x": [a / 4]},
                  answer=a + b, solution=f"${a} + {b} = {a + b}$", name="sum",
                  mistakes={"You took it off.": a - b})
"""


def fence(code: str = SUM, info: str = INFO) -> str:
    """An exercise."""
    return f"{TICKS}{info}\n{code}{TICKS}\n"


@pytest.fixture
def html(build):
    """The page of one exercise."""
    return (build({"index.md": TOP + fence()}) / "index.html").read_text("utf8")


def test_five_variants_are_shown_with_key_and_mistakes_and_rendered_formulas(html):
    keys = [json.loads(key)[0] for key in re.findall(r'data-key="([^"]+)"', html)]
    wrong = [json.loads(entries)[0] for entries in re.findall(r'data-entries="([^"]+)"', html)]
    assert len(set(keys)) == len(set(wrong)) == 5
    assert html.count("hidden data-search-exclude>") == 4
    assert "<math" in html.split('class="exercise ')[1]
    assert 'class="arithmatex"' not in html


def test_the_exercise_is_found_by_the_search_once(build):
    site = build({"index.md": TOP + fence()})
    index = json.loads((site / "search/search_index.json").read_text("utf8"))["docs"]
    (found,) = [entry for entry in index if entry["title"] == "A sum"]
    assert found["location"].endswith("#a-sum")
    assert found["text"].count("?") == 1
    assert "took" not in found["text"]


def test_it_sees_the_names_of_its_page_and_leaves_none_behind():
    page = f"{TICKS}python\nrow = 7\n{TICKS}\n" + fence(
        SUM.replace("rng.integers(10, 99, 2)", "row, variant + 1")
    )
    run = execute(page + "`='exercise' in globals()` `=row`", "p.md")
    assert run.failures == []
    assert [text for _, _, text in run.numbers] == ["False", "7"]
    assert execute(page.replace("row = 7", "x = 7"), "p.md").failures != []


def test_outputs_are_never_written_below_it():
    page = TOP + fence()
    assert rewrite_outputs(page, execute(page, "p.md")) == page


def test_two_exercises_may_stand_in_details(build):
    inner = "".join(f"    {line}\n" for line in fence().splitlines())
    page = TOP + '??? tip "More"\n\n' + inner.replace("a-sum", "b-sum") + "\n" + fence()
    html = (build({"index.md": page}) / "index.html").read_text("utf8")
    assert html.count('class="exercise ') == 2


def broken(before: str, after: str) -> str:
    """The exercise with one thing changed."""
    assert before in SUM
    return fence(SUM.replace(before, after))


FAULTS = {
    "collision": (
        broken("a - b", "a + b + 0.004"),
        ":9: return Number(",
        "expected another value than the key",
        "in variant 1 of the exercise, seed 0",
    ),
    "collision between mistakes": (
        broken("{\"You", '{"Twice.": a - b, "You'),
        "expected another value than 'Twice.'",
    ),
    "collision in one variant": (
        broken("a - b", "a + b + (variant != 3)"),
        "in variant 4 of the exercise, seed 3",
    ),
    "raises": (broken("a, b = ", "a, b = 1 / 0, "), ":8: a, b = 1 / 0, rng", "ZeroDivisionError"),
    "does not parse": (broken("def exercise", "def = exercise"), ":7: def = exercise", "SyntaxError"),
    "no function": (broken("def exercise", "def exercises"), ":3: an exercise defines `exercise(rng, variant)`"),
    "prints": (broken("    a, b", "    print(1); a, b"), ":3: an exercise prints nothing"),
    "unseeded": (broken("rng.integers(10, 99, 2)", "id(object()), id([rng])"), "expected the same twice"),
    "always the same": (broken("rng.integers(10, 99, 2)", "3, 4"), ":3: ", "expected variants that differ"),
    "not an exercise": (broken("return Number", "return dict"), ":3: ", "expected an exercise"),
    "overflow": (broken("answer=a + b", "answer=np.float64(1e308) * a").replace("from", "import numpy as np\nfrom", 1), "overflow"),
    "bad formula": (broken("${a} + {b}$?", "$\\\\nosuch$"), ":3: formula does not parse: '\\\\nosuch"),
    "rounded data": (broken("a / 4", "a / 3"), "data['x']: expected at most 3 decimals"),
    "no title": (fence(info='{.python .exercise id="a"}'), ':3: an exercise has a title and an id: write title="…"'),
    "formula in the title": (fence(info=INFO.replace("A sum", "$x$")), ":3: a title holds no formula"),
    "no id": (fence(info='{.python .exercise title="a"}'), ':3: an exercise has a title and an id: write id="…"'),
    "bad id": (fence(info='{.python .exercise title="a" id="A b"}'), ":3: id 'A b': write small letters"),
    "bad seeds": (fence(info=INFO[:-1] + ' seeds="1 2 3"}'), ":3: seeds '1 2 3': write five different numbers"),
    "seed twice": (fence(info=INFO[:-1] + ' seeds="1 2 3 4 4"}'), ":3: seeds '1 2 3 4 4'"),
    "two classes": (fence(info=INFO.replace(".exercise", ".exercise .raises")), ":3: an exercise stands alone"),
    "text below": (fence() + f"{TICKS}text\n1\n{TICKS}\n", ":13: an exercise prints nothing: remove this text block"),
    "id of another fence": (f'{TICKS}{{.python id="x"}}\nx = 1\n{TICKS}\n', ":3: unknown fence option 'id'"),
    "id twice": (fence() + "\n" + fence(), "id 'a-sum' stands twice"),
    "id of a heading": ("## A {#a-sum}\n\n" + fence(), "id 'a-sum' stands twice"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_an_exercise_that_is_wrong_stops_the_build(refused, case):
    text, *messages = FAULTS[case]
    told = refused({"index.md": TOP + text})
    for message in ["index.md", *messages]:
        assert message in told


def test_words_have_true_minus_signs_and_code_and_formulas_have_not():
    assert prose("It is -3, `a[-1]`, $-x$ and x-2.") == (
        '<p>It is \u22123, <code>a[-1]</code>, <span class="arithmatex">\\(-x\\)</span> and x-2.</p>'
    )


def test_the_cells_of_a_grid_have_equally_many_decimals():
    import numpy as np

    assert texts(np.array([0.5, -1.25, 2])) == ["0.50", "\u22121.25", "2.00"]
    assert texts(np.array([-0.0, 3])) == ["0", "3"]


HALF = SUM.replace("a - b", "(a - b) / 2")


@pytest.mark.parametrize(("code", "words"), [(SUM, "Whole numbers are"), (HALF, "Two decimals are")])
def test_decimals_are_asked_for_only_where_an_answer_or_a_named_mistake_has_some(build, code, words):
    html = (build({"index.md": TOP + fence(code)}) / "index.html").read_text("utf8")
    assert html.count(f'<p class="exercise-hint">{words} enough') == 5


@pytest.mark.parametrize(
    ("tolerance", "words"),
    [
        (0.005, "Two decimals are"),
        (0.05, "One decimal is"),
        (0.5, "A whole number is"),
        (0.01, "Two decimals are"),
    ],
)
def test_the_hint_names_as_many_decimals_as_the_tolerance_needs(tolerance, words):
    assert precision(tolerance).startswith(words)
