"""`make pictures`: the pictures of the gallery, two for each sim, and the moving one of the README, from the running sims.

`python -m tests.draw_pictures NAME ...` draws those of some sims only.
"""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bookmaking.gallery import SCHEMES, shown
from bookmaking.sims import SIMS, names
from tests.chromium import FLAGS, find
from tests.serving import serving

LARGEST = 12_000  # bytes of a picture
COLOURS = (96, 64, 48, 32, 24, 16)
SIZE = {"width": 400, "height": 700}
MOVING = "matrix-transformation"
TARGET = Path(f"docs/assets/{MOVING}.webp")
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


def still(page: Page, address: str, name: str, scheme: str) -> Image.Image:
    """The figure of a sim, as its own page opens it."""
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto("about:blank")
    page.goto(f"{address}/sims/{name}/main.html#v1&preset={shown(name)}")
    page.evaluate("sim.settled()")
    return Image.open(BytesIO(page.locator("#stage").screenshot())).convert("RGB")


def save(image: Image.Image, target: Path) -> None:
    """As good as fits: with few colours and sharp; where a figure has too many, with many and softer."""
    kind, written = next(found for found in tries(image) if len(found[1]) <= LARGEST)
    target.write_bytes(written)
    print(f"{target.relative_to(SIMS.parent)}: {len(written) / 1000:.1f} KB, {kind}")


def tries(image: Image.Image) -> Iterator[tuple[str, bytes]]:
    """The picture written in ever fewer bytes."""
    for colours in COLOURS:
        few = image.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
        yield f"{colours} colours", webp(few, lossless=True, quality=100)
    for quality in range(80, 10, -5):
        yield f"quality {quality}", webp(image, quality=quality)


def webp(image: Image.Image, **options: object) -> bytes:
    """The bytes of its file."""
    file = BytesIO()
    image.save(file, "webp", method=6, **options)
    return file.getvalue()


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


def move(page: Page, address: str) -> None:
    """The moving picture."""
    page.set_viewport_size({"width": 640, "height": 480})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}/sims/{MOVING}/main.html#v1&preset=rotate")
    frames = [picture(page, tip) for tip in path()]
    frames[0].save(
        TARGET, save_all=True, append_images=frames[1:], duration=110, loop=0, quality=45, method=6
    )
    print(f"{TARGET}: {TARGET.stat().st_size // 1000} KB")


def main(chosen: Iterable[str]) -> None:
    """Write the pictures of the chosen sims, or all pictures."""
    with serving(Path.cwd()) as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=find(), args=FLAGS).new_page()
        for name in chosen or names():
            for scheme in SCHEMES:
                save(still(page, address, name, scheme), SIMS / name / f"{scheme}.webp")
        if not chosen:
            move(page, address)


if __name__ == "__main__":
    main(sys.argv[1:])
