"""The site as a whole: complete, reproducible, within its budgets, and readable from a folder."""

import filecmp
import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

from bookmaking.references import check_site
from tests.conftest import ROOT, SITE_URL, build_site, watched

CHAPTER = "chapters/linear-maps"
KB = 1000


def test_nothing_is_broken(site):
    assert check_site(site, SITE_URL) == []


def test_the_chapter_embeds_the_sim(site):
    html = (site / CHAPTER / "index.html").read_text("utf8")
    assert 'src="../../sims/matrix-transformation/main.html#v1&amp;preset=' in html
    assert (site / "sims/matrix-transformation/main.html").is_file()


def test_what_only_the_build_needs_is_not_published(site):
    assert not [
        p for p in site.rglob("*") if p.name in {"katex.min.js", "concepts.yml"} or p.suffix in {".py", ".gz"}
    ]


def clean_copy(target: Path) -> Path:
    """The project as a clone has it."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def differences(left: Path, right: Path) -> list[str]:
    """Files that are not byte for byte the same."""
    names = sorted(
        {p.relative_to(root).as_posix() for root in (left, right) for p in root.rglob("*") if p.is_file()}
    )
    return (
        filecmp.cmpfiles(left, right, names, shallow=False)[1]
        + filecmp.cmpfiles(left, right, names, shallow=False)[2]
    )


def test_a_clean_build_in_another_folder_is_identical(build_once, tmp_path):
    folder = clean_copy(tmp_path / "elsewhere")
    assert differences(build_once("site"), build_site(folder / "site", root=folder)) == []


@pytest.fixture
def visit(context):
    """`visit(address)` gives the gzipped size of everything that the page asked for, by address."""

    def run(address: str) -> dict[str, int]:
        page, sizes = context.new_page(), {}
        page.on("response", lambda r: sizes.update({r.url: len(gzip.compress(r.body(), mtime=0))}))
        page.goto(address, wait_until="load")
        return sizes

    return run


def test_a_chapter_weighs_at_most_300_kb_before_its_sims_are_seen(visit):
    sizes = {url: size for url, size in visit(f"./{CHAPTER}/").items() if "search_index" not in url}
    assert not [url for url in sizes if "main.html" in url]
    assert sum(sizes.values()) <= 300 * KB, sizes


def test_a_sim_weighs_at_most_180_kb_on_the_first_visit(visit):
    sizes = visit("./sims/matrix-transformation/main.html")
    assert sum(sizes.values()) <= 180 * KB, sizes


SHIFT = """() => new Promise(done => {
  let total = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) total += e.value; })
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(total)));
})"""


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_a_chapter_loads(context, width):
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"./{CHAPTER}/", wait_until="load")
    frame = page.locator(".sim iframe").first
    frame.scroll_into_view_if_needed()
    frame.content_frame.locator("body").wait_for()
    page.wait_for_load_state("load")
    assert page.evaluate(SHIFT) <= 0.01


def test_the_offline_form_opens_from_a_folder(browser, offline):
    page = browser.new_page()
    with watched(page.context, "file:"):
        page.goto((offline / "chapters/linear-maps.html").as_uri())
        frame = page.locator(".sim iframe").first
        frame.scroll_into_view_if_needed()
        frame.content_frame.locator("canvas").first.wait_for()
        page.locator(".md-tabs__link").first.click()
        page.wait_for_url("**/index.html")
        page.close()
