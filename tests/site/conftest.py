"""The pages of the built site."""

from pathlib import Path

import pytest

from tests.conftest import ROOT


def built_pages() -> list[str]:
    """The address of every page, known before the site is built, so that each is a test of its own."""
    pages = [p for p in ROOT.glob("docs/**/*.*") if p.suffix in {".md", ".ipynb"} and "vendor" not in p.parts]
    stems = [p.relative_to(ROOT / "docs").with_suffix("").as_posix() for p in pages]
    sims = [f"sims/{p.parent.name}/" for p in ROOT.glob("sims/*/index.md")]
    chapters = ["" if stem == "index" else f"{stem}/" for stem in stems]
    return [*sorted(chapters + sims), "404.html"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`address` stands for every page in turn."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", built_pages(), ids=lambda address: address or "home")


@pytest.fixture
def html(site: Path, address: str) -> str:
    """The text of the page."""
    path = site / address
    return (path if path.suffix else path / "index.html").read_text("utf8")
