"""What several rooms share: the built site, a server for it, a browser."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.chromium import FLAGS, find
from tests.serving import serving

ROOT = Path(__file__).parent.parent
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")


@pytest.fixture(autouse=True)
def printing() -> Iterator[None]:
    """Who changes how NumPy prints takes it back: the next test of the worker must not notice."""
    before = np.get_printoptions()
    with np.printoptions():
        yield
        assert np.get_printoptions() == before


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; the others wait without polling."""
    import fcntl  # Linux and macOS: the browser tests run there

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_site(target: Path, *options: str, root: Path = ROOT, **environment: str) -> Path:
    """Build the book as `make site` does, into `target`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target), *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0", **environment}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def build_once(shared: Path) -> Callable[..., Path]:
    """`build_once("site")` builds in the first worker that asks; the others get the same folder."""

    def run(name: str, *options: str, **environment: str) -> Path:
        target = shared / name
        with locked(shared / f"{name}.lock"):
            if not target.exists():
                build_site(shared / f"{name}.part", *options, **environment)
                (shared / f"{name}.part").rename(target)
        return target

    return run


@pytest.fixture(scope="session")
def site(build_once: Callable[..., Path]) -> Path:
    """The built site: the one named by SITE (what will be published), else built once for this run."""
    return Path(os.environ["SITE"]).resolve() if "SITE" in os.environ else build_once("site")


@pytest.fixture(scope="session")
def offline(build_once: Callable[..., Path]) -> Path:
    """The form that opens from a folder."""
    return build_once("site-offline", "--no-directory-urls", OFFLINE="true")


@pytest.fixture(scope="session")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which the site answers, below the same path as where it will be published."""
    prefix = urlsplit(SITE_URL).path.strip("/")
    with serving(below(prefix, site, tmp_path_factory.mktemp("served"))) as address:
        yield f"{address}/{prefix}".rstrip("/")


def below(prefix: str, site: Path, folder: Path) -> Path:
    """A folder in which the site lies at `prefix`."""
    if not prefix:
        return site
    (folder / prefix).parent.mkdir(parents=True, exist_ok=True)
    (folder / prefix).symlink_to(site, target_is_directory=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium per worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield chromium
        chromium.close()


@contextlib.contextmanager
def watched(context: BrowserContext, home: str) -> Iterator[list[str]]:
    """Whatever a page complains of meanwhile, or asks elsewhere, fails the test; one that provokes a complaint clears it."""
    complaints: list[str] = []
    allowed = (home, "data:", "about:")
    listeners = {
        "weberror": lambda e: complaints.append(f"exception: {e.error}"),
        "console": lambda m: (
            complaints.append(f"console: {m.text}") if m.type in {"error", "warning"} else None
        ),
        "request": lambda r: None if r.url.startswith(allowed) else complaints.append(f"asks {r.url[:100]}"),
        "response": lambda r: complaints.append(f"{r.status}: {r.url}") if r.status >= 400 else None,
    }
    for event, listener in listeners.items():
        context.on(event, listener)  # type: ignore[call-overload]  # one overload for each event
    yield complaints
    for event, listener in listeners.items():
        context.remove_listener(event, listener)
    assert not complaints


def visitor(browser: Browser, server: str) -> BrowserContext:
    """A reader with an empty cache; motion is reduced, so that nothing has to be waited for."""
    return browser.new_context(base_url=f"{server}/", reduced_motion="reduce")


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A fresh visitor, for what is different on a first visit."""
    context = visitor(browser, server)
    with watched(context, server) as complaints:
        context.complaints = complaints  # type: ignore[attr-defined]
        yield context
        context.close()


@pytest.fixture(scope="session")
def tab(browser: Browser, server: str) -> Page:
    """One tab for most tests of a worker: opening a page in it is six times faster than in a new one."""
    return visitor(browser, server).new_page()


@pytest.fixture
def page(tab: Page, server: str) -> Iterator[Page]:
    """The tab at its usual size, light, and empty before and after."""
    tab.set_viewport_size({"width": 800, "height": 900})
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    with watched(tab.context, server):
        yield tab
        tab.goto("about:blank")


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf8")


def pytest_configure() -> None:
    """Run from the root, wherever pytest was called: pages are named relative to it."""
    os.chdir(ROOT)
