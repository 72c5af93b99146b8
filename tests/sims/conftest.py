"""`sim` is a figure opened alone; a test that asks for it runs once for every folder of `sims/`."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bookmaking.sims import names
from tests.conftest import visitor


class Figure:
    """A sim in a page, driven through `window.sim` and the helpers of `states.js` and `faults.js`."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name = page, name

    def open(self, link: str = "", root: str = ".") -> "Figure":
        """Load it anew (a mere change of the hash would not), and wait until it is drawn."""
        if self.page.url != "about:blank":
            self.page.goto("about:blank")
        self.page.goto(f"{root}/sims/{self.name}/main.html{link}")
        return self.settled()

    def settled(self) -> "Figure":
        """Wait until nothing more will be drawn; what was resized asks for its frame only in the next one."""
        self.page.evaluate("async () => { await nextFrame(); await nextFrame(); await settled(); }")
        return self

    def resize(self, width: int, height: int = 900) -> "Figure":
        """Another window, the same document."""
        self.page.set_viewport_size({"width": width, "height": height})
        return self.settled()

    def evaluate(self, script: str, argument: object = None) -> Any:
        """The value of a JavaScript expression, or of a function of `argument`."""
        return self.page.evaluate(script, argument)

    @property
    def state(self) -> dict[str, Any]:
        """What the reader may change, as it is now."""
        return dict(self.evaluate("sim.state"))

    def press(self, *keys: str) -> None:
        """Keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)


def with_helpers(context: BrowserContext) -> BrowserContext:
    """What the tests call is there in every page and frame."""
    for name in ("states.js", "faults.js"):
        context.add_init_script(path=Path(__file__).parent / name)
    context.set_default_timeout(10_000)
    return context


@pytest.fixture(params=names())
def name(request: pytest.FixtureRequest) -> str:
    """Each sim in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def tab(browser: Browser, server: str) -> Page:
    """A tab of its own for the figures, with the helpers in every page."""
    return with_helpers(visitor(browser, server)).new_page()


@pytest.fixture
def sim(page: Page, name: str) -> Figure:
    """The figure, opened by its own address, with nothing in the link."""
    return Figure(page, name).open()
