"""The chapter `batches`: one Z in walkthrough, figure, NumPy and PyTorch, and times that are what its words say."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from bookmaking.fences import Fence, find_fences, output_below
from bookmaking.sim_marks import MARK
from bookmaking.sims import SIMS, evaluate
from layerwise.walkthrough import trace

PAGE = Path("docs/chapters/batches.md").read_text("utf8")
FENCES = find_fences(PAGE)
Z = [[0.16, 0.43], [-0.31, 0.17], [0.09, 0.22], [-0.23, 0.34]]
SHOWN = [each for row in Z for each in row] + Z[0]  # the batch, then its first example alone
ANSWERED = {"affine(X[0], W, b)", "dense(examples[0])"}  # NumPy's block and PyTorch's


def fence_with(code: str) -> Fence:
    """The first fence that holds this code."""
    return next(fence for fence in FENCES if code in fence.code)


@pytest.mark.parametrize("title", ["One by one, then at once", "Input by input"])
def test_the_walkthroughs_end_with_it(title):
    listing = next(fence for fence in FENCES if fence.options.get("title") == title)
    walk = trace(listing.code)
    last = [change.value for step in walk.steps for change in step.changes if change.name == "Z"][-1]
    np.testing.assert_allclose(last.corner, Z, atol=1e-12)


@pytest.mark.parametrize("code", sorted(ANSWERED))
def test_numpy_and_pytorch_print_it(code):
    printed = output_below(fence_with(code), FENCES, PAGE)
    assert [float(number) for number in re.findall(r"-?\d+\.\d+", printed.code)] == SHOWN


@pytest.mark.parametrize(("preset", "expected"), [("batch", Z), ("single", Z[:1])])
@pytest.mark.parametrize("order", ["cells", "layers"])
def test_the_figure_fills_its_cells_with_it(preset, order, expected):
    state = f"{{ ...exports.presets.{preset}.state, order: '{order}', at: 16 }}"
    shown = evaluate(SIMS / "matrix-multiplication", f"exports.derive({state})")
    np.testing.assert_allclose(shown["so_far"], expected, atol=1e-12)
    assert shown["C"] == shown["so_far"]


def test_the_chapter_shows_that_figure():
    assert ("matrix-multiplication", "batch") in {
        (mark["name"], mark["preset"]) for mark in MARK.finditer(PAGE)
    }


MEASURED = json.loads(Path("docs/assets/batches.json").read_text("utf8"))


def total_and_each(layer: str) -> tuple[dict[int, float], dict[int, float]]:
    """Milliseconds by size of batch: of the whole batch, and of each example in it."""
    whole = dict(zip(MEASURED[layer]["B"], MEASURED[layer]["ms"], strict=True))
    return whole, {B: ms / B for B, ms in whole.items()}


def test_the_measured_times_are_what_the_chapter_says_of_them():
    (small, small_each), (_, each) = total_and_each("small"), total_and_each("large")
    assert small_each[1] > 100 * small_each[1024]
    assert small[64] < 1.5 * small[1]  # a call is nearly all of the time
    assert each[2] > each[4] > each[1] > each[8]  # two points lie above the first
    assert 5 < each[1] / each[1024] < 20  # falls to about a tenth
    assert each[512] < 1.15 * each[1024] < 1.15 * each[256] < 1.3 * each[1024]  # and is flat


@pytest.mark.parametrize(("layer", "at_one"), [("small", (0.8, 1.2)), ("large", (4.5, 5))])
def test_the_line_holds_from_two_on_and_one_example_is_another_case(layer, at_one):
    t, _ = total_and_each(layer)
    c = (t[1024] - t[16]) / (1024 - 16)
    a = t[16] - 16 * c
    assert all(0.85 < (a + c * B) / t[B] < 1.15 for B in t if B > 1)
    low, high = at_one
    assert low < (a + c) / t[1] < high  # "roughly" for the small layer, "nearly five times" for the large one
    if layer == "large":
        assert t[1] < a / 4  # all weights are fetched in less than a quarter of it
        assert a > 1000 * total_and_each("small")[0][1]  # so it is no call either
