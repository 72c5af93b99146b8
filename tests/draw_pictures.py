"""`make pictures`: the moving picture of a sim for the README, taken from the running sim."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.chromium import FLAGS, find
from tests.serving import serving

NAME = "matrix-transformation"
TARGET = Path(f"docs/assets/{NAME}.webp")
# Where the first column is pulled, step by step: out, up, through zero area, and home.
WAY = [
    (0.8, 0.6),
    (1.4, 0.3),
    (1.9, -0.2),
    (1.6, -0.9),
    (0.6, -1.3),
    (-0.5, -0.6),
    (-0.6, 0.4),
    (0.2, 0.9),
    (0.8, 0.6),
]
STEPS = 4


def path() -> list[tuple[float, float]]:
    """The way in small, even steps."""
    return [
        (a + (c - a) * k / STEPS, b + (d - b) * k / STEPS)
        for (a, b), (c, d) in pairwise(WAY)
        for k in range(STEPS)
    ]


def picture(page: Page, tip: tuple[float, float]) -> Image.Image:
    """The sim with its first column at `tip`."""
    x, y = (round(value / 0.05) * 0.05 for value in tip)
    page.evaluate(
        """async ([x, y]) => {
          const { W } = sim.state;
          sim.set({ ...sim.state, W: [[x, W[0][1]], [y, W[1][1]]] });
          await sim.settled();
        }""",
        [x, y],
    )
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def main() -> None:
    """Write the picture."""
    with serving(Path.cwd()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = browser.new_page(
            viewport={"width": 640, "height": 480}, reduced_motion="reduce", color_scheme="light"
        )
        page.goto(f"{address}/sims/{NAME}/main.html#v1&preset=rotate")
        frames = [picture(page, tip) for tip in path()]
    frames[0].save(
        TARGET, save_all=True, append_images=frames[1:], duration=110, loop=0, quality=45, method=6
    )
    print(f"{TARGET}: {TARGET.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
