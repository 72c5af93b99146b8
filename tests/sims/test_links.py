"""A link brings back the very picture; reload and Back do too."""

from typing import Any

import pytest

from .conftest import Figure

SEEDS = list(range(20))
# Sets every state by the reader's own means and copies its link.
COPY = """async seeds => {
  const choose = name => {
    const select = document.querySelector("#preset");
    select.value = name;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const copied = [], press = id => document.querySelector(id).click();
  const record = async name => {
    await settled();
    press("#copy-link");
    copied.push({ name, link: await navigator.clipboard.readText(), state: sim.state, picture: picture() });
  };
  for (const name of Object.keys(sim.model.presets)) {
    choose(name);
    await record(`preset ${name}`);
  }
  choose("");
  for (const seed of seeds) {
    sim.set(sim.randomState(seed));
    await record(`seed ${seed}`);
  }
  return copied;
}"""
# Opens links one after another in the page that is there.
REOPEN = """async hashes => {
  const opened = [];
  for (const hash of hashes) {
    const changed = new Promise(resolve => addEventListener("hashchange", resolve, { once: true }));
    location.hash = "#v1&preset=no-such-preset" + Math.random();
    await changed;
    const back = new Promise(resolve => addEventListener("hashchange", resolve, { once: true }));
    location.hash = hash;
    await back;
    await settled();
    opened.push({ state: sim.state, picture: picture(), note: document.querySelector("#note").textContent });
  }
  return opened;
}"""


@pytest.fixture(scope="session")
def records() -> dict[str, list[dict[str, Any]]]:
    """What `copied` has found, for each figure once."""
    return {}


@pytest.fixture
def copied(sim: Figure, records: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Links of all presets and of random states, with what they must bring back."""
    sim.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if sim.name not in records:
        records[sim.name] = list(sim.evaluate(COPY, SEEDS))
    return records[sim.name]


def unlike(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """What differs between two records."""
    texts = set(one["picture"]["texts"]) ^ set(other["picture"]["texts"])
    return [
        *(["state"] if one["state"] != other["state"] else []),
        *(["pixels"] if one["picture"]["pixels"] != other["picture"]["pixels"] else []),
        *sorted(texts),
    ]


def now(sim: Figure) -> dict[str, Any]:
    """The record of what is open."""
    sim.settled()
    return {"state": sim.state, "picture": sim.evaluate("picture()")}


def test_a_link_brings_back_the_picture(sim: Figure, copied: list[dict[str, Any]]) -> None:
    hashes = ["#" + record["link"].partition("#")[2] for record in copied]
    assert max(map(len, hashes)) < 2000
    opened = sim.open().evaluate(REOPEN, hashes)
    assert not [record["note"] for record in opened if record["note"]]
    found = [f"{a['name']}: {unlike(a, b)[:6]}" for a, b in zip(copied, opened, strict=True) if unlike(a, b)]
    assert not found, "\n".join(found[:8])


def test_a_link_opened_afresh_and_reloaded_shows_the_same(sim: Figure, copied: list[dict[str, Any]]) -> None:
    for record in (copied[1], copied[-1]):
        sim.open("#" + record["link"].partition("#")[2])
        assert not unlike(record, now(sim)), record["name"]
        sim.page.reload()
        assert not unlike(record, now(sim)), f"{record['name']}, reloaded"


def test_back_brings_back_the_picture(sim: Figure) -> None:
    presets = sim.evaluate("Object.keys(sim.model.presets)")
    sim.page.locator("#preset").select_option(presets[0])
    first = now(sim)
    sim.page.locator("#preset").select_option(presets[1])
    sim.settled()
    sim.page.go_back()
    same = "wanted => until(() => JSON.stringify(sim.state) === JSON.stringify(wanted))"
    assert sim.evaluate(same, first["state"])
    assert not unlike(first, now(sim))


def test_copy_as_numpy_gives_the_program(sim: Figure) -> None:
    sim.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sim.evaluate("show(sim.randomState(7))")
    programs = sim.evaluate("""() => {
      document.querySelector("#copy-numpy").click();
      return navigator.clipboard.readText().then(text => [text, sim.model.python(sim.state)]);
    }""")
    assert programs[0] == programs[1] != ""


def test_without_a_clipboard_the_text_is_selected(sim: Figure) -> None:
    selected = sim.evaluate("""async () => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("shut")) } });
      document.querySelector("[aria-expanded=false]").click();
      document.querySelector("#copy-numpy").click();
      await nextFrame();
      const box = document.activeElement;
      return [box.value.slice(box.selectionStart, box.selectionEnd), sim.model.python(sim.state), box.checkVisibility()];
    }""")
    assert selected == [selected[1], selected[1], True]


def test_reset_brings_back_the_preset(sim: Figure) -> None:
    preset = sim.evaluate("Object.keys(sim.model.presets)[1]")
    sim.page.locator("#preset").select_option(preset)
    first = now(sim)
    sim.evaluate("sim.set(sim.randomState(3))")
    assert unlike(first, now(sim))
    sim.page.locator("#reset").click()
    assert not unlike(first, now(sim))
