"""`make heights`: measure the room that every sim needs, into the front matter of its page."""

import re
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bookmaking.sim_marks import WIDTHS
from bookmaking.sims import SIMS, names
from tests.chromium import FLAGS, find
from tests.serving import serving

HEIGHTS = re.compile(r"^heights: .*$", re.M)


def needed(page: Page, address: str, name: str) -> dict[int, int]:
    """The height that the tallest preset needs, at each of the widths."""
    page.goto(f"{address}/sims/{name}/main.html")
    return {width: max(preset_heights(page, width)) for width in WIDTHS}


def preset_heights(page: Page, width: int) -> list[int]:
    """The height of every preset at one width; the window is low, so that nothing stretches to fill it."""
    page.set_viewport_size({"width": width, "height": 300})
    return page.evaluate("""async () => {
      const heights = [];
      for (const preset of Object.values(sim.model.presets)) {
        sim.set({ ...sim.model.initial, ...preset.state });
        await sim.settled();
        heights.push(Math.ceil(document.body.getBoundingClientRect().height));
      }
      sim.set(sim.model.initial);
      await sim.settled();
      return heights;
    }""")


def main() -> None:
    """Write the heights of all sims."""
    with serving(Path.cwd()) as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=find(), args=FLAGS).new_page(
            reduced_motion="reduce"
        )
        for name in names():
            index = SIMS / name / "index.md"
            row = ", ".join(f"{width}: {height}" for width, height in needed(page, address, name).items())
            index.write_text(HEIGHTS.sub(f"heights: {{{row}}}", index.read_text("utf8")), "utf8")
            print(f"{name}: {row}")


if __name__ == "__main__":
    main()
