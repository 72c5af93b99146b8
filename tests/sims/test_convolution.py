"""The convolution sim is the library's convolution: every kernel, size, stride, padding and turning, one by one."""

import json
from itertools import product
from typing import Any, Literal

import numpy as np
import pytest
from playwright.sync_api import Page

from bookmaking.sims import SIMS, evaluate
from layerwise.convolution import conv2d, conv_output_size, convolve2d
from layerwise.kernels import KERNELS

from .agreement import shows
from .conftest import Figure

FOLDER = SIMS / "convolution-operation"
NAMES = [*KERNELS, "random", "own"]
PADDINGS: dict[str, int | Literal["same"]] = {"none": 0, "1": 1, "2": 2, "same": "same"}
SETTINGS = [
    {"kernel": kernel, "size": size, "stride": stride, "padding": padding, "flip": flip}
    for kernel, size, stride, padding, flip in product(
        NAMES, ["3", "5"], ["1", "2", "3"], PADDINGS, [False, True]
    )
]
# Pictures without any symmetry; a window that stands somewhere else in each setting; kernels that nobody named.
OTHERS = {
    "picture": "own", "rows": [1234567, 8090501, 3141592, 2718281, 9000000, 1414213, 577215], "shift": 1,
    "own3": [[1, -2, 3], [0, 5, -6], [7, 8, 9]], "own5": np.arange(-12, 13).reshape(5, 5).tolist(), "seed": [7],
}  # fmt: skip
STATES: list[dict[str, Any]] = [
    {**setting, **OTHERS, "place": [i % 9, (i // 9) % 9], "all": True} for i, setting in enumerate(SETTINGS)
]


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    """What the model derives in all settings, from one call."""
    states = json.dumps(STATES)
    return list(evaluate(FOLDER, f"{states}.map(state => exports.derive({{...exports.initial, ...state}}))"))


def test_every_setting_is_the_librarys_convolution(answers: list[dict[str, Any]]) -> None:
    assert len(answers) == 9 * 2 * 3 * 4 * 2
    for state, ours in zip(STATES, answers, strict=True):
        x, K = np.array(ours["x"], float), np.array(ours["K"], float) / ours["divisor"]
        stride, padding = int(state["stride"]), PADDINGS[state["padding"]]
        turned = K[::-1, ::-1] if state["flip"] else K
        y = conv2d(x[None, None], turned[None, None].copy(), np.zeros(1), stride=stride, padding=padding)[
            0, 0
        ]
        np.testing.assert_allclose(ours["y"], y, rtol=1e-9, atol=1e-12, err_msg=str(state))
        assert ours["out"] == conv_output_size(7, len(K), stride=stride, padding=padding)
        if state["flip"]:
            np.testing.assert_allclose(
                ours["y"], convolve2d(x, K, stride=stride, padding=padding), atol=1e-12
            )


def test_every_window_makes_its_own_answer(answers: list[dict[str, Any]]) -> None:
    for state, ours in zip(STATES, answers, strict=True):
        row, column, top, left = (ours[key] for key in ("row", "column", "top", "left"))
        k = len(ours["K"])
        seen = np.array(ours["padded"])[top : top + k, left : left + k]
        assert (top, left) == (row * int(state["stride"]), column * int(state["stride"]))
        np.testing.assert_array_equal(ours["patch"], seen)
        np.testing.assert_array_equal(ours["products"], seen * np.array(ours["kernel"]))
        assert ours["total"] == np.sum(ours["products"]) == np.sum(ours["row_sums"])
        assert ours["answer"] == pytest.approx(ours["y"][row][column], abs=1e-12)
        assert ours["total"] / ours["divisor"] == pytest.approx(ours["answer"], abs=1e-12)


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_by_name_has_the_librarys_weights(name: str, answers: list[dict[str, Any]]) -> None:
    found = [
        ours
        for state, ours in zip(STATES, answers, strict=True)
        if (state["kernel"], state["size"]) == (name, "3")
    ]
    for ours in found:
        np.testing.assert_allclose(np.array(ours["K"]) / ours["divisor"], KERNELS[name], atol=1e-15)


@pytest.mark.parametrize("name", KERNELS)
def test_the_larger_kernel_asks_the_same(name: str) -> None:
    """Blank, even and sloping pictures tell the kernels apart; both sizes answer with the same sign."""
    i, j = np.mgrid[-3:4, -3:4].astype(float)
    for x in (np.ones((7, 7)), i + 3, j + 3, i * i + j * j):
        small, large = (response(name, size, x) for size in ("3", "5"))
        assert np.sign(small) == np.sign(large), name
        if name in {"identity", "box", "gaussian", "sharpen"} and x[0, 0] != 18:
            assert small == pytest.approx(large)


def response(name: str, size: str, x: np.ndarray[Any, Any]) -> float:
    """What the kernel of that name and size answers in the middle."""
    K, divisor = evaluate(
        FOLDER,
        f"((d) => [d.K, d.divisor])(exports.derive({{...exports.initial, kernel: '{name}', size: '{size}'}}))",
    )
    r = len(K) // 2
    return float((np.array(K) * x[3 - r : 4 + r, 3 - r : 4 + r]).sum() / divisor)


MOVED = """shifts => shifts.map(shift => {
  const at = shift => exports.derive({...exports.initial, picture: "seven", padding: "none", all: true, shift});
  return [at(0).y, at(shift).y, at(shift).followed];
})"""


def test_answers_move_with_the_picture_where_they_can() -> None:
    for shift, (still, moved, followed) in zip(
        [-2, 1, 3], evaluate(FOLDER, f"({MOVED})([-2, 1, 3])"), strict=True
    ):
        before, after = np.array(still), np.array(moved)
        inside = slice(max(shift, 0), 5 + min(shift, 0))
        np.testing.assert_array_equal(after[:, inside], before[:, max(-shift, 0) : 5 - max(shift, 0)])
        assert np.array(followed)[:, inside].all() and np.sum(followed) == 5 * (5 - abs(shift))


def test_the_output_is_drawn_as_it_was_computed(page: Page) -> None:
    sim = Figure(page, "convolution-operation").open().resize(1280)
    for state in (
        {"all": True},
        {"kernel": "box", "picture": "grain", "all": True},
        {"place": [1, 3], "seen": [1, 0, 0]},
    ):
        sim.evaluate("state => show(state)", state)
        texts = sim.evaluate("[...document.querySelectorAll('text.digit-answer')].map(el => el.textContent)")
        wanted = [value for line in sim.evaluate("sim.shown.answers") for value in line if value is not None]
        assert len(texts) == len(wanted) > 0
        assert all(shows(text, value) for text, value in zip(texts, wanted, strict=True))


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """The pointer takes hold, goes there and lets go."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=8)
    page.mouse.up()


def pixel(sim: Figure, i: float, j: float) -> tuple[float, float]:
    """The middle of a pixel of the unpadded picture, on the screen."""
    box = sim.page.locator(".pad-input").bounding_box()
    assert box
    unit = box["width"] / 7
    return box["x"] + (j + 0.5) * unit, box["y"] + (i + 0.5) * unit


def test_the_window_is_carried_and_asks_on_its_way(page: Page) -> None:
    sim = Figure(page, "convolution-operation").open()
    drag(page, pixel(sim, 3, 2), pixel(sim, 3, 4))
    assert sim.state["place"] == [2, 3]
    assert [value is not None for value in sim.evaluate("sim.shown.answers[2]")] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_ink_is_put_down_where_the_pointer_goes(page: Page) -> None:
    sim = Figure(page, "convolution-operation").open("#v1&picture=own&rows=0,0,0,0,0,0,0&ink=5&shift=1")
    drag(page, pixel(sim, 2, 2), pixel(sim, 2, 5))
    assert (
        sim.state["rows"][2] == 555500
    )  # one column to the left of where it is seen: the picture was moved by one
    sim.page.locator("[data-handle=brush]").press("ArrowDown")
    sim.press("Enter")
    assert sim.state["rows"][3] == 500


def test_back_takes_the_answer_away(page: Page) -> None:
    sim = Figure(page, "convolution-operation").open()
    before = sim.state
    page.locator("#step-on").click()
    page.locator("#step-on").click()
    assert sim.evaluate("sim.shown.asked") == 3
    page.locator("#step-back").click()
    page.locator("#step-back").click()
    assert sim.evaluate("sim.shown.asked") == 1 and sim.state["place"] == before["place"]
