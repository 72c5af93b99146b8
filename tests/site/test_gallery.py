"""In the gallery a concept can be chosen; without scripts every figure is there."""

import pytest
from playwright.sync_api import Browser, Page, expect

from bookmaking.sims import names, read_sim

GALLERY = "./reference/gallery/"


def test_a_concept_chooses_its_figures(page: Page):
    page.goto(GALLERY)
    cards = page.locator(".gallery__card:visible")
    expect(cards).to_have_count(len(names()))
    page.get_by_label("Concept").select_option("bias vector")
    wanted = [name for name in names() if "bias vector" in read_sim(name).meta["concepts"]]
    expect(cards).to_have_count(len(wanted))
    assert sorted(cards.locator("h2").evaluate_all("all => all.map(h => h.id)")) == wanted
    expect(page.locator(".gallery__choice output")).to_have_text(f"{len(wanted)} of {len(names())} figures")
    page.get_by_label("Concept").select_option("all")
    expect(cards).to_have_count(len(names()))


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_the_pictures_wear_the_scheme_of_the_page(page: Page, scheme: str, other: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(GALLERY)
    assert page.locator(f".gallery img[src*='{scheme}.webp']:visible").count() == len(names())
    assert page.locator(f".gallery img[src*='{other}.webp']:visible").count() == 0


def test_a_touch_of_the_picture_opens_the_sim(page: Page):
    page.goto(GALLERY)
    page.locator(".gallery__card img:visible").first.click(force=True)
    page.wait_for_url("**/sims/**")


def test_without_scripts_every_figure_is_there(browser: Browser, server: str):
    page = browser.new_page(java_script_enabled=False, base_url=f"{server}/")
    page.goto(GALLERY)
    assert page.locator(".gallery__card:visible").count() == len(names())
    assert not page.locator(".gallery__choice").is_visible()
    page.close()
