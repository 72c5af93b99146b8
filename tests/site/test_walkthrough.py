"""A walkthrough in a browser: walked by keys, read without scripts, at home on a phone and in a file."""

import pytest

from layerwise.walkthrough import to_page, trace

CHAPTER = "./chapters/linear-maps/"
SHOWN = "f => [...f.querySelectorAll('.walk-did')].filter(d => d.checkVisibility({visibilityProperty: true})).length"
HEIGHT = "f => f.getBoundingClientRect().height"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def figure(page):
    """The chapter's first walkthrough."""
    page.goto(CHAPTER)
    return page.locator("figure.walkthrough").first


def chosen(figure) -> str:
    """The listing's chosen line."""
    return figure.locator("[aria-selected=true]").inner_text()


WAY = {
    "ArrowDown": "W = ",
    "ArrowRight": "b = ",
    "End": "print(",
    "ArrowUp": "Y = ",
    "ArrowLeft": "Z = ",
    "Home": "2 more",
}


def test_keys_walk_through_the_lines_and_nothing_else_moves(page, figure):
    figure.locator(".walk-code[tabindex='0']").focus()
    height = figure.evaluate(HEIGHT)
    for key, line in WAY.items():
        page.keyboard.press(key)
        assert chosen(figure).strip().startswith(line)
        assert figure.evaluate(SHOWN) == 1
        assert figure.evaluate(HEIGHT) == height
    assert figure.locator(".walk-code:focus").get_attribute("aria-describedby")


def test_back_and_next_walk_too_and_stop_at_the_ends(figure):
    figure.get_by_role("button", name="Next").click()
    assert "W = " in chosen(figure)
    for _ in range(2):
        figure.get_by_role("button", name="Back").click()
    assert "2 more lines" in chosen(figure)
    assert figure.get_by_role("button", name="Back").get_attribute("aria-disabled") == "true"


def test_the_listing_is_copied_as_it_would_be_typed(figure):
    figure.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure.get_by_role("button", name="Copy").click()
    figure.get_by_role("button", name="Copied").wait_for()
    copied = figure.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import numpy as np\nfrom layerwise.linear_maps import affine\n")
    assert "\nZ = X @ W.T + b\n" in copied


def test_without_scripts_it_is_a_table_that_shows_everything(browser, server):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 900}).new_page()
    page.goto(f"{server}/chapters/linear-maps/")
    figure = page.locator("figure.walkthrough").first
    assert (
        figure.locator("tbody > .walk-row > td.walk-did:visible").count()
        == figure.locator(".walk-row").count()
    )
    assert not figure.get_by_role("button").count()
    assert figure.locator("thead").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_of_320_px_never_scrolls_sideways(browser, server, scripts):
    page = browser.new_context(java_script_enabled=scripts, viewport={"width": 320, "height": 700}).new_page()
    page.goto(f"{server}/chapters/linear-maps/")
    figures = page.locator("figure.walkthrough")
    assert all(
        box["x"] >= 0 and box["x"] + box["width"] <= 320
        for box in map(lambda f: f.bounding_box(), figures.all())
    )
    page.context.close()


def test_a_page_of_its_own_opens_from_a_file(browser, tmp_path, axe):
    path = tmp_path / "a.html"
    path.write_text(
        to_page(trace("#: Half.\nx = 0.5\n#: Twice.\nfor i in range(2):\n    x += i"), "a.py"), "utf8"
    )
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(path.as_uri())
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Next").press("Enter")
    assert "for i in range(2):" in chosen(page.locator(".walkthrough"))
    assert page.evaluate(SIDEWAYS) <= 0
    page.evaluate(axe)
    assert page.evaluate("async () => (await axe.run(document)).violations.map(v => v.id)") == []
    page.close()
