"""The pictures of the gallery show the sims as they are today."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

from bookmaking.gallery import SCHEMES
from bookmaking.sims import SIMS
from tests.draw_pictures import still

LIKE = 4  # of 255, on the mean: other fonts stay below it, another preset or layout does not


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, from afar."""
    small = [image.convert("L").resize((50, 50), Image.Resampling.BOX) for image in (one, other)]
    return float(ImageStat.Stat(ImageChops.difference(*small)).mean[0])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_picture_shows_the_sim(page: Page, server: str, name: str, scheme: str) -> None:
    drawn = Image.open(SIMS / name / f"{scheme}.webp")
    assert unlike(drawn, still(page, server, name, scheme)) <= LIKE, "run `make pictures`"


def test_another_picture_is_not_taken_for_it() -> None:
    pictures = [Image.open(Path(path)) for path in sorted(SIMS.glob("*/light.webp"))]
    assert all(unlike(one, other) > LIKE for one in pictures for other in pictures if one is not other)
