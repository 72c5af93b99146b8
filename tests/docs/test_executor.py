"""The executor: what it runs, in which order, what it says."""

import pytest

from bookmaking.executor import execute, fill_numbers, page_key, run_page
from bookmaking.fences import FenceError, find_fences, python_fences
from bookmaking.outputs import main, rewrite_outputs

TICKS = "```"


def block(code: str, info: str = "python", indent: str = "") -> str:
    """A fence."""
    return "".join(f"{indent}{line}\n" for line in [TICKS + info, *code.splitlines(), TICKS])


@pytest.mark.parametrize("frame", ["!!! note\n\n", "??? tip\n\n", '=== "NumPy"\n\n'])
def test_a_fence_inside_an_admonition_details_or_tab_is_found(frame):
    assert [f.code for f in python_fences(frame + block("x = 1", indent="    "))] == ["x = 1\n"]


def test_a_fence_inside_a_longer_fence_is_text():
    assert [f.language for f in find_fences("````markdown\n" + block("x = 1") + "````\n")] == ["markdown"]


def test_blocks_and_numbers_share_one_namespace_in_reading_order():
    page = "`=1 + 1`\n" + block("x = 5") + "`=x` and `=x * 2`\n" + block("x = 7") + "`=x`\n"
    assert fill_numbers(page, execute(page, "p.md")).count("`=") == 0
    assert [text for _, _, text in execute(page, "p.md").numbers] == ["2", "5", "10", "7"]


def test_a_number_may_stand_anywhere_but_in_code():
    page = "| a |\n|---|\n| `=1+1` |\n\n" + block("s = '`=1+1`'") + "Write `` `=1+1` ``.\n"
    assert fill_numbers(page, execute(page, "p.md")) == page.replace("| `=1+1` |", "| 2 |")


def test_a_negative_number_has_a_true_minus():
    page = "`=-2.5` and `=[-1, 3 - 5]`, 1 to `=1e-9`, `='x-2'`\n"
    assert fill_numbers(page, execute(page, "p.md")) == "−2.5 and [−1, −2], 1 to 1e-09, x-2\n"


def test_a_page_leaves_no_setting_behind():
    execute(block("import numpy as np\nnp.set_printoptions(precision=1)\nnp.seterr(all='raise')"), "p.md")
    page = block("import numpy as np\nprint(np.array([0.125]))") + block("[0.125]", "text")
    assert execute(page, "p.md").failures == []


def test_a_difference_is_shown_line_by_line():
    page = block("print('one')\nprint('two')") + block("one\n2", "text")
    (failure,) = execute(page, "p.md").failures
    assert failure.startswith("p.md:5: printed output differs")
    assert "-2\n+two" in failure


def test_an_error_shown_on_purpose_is_compared_word_by_word():
    page = block("print('before')\nint('x')", "{.python .raises}")
    right = block("before\nValueError: invalid literal for int() with base 10: 'x'", "text")
    assert execute(page + right, "p.md").failures == []
    assert execute(page + right.replace("literal", "digit"), "p.md").failures != []


def test_a_text_fence_further_down_is_not_the_output():
    page = block("print(1)") + "\nwords\n\n" + block("1", "text")
    assert "this block prints" in execute(page, "p.md").failures[0]


def test_pytorch_is_skipped_with_its_reason_where_it_is_missing(monkeypatch):
    monkeypatch.setattr("bookmaking.blocks.version", lambda _: "")
    (result,) = execute(block("import torch", "{.python .torch}"), "p.md").results
    assert "make test-torch" in result.skipped


def test_the_cache_knows_what_runs_the_path_and_the_kernel(monkeypatch):
    one, two = block("print(1)"), block("print(1)") + block("1", "text")
    others = [block("print(2)"), block("print(1)", "{.python .raises}"), two, "`=1`", "`=2`", two + "`=1`"]
    keys = {page_key(page, "p.md") for page in [one, *others]} | {page_key(one, "q.md")}
    monkeypatch.setenv("OPENBLAS_CORETYPE", "another")
    assert len(keys | {page_key(one, "p.md")}) == len(others) + 3


def test_words_move_what_is_remembered_and_run_nothing_anew(monkeypatch, tmp_path):
    monkeypatch.setattr("bookmaking.executor.CACHE", tmp_path)
    page = block("x = 2\nprint(x)") + block("2", "text") + "\nAnd `=x + 1`.\n"
    before = run_page(page, "p.md")
    monkeypatch.setattr("bookmaking.executor.execute", None)
    after = run_page("# A title\n\nWords.\n\n" + page.replace("And", "And so"), "p.md")
    assert [r.line for r in after.results] == [r.line + 4 for r in before.results]
    assert [(line - 4, column - 3, text) for line, column, text in after.numbers] == before.numbers


@pytest.mark.parametrize("indent", ["", "    "])
def test_outputs_are_written_replaced_and_removed(indent):
    before = (
        block("print(1)", indent=indent)
        + "\n"
        + block("print(2)", indent=indent)
        + block("3", "text", indent)
    )
    before += "\n" + block("x = 1", indent=indent) + block("4", "text", indent)
    after = rewrite_outputs(before, execute(before, "p.md"))
    assert execute(after, "p.md").failures == []
    assert after.count("text") == 2
    assert rewrite_outputs(after, execute(after, "p.md")) == after


def test_outputs_leaves_a_block_that_raises_alone_and_says_so(tmp_path, capsys):
    page = tmp_path / "p.md"
    page.write_text(block("print(1)\n1 / 0") + block("1", "text"))
    before = page.read_text()
    assert main([str(page)]) == 1
    assert page.read_text() == before
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_a_fence_that_is_never_closed_is_told_with_its_line():
    with pytest.raises(FenceError, match="never closed") as caught:
        find_fences("words\n\n```python\nx = 1\n")
    assert caught.value.line == 3
