"""A figure's fence draws in the page's ink, says what it shows, and can be read on a phone, or the build stops."""

import pytest

from bookmaking.executor import execute

PAGE = """```{{.python .figure {options}}}
import matplotlib.pyplot as plt

{code}
```
"""
SAID = 'alt="A line that rises." caption="It *rises*: $y = x$."'
LINE = "plt.plot([0, 1], [0, 1])"


def run(options=SAID, code=LINE):
    """What the executor says of one figure, and its HTML."""
    page = execute(PAGE.format(options=options, code=code), "page.md")
    return page.results[0].html, "\n".join(page.failures)


def test_it_is_drawn_in_the_pages_ink_with_its_caption_and_code():
    html, failure = run()
    assert not failure
    assert 'aria-label="A line that rises."' in html and "<em>rises</em>" in html and "arithmatex" in html
    assert "var(--positive)" in html and "#0b5faf" not in html
    assert "<details><summary>Code of this figure</summary>" in html and "\n" not in html


def test_the_same_code_draws_the_same_bytes():
    assert run() == run()


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ('caption="It rises."', LINE, 'page.md:1: a figure needs alt="…"'),
        ('alt="A line."', LINE, 'page.md:1: a figure needs caption="…"'),
        (SAID, "", "page.md:1: this block drew 0 figures"),
        (SAID, f"{LINE}\nplt.figure()\n{LINE}", "this block drew 2 figures"),
        (SAID, f"{LINE}\nprint(1)", "a figure prints nothing"),
        (SAID, "plt.plot(nothing)", "page.md:4: plt.plot(nothing)\n    raised NameError"),
        (SAID, f"plt.figure(figsize=(6, 3))\n{LINE}", "smallest text would be 8."),
        (SAID, f"{LINE}\nplt.title('small', fontsize=8)", "smallest text would be 8.0 px on a phone"),
    ],
)
def test_what_a_reader_could_not_use_stops_the_build(options, code, said):
    html, failure = run(options, code)
    assert said in failure and not html


def test_matplotlib_is_left_as_it_was():
    import matplotlib.pyplot as plt

    before = dict(plt.rcParams)
    run()
    assert dict(plt.rcParams) == before and not plt.get_fignums()


def test_an_output_block_below_is_refused():
    page = PAGE.format(options=SAID, code=LINE) + "```text\n1\n```\n"
    assert execute(page, "page.md").failures == ["page.md:6: a figure prints nothing: remove this text block"]
