"""axe finds nothing, in either scheme, whatever is open."""

import pytest

from .conftest import Figure

STATES = {
    "at the start": "() => {}",
    "with More open": "() => document.querySelectorAll('[aria-expanded=false]').forEach(el => el.click())",
    "with Why open": "() => document.querySelector('[data-number]').focus()",
    "with Predict on": "() => 'predict' in sim.state && sim.set({ predict: true })",
    "with a note": "() => { location.hash = '#v1&preset=no-such-preset'; return nextFrame(); }",
    "compared": "() => document.querySelector('#compare')?.click()",
}
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(({ id, help, nodes }) =>
  nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 120)} ${any[0]?.message ?? ""}`))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(sim: Figure, axe: str, scheme: str) -> None:
    sim.page.emulate_media(color_scheme=scheme)
    sim.evaluate(axe)
    found = []
    for name, action in STATES.items():
        sim.evaluate(action)
        sim.settled()
        found += [f"{name}: {violation}" for violation in sim.evaluate(VIOLATIONS)]
    assert not found, "\n".join(found)


def test_axe_is_awake(sim: Figure, axe: str) -> None:
    sim.evaluate(axe)
    sim.evaluate(
        "() => document.querySelector('#question').style.color = 'color-mix(in srgb, var(--ink) 20%, var(--paper))'"
    )
    assert [violation for violation in sim.evaluate(VIOLATIONS) if "color-contrast" in violation]
