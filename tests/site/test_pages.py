"""Every page of the built site: valid, sealed, and open to everyone."""

import re

import html5lib
import pytest

from bookmaking.references import Html
from bookmaking.security_policy import script_hash

FRAMES = "async () => { for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); }"
AXE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
  v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 5).map(n => n.html.slice(0, 120)).join(' | ')}`)"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
CUT_TABLES = """() => [...document.querySelectorAll(".md-typeset__scrollwrap")]
  .filter(table => table.scrollWidth > table.clientWidth).map(table => table.innerText.slice(0, 60))"""
LOOKS = {320: "", 375: "dark", 800: "", 1280: "light"}  # axe looks twice: at a phone's page and at a desk's


def test_html_is_valid(html):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    faults = [(code, html.splitlines()[place[0] - 1][:160]) for place, code, _ in parser.errors]
    assert not faults, faults[:5]


def test_the_policy_allows_every_inline_script_and_no_other(html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1]
    assert policy.startswith("default-src 'self'; script-src 'self' 'sha256-")
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    for script in Html(html).scripts:
        assert script_hash(script) in policy


def test_a_visit_at_every_width_in_both_schemes(page, axe, address):
    """Loaded once, then resized and recoloured: nothing asked elsewhere or missing (the fixture), no scroll, axe."""
    page.goto(f"./{address}")
    page.evaluate(axe)
    for width, scheme in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SIDEWAYS) <= 0, f"sideways scroll at {width} px"
        assert page.evaluate(CUT_TABLES) == [], f"a table is wider than {width} px"
        if scheme:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(FRAMES)  # what listens to the new size has answered
            assert page.evaluate(AXE) == [], f"{width} px, {scheme}"


@pytest.mark.parametrize("where", ["", "chapters/linear-maps/", "sims/matrix-transformation/main.html"])
def test_an_injected_script_does_not_run(context, where):
    page = context.new_page()

    def inject(route):
        evil = route.fetch().text().replace("</body>", "<script>window.broken = true</script></body>")
        assert "window.broken" in evil
        route.fulfill(body=evil, content_type="text/html")

    page.route(lambda url: url.endswith(f"/{where}"), inject)
    page.goto(f"./{where}")
    assert page.evaluate("window.broken") is None
    assert [c for c in context.complaints if "Content Security Policy" in c]
    context.complaints.clear()
