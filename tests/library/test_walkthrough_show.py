"""A walk as HTML, as a page and in a terminal."""

import io
import re

import html5lib
import pytest
from rich.console import Console

from layerwise.walkthrough import to_html, to_page, to_terminal, trace
from layerwise.walkthrough.__main__ import main
from layerwise.walkthrough.numerals import column, number

LISTING = """\
import numpy as np
np.set_printoptions(precision=3)
#: axes X (B, in)
#: The `batch` is $4 < 5$, *once*.
X = np.array([[0.8, -0.3], [0.1, 0.9]])
#: Row by row.
for x in X:
    print(x.sum())
#: Five is too many.
big = np.arange(70).reshape(7, 10)
#: In place.
X[0, 0] = 2
"""


def visible(html: str) -> str:
    """What a reader without styles reads."""
    return " ".join(
        re.sub(r"<[^>]+>", "", re.sub(r"<(?=/?(t[dhr]|p|div|li|samp)\b)", " <", html))
        .replace("&#10;", "\n")
        .split()
    )


@pytest.fixture(scope="module")
def html() -> str:
    return to_html(trace(LISTING), "Two examples")


@pytest.mark.parametrize(
    "words",
    [
        "2 more linesimport numpy as np np.set_printoptions(precision=3)",
        "Xnew(2, 2) float64",
        "The batch is 4 &lt; 5, once.",
        "in B 0 1 0 0.8 −0.3 1 0.1 0.9",
        "… 4 more",
        "… 1 more",
        "round x prints 0 0.8−0.3 0.5 1 0.10.9 1.0",
        "Xchanged(2, 2) float64",
    ],
)
def test_a_reader_without_styles_reads_it_all(html, words) -> None:
    assert words in visible(html)


def test_no_comment_of_the_author_is_shown_as_code(html) -> None:
    assert "#:" not in html
    assert "axes X" not in html


def test_it_is_one_line_and_valid(html) -> None:
    assert "\n" not in html
    html5lib.HTMLParser(strict=True).parseFragment(html)


def test_the_cell_that_changed_is_marked(html) -> None:
    assert re.findall(r'class="walk-cell walk-moved"[^>]*>([^<]+)', html) == ["2.0"]


def test_one_letter_has_one_colour(html) -> None:
    assert set(re.findall(r'walk-axis-(\w+)">B<', html)) == {"rows"}
    assert set(re.findall(r'walk-axis-(\w+)">in<', html)) == {"inner"}


def test_what_a_listing_says_is_never_markup() -> None:
    html = to_html(trace("#: <b>\nx = '<script>'\nprint('<i>')"))
    assert not re.search(r"<(b|script|i)>", html)


def test_what_is_never_reached_says_so() -> None:
    assert "does not run" in to_html(trace("if 0:\n    x = 1"))


MANY = """\
import numpy as np
from layerwise.linear_maps import affine
#: Adds up.
def add(a, b=1):
    return a + b
#: Calls.
n = add(2) + add(3, b=4)
#: Gives.
def steps():
    #: Each.
    yield from_(1)
    yield 2
def from_(x): return x
#: Twice.
for s in steps(): n += s
#: Counts.
while n < 30:
    n += 9
else:
    n = 0
#: Nothing.
assert n == 0
#: Is it?
if n: pass
#: Deep.
T = np.arange(24).reshape(3, 2, 2, 2)
x, W, b = np.array([1.0, 2.0]), np.array([[3.0, 4.0]]), np.array([0.5])
#: One row of `W`.
#: spell y[0]
y = affine(x, W, b)
#: Words and lists.
d = {"name": list(range(9)), "x": y, 3: (1, 2.5), "e": np.array([object()])}
#: Gone.
del d
m = k = 1
k = 2
q = "a" * 100
#: Raises.
1 / (n - 0)
"""


@pytest.fixture(scope="module")
def many() -> str:
    return visible(to_html(trace(MANY), "Many"))


@pytest.mark.parametrize(
    "words",
    [
        "Adds up. addnewfunction add(a, b) call a b gives add 2 1 3 add 3 4 7",
        "Calls. nnewint 10 call a b gives add 2 1 3 add 3 4 7",
        "call gives steps 1, 2",
        "Twice. round s n 0 1 11 1 2 13 while",
        "Counts. round n 0 22 1 31",
        "Nothing. nothing changes",
        "Is it? the condition is False",
        "[0, 0] 0 1 0 0 1 1 2 3",
        "… 2 more",
        "affineY = X Wᵀ + bshapes: X (in,) or (..., in), W (out, in), b (out,) → (out,) or (..., out)",
        "dgone",
        "qnewstr &#x27;aaa",
        "38 more",
        "raises ZeroDivisionError: division by zero",
    ],
)
def test_whatever_a_line_does_is_told(many, words) -> None:
    assert words in many


