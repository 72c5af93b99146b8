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


def test_the_measured_times_are_what_the_chapter_says_of_them():
    measured = json.loads(Path("docs/assets/batches.json").read_text("utf8"))
    small, large = (
        {B: ms / B for B, ms in zip(measured[layer]["B"], measured[layer]["ms"], strict=True)}
        for layer in ("small", "large")
    )
    assert (
        small[1] > 100 * small[1024] and 64 * small[64] < 1.5 * small[1]
    )  # a call is nearly all of the time
    assert large[2] > 1.5 * large[1] > large[1]  # the point that rises
    assert 5 < large[1] / large[1024] < 20  # falls to about a tenth
    assert large[512] < 1.15 * large[1024]  # and is flat
