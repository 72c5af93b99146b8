"""What an author writes and what a reader gets: formulas wherever they stand, sims where they are marked."""

import re

import pytest

PLACES = {
    "sentence": "Let $x^2$ be.\n",
    "display": "$$\nx^2\n$$\n",
    "table": "| a | b |\n|---|---|\n| $x^2$ | $\\lvert x \\rvert$ |\n",
    "admonition": "!!! note\n\n    Let $x^2$ be.\n",
    "details": '??? tip "More"\n\n    $$\n    x^2\n    $$\n',
    "tab": '=== "One"\n\n    Let $x^2$ be.\n',
    "list in an admonition": "!!! note\n\n    - Let $x^2$ be.\n",
    "footnote": "Word[^1].\n\n[^1]: Let $x^2$ be.\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_formulas_are_rendered_wherever_they_stand(build, place):
    html = (build({"index.md": f"# Top {{#top}}\n\n{PLACES[place]}"}) / "index.html").read_text("utf8")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML"' in html
    assert not re.search(r'class="arithmatex"|\\\(|\\\[|\$', html.split("<article")[1].split("</article")[0])


def test_a_sim_mark_becomes_a_titled_lazy_frame_with_its_room_reserved(build):
    mark = "<!-- sim: matrix-transformation rotate -->"
    html = (build({"index.md": f"# Top {{#top}}\n\n!!! note\n\n    {mark}\n"}) / "index.html").read_text(
        "utf8"
    )
    frame = re.search(r"<iframe [^>]*>", html)[0]
    assert 'src="sims/matrix-transformation/main.html#v1&amp;preset=rotate"' in frame
    assert 'loading="lazy"' in frame
    assert re.search(r'title="Matrix transformation: [^"]+"', frame)
    assert re.search(r'style="--h320: \d+px; .*--h1280: \d+px"', html)
    assert re.search(r'<a class="sim__open" href="sims/[^"]+"[^>]*>Run fullscreen</a>', html)
    assert "open it at http://127.0.0.1:8000/sims/matrix-transformation/main.html" in html


def test_the_search_index_holds_each_formula_once(build):
    site = build({"index.md": "# Top {#top}\n\nLet $x^{42}$ be.\n"})
    assert (site / "search/search_index.json").read_text("utf8").count("x^{42}") <= 1