def test_a_listing_that_was_stopped_says_so() -> None:
    walk = trace("while True: pass", steps=50)
    assert "Stopped: it did not end within 50 steps." in to_html(walk)
    assert "… 17 more" in visible(to_html(walk))
    console = Console(width=80, record=True, file=io.StringIO())
    to_terminal(walk, console)
    assert "stopped: it did not end within 50 steps" in console.export_text()


def test_a_page_holds_all_it_needs() -> None:
    page = to_page(trace(LISTING), "two.py")
    assert not re.search(r"(src|href)=|@import|url\(", page)
    assert all(
        part in page for part in ("--axis-rows:", ".walk-cell", "addEventListener", "<title>two.py</title>")
    )


def printed(source: str, width: int = 80) -> str:
    console = Console(width=width, record=True, file=io.StringIO())
    to_terminal(trace(source), console)
    return re.sub(r"\s+", " ", console.export_text())


@pytest.mark.parametrize(
    "words", ["… 2 more lines", "X new (B 2, in 2) float64", "0.8 −0.3", "round x prints", "X changed"]
)
def test_the_terminal_says_the_same(words) -> None:
    assert words in printed(LISTING)


@pytest.mark.parametrize(
    "words", ["add 2 1 3", "d gone", "affine: Y = X Wᵀ + b", "raises ZeroDiv", "… 8 more"]
)
def test_the_terminal_tells_whatever_a_line_does(words) -> None:
    assert words in printed(MANY, 120)


def test_the_command_walks_through_a_file(tmp_path, capsys) -> None:
    (tmp_path / "helper.py").write_text("y = 5")
    (tmp_path / "a.py").write_text("from helper import y\nprint(y)")
    assert main([str(tmp_path / "a.py")]) == 0
    assert "prints 5" in capsys.readouterr().out


def test_the_command_writes_a_page(tmp_path) -> None:
    (tmp_path / "a.py").write_text("x = 2")
    assert main([str(tmp_path / "a.py"), "--html", str(tmp_path / "a.html")]) == 0
    assert "<title>a.py</title>" in (tmp_path / "a.html").read_text("utf8")


FAULTS = {
    "no file": (None, "No such file"),
    "no Python": ("x = =", "invalid syntax"),
    "a comment that explains nothing": ("x = 1\n#: words", "a.py:2: a #: comment"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_the_command_says_what_is_wrong(case, tmp_path, capsys) -> None:
    source, message = FAULTS[case]
    if source:
        (tmp_path / "a.py").write_text(source)
    assert main([str(tmp_path / "a.py")]) == 1
    assert message in capsys.readouterr().err


def test_a_listing_that_raises_is_shown_and_ends_with_1(tmp_path, capsys) -> None:
    (tmp_path / "a.py").write_text("1 / 0")
    assert main([str(tmp_path / "a.py")]) == 1
    assert "raises ZeroDivisionError: division by zero" in capsys.readouterr().out


def test_without_rich_the_command_says_what_to_install(monkeypatch, tmp_path, capsys) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    monkeypatch.setitem(__import__("sys").modules, "rich.console", None)
    assert main([str(tmp_path / "a.py")]) == 1
    assert "pip install 'layerwise[walkthrough]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.8, 0.3], ["0.8", "0.3"]),
        ([0.16, -0.31, 0.0], ["0.16", "−0.31", "0"]),
        ([1234.5, 0.5], ["1234", "0.5"]),
        ([1.0, 2.0], ["1", "2"]),
        ([1.0, 1e-9], ["1", "1e−9"]),
        ([float("nan"), float("-inf")], ["NaN", "−∞"]),
        ([True, False], ["True", "False"]),
        ([1e9, 1.0], ["1e9", "1"]),
    ],
)
def test_numbers_have_three_digits_that_count(values, texts) -> None:
    assert column(values) == texts


def test_a_small_number_is_never_shown_as_zero() -> None:
    assert number(-2.34e-8) == "−2.3e−8"
