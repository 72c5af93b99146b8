"""The kit's bends are the library's, value and slope; its error function is exact far out."""

import json
from math import erfc
from typing import Any

import numpy as np
import pytest
from py_mini_racer import MiniRacer

from bookmaking.sims import SIMS, as_function
from layerwise import activations
from layerwise.differentiable import vjp

Z = np.linspace(-12, 12, 481)


@pytest.fixture(scope="module")
def kit() -> MiniRacer:
    """A V8 that holds the exports of the module as `kit`."""
    racer = MiniRacer()
    source = (SIMS / "kit" / "activations.js").read_text("utf8")
    racer.eval(f"const kit = ({as_function(source)})()")
    return racer


def value(racer: MiniRacer, expression: str) -> Any:
    """The value of an expression."""
    return json.loads(str(racer.eval(f"JSON.stringify({expression})")))


def test_erfc_keeps_its_digits_far_out(kit: MiniRacer) -> None:
    t = np.linspace(-6, 26, 1281).tolist()
    ours = value(kit, f"{t}.map(kit.erfc)")
    np.testing.assert_allclose(ours, [erfc(each) for each in t], rtol=1e-11)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "sigmoid", "tanh", "softplus", "gelu", "silu"])
def test_an_activation_is_the_librarys(kit: MiniRacer, name: str) -> None:
    options = {"slope": 0.1} if name == "leaky_relu" else {}
    y, pullback = vjp(getattr(activations, name), Z, **options)
    ours = value(kit, f"{Z.tolist()}.map(z => kit.ACTIVATIONS.{name}(z, 0.1))")
    # 1 − y² has lost its digits where y is near 1, in the library too: there the last bit of y decides.
    np.testing.assert_allclose(
        ours, np.stack([y, pullback(np.ones_like(y))[0]], axis=1), rtol=1e-9, atol=4e-16
    )


def test_no_activation_is_left_out(kit: MiniRacer) -> None:
    others = {"softmax", "log_softmax", "swiglu", "gelu_tanh"}
    assert set(value(kit, "Object.keys(kit.ACTIVATIONS)")) == set(activations.__all__) - others


@pytest.mark.parametrize("temperature", [0.25, 1.0, 4.0])
def test_softmax_is_the_librarys(kit: MiniRacer, temperature: float) -> None:
    scores = np.array([4.0, -4.0, 0.5])
    ours = value(kit, f"kit.softmax({scores.tolist()}, {temperature})")
    np.testing.assert_allclose(ours, activations.softmax(scores, temperature=temperature), rtol=1e-12)
