"""Every page of the built site: valid, sealed, and open to everyone."""

import re

import html5lib
import pytest

from bookmaking.references import Html
from bookmaking.security_policy import script_hash

AXE = """async () => (await axe.run(document)).violations.map(
  v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 5).map(n => n.html.slice(0, 120)).join(' | ')}`)"""


def test_html_is_valid(html):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    faults = [(place, code) for place, code, _ in parser.errors]
    assert not faults, [(code, html.splitlines()[place[0] - 1][:160]) for place, code in faults[:5]]


def test_the_policy_allows_every_inline_script_and_no_other(html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1]
    assert policy.startswith("default-src 'self'; script-src 'self' 'sha256-")
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    for script in Html(html).scripts:
        assert script_hash(script) in policy


def test_an_injected_script_does_not_run(page, address):
    def inject(route):
        route.fulfill(body=evil(route.fetch().text()), content_type="text/html")

    page.route(f"**/{address}", inject)
    page.goto(f"./{address}")
    assert page.evaluate("window.broken") is None
    page.context.complaints.clear()


def evil(html: str) -> str:
    """The page with a script that the build did not write."""
    return html.replace("</body>", "<script>window.broken = true</script></body>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(page, axe, address, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"./{address}")
    page.evaluate(axe)
    assert page.evaluate(AXE) == []


@pytest.mark.parametrize("width", [320, 375, 800, 1280])
def test_no_page_scrolls_sideways(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"./{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_reading_asks_no_other_host_and_nothing_is_missing(page, address):
    page.goto(f"./{address}", wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
