"""The tensor figure draws every element or counts it, shows what NumPy computes, and refuses as NumPy does."""

import json
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from bookmaking.sims import SIMS, evaluate

from .conftest import Figure

SHOWN = """async ([seeds, width]) => {
  const states = [...Object.values(sim.model.presets).map(preset => preset.state), ...seeds.map(sim.randomState)], seen = [];
  for (const state of states) {
    await show({ ...state, follow: [-1] });
    const blocks = [...document.querySelectorAll("#stage [data-part]")].map(({ dataset: { part }, children }) => ({
      name: part, texts: [...children].map(cell => cell.textContent), drawn: [...children].filter(cell => cell.checkVisibility()).length,
      title: document.querySelector(`[data-label="title.${part}"]`).textContent,
    }));
    seen.push({ blocks, program: sim.model.python(sim.state) });
  }
  await show({});
  return seen;
}"""
# What cannot be, as a reader asks for it and as NumPy is asked for it.
IMPOSSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("reshape", {"a": (2, 3, 4), "target": (5, 5)}, "A.reshape(5, 5)"),
    ("reshape", {"a": (2, 3, 4), "target": (-1, 5)}, "A.reshape(-1, 5)"),
    ("reshape", {"a": (2, 3, 4), "target": (5, -1, 2)}, "A.reshape(5, -1, 2)"),
    ("reshape", {"a": (2, 3, 4), "target": (-1, 2, -1)}, "A.reshape(-1, 2, -1)"),
    ("reshape", {"a": (2, 3, 4), "target": (23,)}, "A.reshape(23)"),
    ("reshape", {"a": (2, 3), "target": (-1, 0)}, "A.reshape(-1, 0)"),
    ("transpose", {"a": (2, 3, 4), "axes": (0, 1, 1)}, "A.transpose(0, 1, 1)"),
    ("transpose", {"a": (2, 3, 4), "axes": (-1, 2, 0)}, "A.transpose(-1, 2, 0)"),
    ("transpose", {"a": (2, 3), "axes": (0, 2)}, "A.transpose(0, 2)"),
    ("turned", {"a": (3, 4), "axes": (1, 0), "target": (5, -1)}, "A.transpose(1, 0).reshape(5, -1)"),
    ("turned", {"a": (3, 4), "axes": (1, 1), "target": (4, 3)}, "A.transpose(1, 1).reshape(4, 3)"),
    ("sum", {"a": (2, 3), "axis": 2}, "A.sum(axis=2)"),
    ("squeeze", {"a": (1, 3), "axis": 1}, "A.squeeze(axis=1)"),
    ("squeeze", {"a": (1, 3), "axis": -3}, "A.squeeze(axis=-3)"),
    ("unsqueeze", {"a": (2, 3), "axis": 3}, "np.expand_dims(A, 3)"),
    ("concatenate", {"a": (2, 3), "b": (2, 4), "axis": 0}, "np.concatenate((A, B), axis=0)"),
    ("concatenate", {"a": (2, 3), "b": (3,), "axis": 0}, "np.concatenate((A, B), axis=0)"),
    ("concatenate", {"a": (2, 3), "b": (2, 3), "axis": 2}, "np.concatenate((A, B), axis=2)"),
    ("stack", {"a": (2, 3), "b": (2, 4), "axis": 0}, "np.stack((A, B), axis=0)"),
    ("stack", {"a": (2, 3), "b": (2, 3), "axis": -4}, "np.stack((A, B), axis=-4)"),
    ("add", {"a": (4, 3), "b": (4,)}, "A + B"),
    ("add", {"a": (2, 3, 4), "b": (2, 3, 3)}, "A + B"),
    ("matmul", {"a": (2, 3), "b": (2, 3)}, "A @ B"),
    ("matmul", {"a": (3,), "b": (4,)}, "A @ B"),
    ("matmul", {"a": (2, 3, 4), "b": (3, 4, 2)}, "A @ B"),
    ("matmul", {"a": (2, 2, 3, 4), "b": (3, 4, 2)}, "A @ B"),
]  # fmt: skip


@pytest.fixture
def sim(page: Any) -> Figure:
    """The tensor figure."""
    return Figure(page, "tensor-operations").open()


@pytest.mark.parametrize("width", [320, 375, 800, 1280])
def test_every_element_is_drawn_or_counted(sim: Figure, width: int) -> None:
    sim.resize(width)
    found = []
    for screen in sim.evaluate(SHOWN, [list(range(30)), width]):
        values: dict[str, Any] = {}
        exec(screen["program"], values)
        arrays = {name: values.get(name) for name in ("A", "B", "R")}
        arrays["M"] = values["R"] if values["shares_memory"] is False else values["A"]
        assert {block["name"] for block in screen["blocks"]} == {
            name for name, array in arrays.items() if array is not None
        }
        for block in screen["blocks"]:
            array = np.asarray(arrays[block["name"]])
            _, _, more = block["title"].partition("… ")
            left_out = int(more.split()[0]) if more else 0
            if block["drawn"] + left_out != array.size or block["texts"] != [str(v) for v in array.ravel()]:
                found.append(f"{block['name']} of {array.shape}: {block['drawn']} drawn, {block['title']!r}")
    assert not found, "\n".join(found)


def refusal(request: dict[str, Any], call: str) -> str:
    """NumPy's own message."""
    arrays = {"np": np, "A": np.zeros(request["a"], int), "B": np.ones(request.get("b", ()), int)}
    with pytest.raises(ValueError) as caught:
        eval(call, arrays)
    return str(caught.value)


