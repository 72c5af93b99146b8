"""In a page the frame has its room from the start, grows only for its reader, and listens to its page alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

from bookmaking.sim_marks import WIDTHS
from bookmaking.sims import read_sim

# The height that the figure needs in its frame, and the height that it has.
ROOM = (
    "() => [Math.ceil(document.querySelector('main').getBoundingClientRect().bottom + scrollY), innerHeight]"
)
SCHEME = "getComputedStyle(document.documentElement).colorScheme"
# A message arrives after those that were posted before it.
POST = "message => new Promise(resolve => { addEventListener('message', resolve, { once: true }); %s.postMessage(message, '*'); })"


@pytest.fixture
def embedded(page: Page, name: str) -> Callable[[str], Frame]:
    """`embedded(path)` opens a page of the book and gives the first frame of the sim in it."""

    def open_page(path: str) -> Frame:
        page.goto("about:blank")
        page.goto(f".{path}")
        element = page.locator(f"iframe:is([src*='/{name}/main.html'], [src^='main.html'])").first
        element.scroll_into_view_if_needed()
        frame = element.element_handle().content_frame()
        assert frame
        frame.wait_for_url("**/main.html#*")
        frame.evaluate("async () => { await nextFrame(); await nextFrame(); await settled(); }")
        return frame

    return open_page


def pages(name: str) -> list[str]:
    """Where the sim is shown: its own page, and its chapter once that is written."""
    chapter = read_sim(name).meta["chapter"]
    written = Path(f"docs/chapters/{chapter}.md").exists()
    return [f"/sims/{name}/", *([f"/chapters/{chapter}/"] if written else [])]


def test_the_reserved_room_is_enough(embedded: Callable[[str], Frame], page: Page, name: str) -> None:
    for path in pages(name):
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        frame = embedded(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            frame.evaluate("async () => { await nextFrame(); await nextFrame(); await settled(); }")
            needed, reserved = frame.evaluate(ROOM)
            assert needed <= reserved, f"{path} at {width} px: needs {needed} px, has {reserved}"
            assert not frame.frame_element().evaluate("el => el.style.height"), f"{path}: it grew by itself"


@pytest.mark.parametrize("place", [0, -1])
def test_the_frame_grows_when_its_reader_asks_for_more(
    embedded: Callable[[str], Frame], page: Page, name: str, place: int
) -> None:
    page.set_viewport_size({"width": 375, "height": 900})
    frame = embedded(pages(name)[place])
    reserved = frame.evaluate("innerHeight")
    assert reserved == read_sim(name).meta["heights"][375] or place == -1
    frame.evaluate(
        "async () => { for (let seed = 0; seed < 5; seed++) await show(sim.randomState(seed)); await show({}); }"
    )
    frame.locator("[aria-expanded=false]").first.click()
    assert frame.evaluate("before => until(() => innerHeight > before)", reserved)
    needed, room = frame.evaluate(ROOM)
    assert needed <= room


def test_the_frame_wears_the_scheme_of_its_page(
    embedded: Callable[[str], Frame], page: Page, name: str
) -> None:
    frame = embedded(pages(name)[0])
    for scheme, dress in (("slate", "dark"), ("default", "light")):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        assert frame.evaluate(f"scheme => until(() => {SCHEME} === scheme)", dress)


def test_strangers_are_not_heard(embedded: Callable[[str], Frame], page: Page, name: str) -> None:
    frame = embedded(pages(name)[0])
    before = frame.evaluate("innerHeight")
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", "default")
    assert frame.evaluate(f"until(() => {SCHEME} === 'light')")
    # To the figure: from its own window, and from a frame beside it.
    frame.evaluate(POST % "window", {"kind": "layer-by-layer", "scheme": "dark"})
    stranger = page.evaluate_handle(
        "document.body.appendChild(document.createElement('iframe'))"
    ).as_element()
    inside = stranger.content_frame() if stranger else None
    assert inside
    heard = frame.evaluate_handle(
        "() => ({ done: new Promise(resolve => addEventListener('message', resolve, { once: true })) })"
    )
    inside.evaluate("""() => Array.from(parent, (_, i) => parent[i]).forEach(frame =>
      frame.postMessage({ kind: "layer-by-layer", scheme: "dark" }, "*"))""")
    heard.evaluate("({ done }) => done.then(() => true)")
    assert frame.evaluate(SCHEME) == "light"
    # To the page: from its own window.
    page.evaluate(POST % "window", {"kind": "layer-by-layer", "height": 3000})
    assert frame.evaluate("innerHeight") == before
