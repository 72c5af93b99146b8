"""A broken or hostile link opens the figure as it starts, and says so."""

import pytest

from .conftest import Figure

# Made for the controls that a figure has: N holds numbers, C is a choice, T a switch.
HOSTILE = {
    "no version": "preset={preset}",
    "another version": "v2&preset={preset}",
    "version twice": "v1v1",
    "only a script": "<script>alert(1)</script>",
    "a script as preset": "v1&preset=<img src=x onerror=alert(1)>",
    "a script address": "javascript:alert(1)",
    "truncated escape": "%",
    "bad escapes": "v1&preset=%E0%A4%A",
    "unknown preset": "v1&preset=no-such-preset",
    "no preset": "v1&preset=",
    "preset __proto__": "v1&preset=__proto__",
    "preset constructor": "v1&preset=constructor",
    "preset toString": "v1&preset=toString",
    "key __proto__": "v1&__proto__=1",
    "key constructor": "v1&constructor=1",
    "key hasOwnProperty": "v1&hasOwnProperty=1",
    "unknown key": "v1&nonsense=1",
    "said twice": "v1&preset={preset}&preset={preset}",
    "no text after a name": "v1&{N}",
    "truncated numbers": "v1&{N}={short}",
    "too many numbers": "v1&{N}={long}",
    "NaN": "v1&{N}={NaN}",
    "Infinity": "v1&{N}={Infinity}",
    "1e999": "v1&{N}={1e999}",
    "hexadecimal": "v1&{N}={0x1}",
    "huge": "v1&{N}={99999999999999999999}",
    "empty numbers": "v1&{N}={}",
    "another alphabet": "v1&{N}={٣}",
    "emoji": "v1&😀=1",
    "choice of a prototype": "v1&{C}=__proto__",
    "switch neither on nor off": "v1&{T}=maybe",
    "held nonsense": "v1&held=preset:__proto__",
    "one megabyte": "v1&{N}=" + "1," * 500_000,
}
PARTS = """() => {
  const { model: { initial, presets }, view: { controls } } = sim, first = test => controls.find(test)?.key ?? "none";
  const numbers = first(control => control.min !== undefined), choice = first(control => control.options);
  return { numbers, choice, toggle: first(control => typeof initial[control.key] === "boolean"),
    count: [initial[numbers]].flat(3).length, preset: Object.keys(presets)[0] };
}"""
OPEN = """async link => {
  const changed = new Promise(resolve => addEventListener("hashchange", resolve, { once: true }));
  location.hash = link;
  await changed;
  await settled();
  const note = document.querySelector("#note"), text = document.querySelector("main").innerText;
  return { note: note.checkVisibility() ? note.textContent : "", start: JSON.stringify(sim.state) === JSON.stringify(sim.model.initial),
    bad: text.match(/NaN|undefined|Infinity|null|\\[object/)?.[0], faults: faults() };
}"""


def fill(link: str, parts: dict[str, object]) -> str:
    """A link for the controls of this figure; `{x}` stands for as many x as a control has numbers."""
    count = int(str(parts["count"]))
    for letter, part in {"N": "numbers", "C": "choice", "T": "toggle", "preset": "preset"}.items():
        link = link.replace(f"{{{letter}}}", str(parts[part]))
    link = link.replace("{short}", ",".join(["0"] * (count - 1)))
    link = link.replace("{long}", ",".join(["0"] * (count + 1)))
    before, brace, rest = link.partition("{")
    return before + ",".join([rest.rstrip("}")] * count) if brace else link


def test_a_hostile_link_opens_the_start_with_a_note(sim: Figure) -> None:
    parts = sim.evaluate(PARTS)
    for name, link in HOSTILE.items():
        sim.evaluate("show(sim.randomState(1))")
        opened = sim.evaluate(OPEN, "#" + fill(link, parts))
        assert opened["start"], f"{name}: the figure does not start anew"
        assert opened["note"], f"{name}: nothing is said"
        assert not opened["bad"], f"{name}: {opened['bad']} on the screen"
        assert not opened["faults"], f"{name}: {opened['faults']}"


@pytest.mark.parametrize("link", ["1e999", "preset __proto__", "only a script", "one megabyte"])
def test_a_hostile_link_opened_afresh(sim: Figure, link: str) -> None:
    sim.open("#" + fill(HOSTILE[link], sim.evaluate(PARTS)))
    assert sim.state == sim.evaluate("sim.model.initial")
    assert sim.page.locator("#note").is_visible()


def test_the_note_goes_with_the_next_change(sim: Figure) -> None:
    sim.evaluate(OPEN, "#v1&preset=no-such-preset")
    sim.evaluate("show(sim.randomState(1))")
    assert not sim.page.locator("#note").is_visible()


def test_negative_zero_is_zero(sim: Figure) -> None:
    parts = sim.evaluate(PARTS)
    opened = sim.evaluate(OPEN, "#" + fill("v1&{N}={-0}", parts))
    zeros = sim.evaluate(
        "key => [sim.state[key]].flat(3).every(value => Object.is(value, 0))", parts["numbers"]
    )
    assert not opened["note"]
    assert zeros and "−0.00" not in sim.page.inner_text("main")


def test_no_link_needs_no_note(sim: Figure) -> None:
    assert not sim.page.locator("#note").is_visible()