def state(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """The request as a state of the figure."""
    fields = {"a": ("shape", "ndim"), "b": ("second", "second_ndim"), "target": ("target", "target_ndim")}
    made: dict[str, Any] = {"operation": operation}
    for key, (values, count) in fields.items():
        if key in request:
            made |= {values: [*request[key], 1, 1, 1][:4], count: str(len(request[key]))}
    if "axes" in request:
        made["axes"] = [*request["axes"], 3, 3, 3][:4]
    return made | ({"axis": [request["axis"]]} if "axis" in request else {})


@pytest.mark.parametrize(("operation", "request_", "call"), IMPOSSIBLE, ids=str)
def test_it_refuses_in_numpys_words(sim: Figure, operation: str, request_: dict[str, Any], call: str) -> None:
    sim.evaluate("show", state(operation, request_))
    message = refusal(request_, call)
    assert sim.evaluate("sim.shown.error") == message
    cure, says, quoted = sim.page.inner_text("#words").partition(" NumPy says: ")
    assert says and quoted.startswith(f"“{message.rstrip()}”")
    assert len(cure) > 20 and cure.endswith("."), "the cure stands before the message"


def test_a_tapped_number_is_found_again_everywhere(sim: Figure) -> None:
    ringed = "[...document.querySelectorAll('.followed')].map(cell => [cell.parentElement.dataset.part, cell.textContent])"
    sim.page.locator("#control-operation").select_option("transpose")
    sim.settled()
    sim.page.locator("[data-number='A.13']").click()
    sim.settled()
    assert sorted(sim.evaluate(ringed)) == [["A", "13"], ["M", "13"], ["R", "13"]]
    sim.page.locator("[data-number='M.13']").press("Enter")
    sim.settled()
    assert not sim.evaluate(ringed)


def test_a_number_can_be_followed_into_a_smaller_result(sim: Figure) -> None:
    sim.evaluate("show(sim.model.presets.matmul.state)")
    sim.page.locator("[data-number='A.7']").click()
    sim.settled()
    assert sim.state["follow"] == [7]
    assert "A[1, 1, 1] = 7 goes into 1 sum" in (sim.page.text_content("#words") or "")


def test_pulling_the_edge_of_the_result_lets_numpy_work_out_the_other_size(sim: Figure) -> None:
    edge = sim.page.locator("[data-handle='edge_r.1']")
    box = edge.bounding_box()
    pitch = sim.evaluate("parseFloat(document.querySelector('#stage').style.getPropertyValue('--wide')) + 2")
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    sim.page.mouse.move(x, y)
    sim.page.mouse.down()
    sim.page.mouse.move(x + 4 * pitch, y, steps=9)
    sim.page.mouse.up()
    sim.settled()
    assert sim.state["target"][:2] == [-1, 8]
    assert sim.evaluate("sim.shown.shape") == [3, 8]


def test_while_the_edge_is_pulled_every_number_stays_in_sight(sim: Figure) -> None:
    sim.resize(375)
    box = sim.page.locator("[data-handle='edge_r.1']").bounding_box()
    assert box
    sim.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    sim.page.mouse.down()
    sim.page.mouse.move(box["x"] + 120, box["y"] + box["height"] / 2, steps=9)
    sim.settled()
    assert sim.state["target"][1] > 5
    assert "more" not in sim.page.inner_text("[data-label='title.R']")
    sim.page.mouse.up()


def test_an_axis_is_swapped_with_the_one_it_is_dragged_to(sim: Figure) -> None:
    sim.evaluate("show({ operation: 'transpose' })")
    sim.page.locator("[data-handle='swap.2']").press("ArrowLeft")
    sim.settled()
    assert sim.evaluate("sim.shown.order") == [1, 2, 0]
    assert np.zeros((2, 3, 4)).transpose(1, 2, 0).shape == tuple(sim.evaluate("sim.shown.shape"))


def folds(a: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Shapes of up to four axes for as many numbers."""
    n = int(np.prod(a))
    pairs = [(k, n // k) for k in range(1, n + 1) if n % k == 0]
    return [(n,), *pairs, *((j, k // j, 1, m) for k, m in pairs for j, _ in pairs if k % j == 0)]


def test_a_fold_after_a_turn_copies_where_numpy_does() -> None:
    asked = [
        {"a": a, "axes": axes, "target": target}
        for a in [(3, 4), (2, 3, 4), (1, 3, 1, 4), (2, 1, 2, 3), (1, 1)]
        for axes in permutations(range(len(a)))
        for target in folds(a)
    ]
    states = json.dumps([state("turned", each) for each in asked])
    script = f"{states}.map(state => exports.derive({{ ...exports.initial, ...state }})).map(each => [each.shares_memory, each.strides])"
    wrong, copies = [], 0
    for each, (shared, steps) in zip(asked, evaluate(SIMS / "tensor-operations", script), strict=True):
        A = np.arange(np.prod(each["a"])).reshape(each["a"])
        R = A.transpose(each["axes"]).reshape(each["target"])
        copies += not np.shares_memory(A, R)
        if (shared, tuple(steps)) != (np.shares_memory(A, R), R.strides):
            wrong.append(f"{each}: {shared}, {steps}; NumPy: {R.strides}")
    assert len(asked) > 1000 and 100 < copies < len(asked) - 100
    assert not wrong, wrong[:10]
