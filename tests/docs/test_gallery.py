"""The gallery shows every sim: its picture, its question, its chapter and its concepts, from the sim's own page."""

import re
from pathlib import Path

import pytest
from PIL import Image

from bookmaking.gallery import SCHEMES, expand, in_order, picture_text
from bookmaking.sims import SIMS, names, read_sim
from tests.draw_pictures import LARGEST, SIZE

PAGES = {
    "index.md": "# Top {#top}\n",
    "reference/gallery.md": "# Gallery {#gallery}\n\n<!-- gallery -->\n",
    "chapters/linear-maps.md": "# Linear maps {#linear-maps}\n",
}


@pytest.fixture
def cards(build) -> dict[str, str]:
    """The cards of a gallery, by the name of their sim."""
    html = (build(PAGES) / "reference/gallery/index.html").read_text("utf8")
    return {re.search(r'<h2 id="([^"]+)"', card)[1]: card for card in html.split("<section")[1:]}


def test_every_sim_has_a_card_with_its_question(cards):
    assert list(cards) == names()
    for name, card in cards.items():
        meta = read_sim(name).meta
        assert f'<a href="../../sims/{name}/">{meta["title"]}</a>' in card
        assert f"<p>{meta['question']}</p>" in card


def test_a_chapter_is_linked_once_it_is_written(cards):
    assert '<a href="../../chapters/linear-maps/">Linear maps</a>' in cards["matrix-transformation"]
    assert "Vectors (chapter planned)" in cards["vector"]


def test_concepts_lead_to_where_they_are_taught():
    page = expand("<!-- gallery -->", "reference/gallery.md", Path("docs"), None)
    assert "[bias vector](../chapters/linear-maps.md#bias-vector)" in page
    assert "<option>bias vector</option>" in page


def test_the_order_is_that_of_the_navigation_and_a_new_sim_comes_last():
    last, first = names()[:2]
    order = in_order([{"Sims": [f"sims/{first}/index.md", f"sims/{last}/index.md"]}])
    assert order[:2] == [first, last] and sorted(order) == names()
    assert in_order(["index.md"]) == names()


@pytest.mark.parametrize("name", names())
def test_every_sim_has_its_pictures(name):
    for scheme in SCHEMES:
        path = SIMS / name / f"{scheme}.webp"
        assert path.exists(), f"no {path.relative_to(SIMS.parent)}: run `make pictures`"
        assert path.stat().st_size <= LARGEST
        assert Image.open(path).width == SIZE["width"]


def test_every_picture_says_what_it_shows(cards):
    for name, card in cards.items():
        pictures = re.findall(r'<img alt="([^"]+)" loading="lazy" src="([^"]+)"', card)
        assert [source for _, source in pictures] == [f"../../sims/{name}/{s}.webp#only-{s}" for s in SCHEMES]
        assert {text for text, _ in pictures} == {picture_text(name)}
    assert len({picture_text(name) for name in cards}) == len(cards)
    assert all(picture_text(name).endswith((".", "?")) for name in cards)
