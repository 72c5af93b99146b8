"""The arithmetic of one entry: what is written down is what was done."""

import pytest

from layerwise.walkthrough import ListingError, rules, trace

SETTING = """\
import numpy as np
from layerwise.activations import relu
from layerwise.linear_maps import affine
X = np.array([[0.8, 0.3, 0.5], [0.1, 0.9, 0.2]])
W = np.array([[0.2, -0.5, 0.1], [0.8, 0.3, -0.4]])
b = np.array([0.1, -0.1])
"""
SUM = "0.8×0.2 + 0.3×(−0.5) + 0.5×0.1 + 0.1 = 0.16"
SPELLED = {
    "matmul and bias": ("Z = X @ W.T + b", "Z[0, 0]", SUM),
    "affine": ("Z = affine(X, W, b)", "Z[0, 0]", SUM),
    "a negative bias": ("Z = X @ W.T + b", "Z[1, 1]", "0.1×0.8 + 0.9×0.3 + 0.2×(−0.4) − 0.1 = 0.17"),
    "one example": ("z = W @ X[0] + b", "z[0]", "0.2×0.8 + (−0.5)×0.3 + 0.1×0.5 + 0.1 = 0.16"),
    "a dot product": ("s = X[0] @ W[1]", "s", "0.8×0.8 + 0.3×0.3 + 0.5×(−0.4) = 0.53"),
    "relu": ("a = relu(b)", "a[1]", "max(0, −0.1) = 0"),
    "broadcasting": ("Y = X * b[:, None]", "Y[1, 2]", "0.2×(−0.1) = −0.02"),
    "a difference of a sum": ("y = b - (b + b)", "y[0]", "0.1 − (0.1 + 0.1) = −0.1"),
    "a power and a quotient": ("y = b**2 / 4", "y[0]", "0.1^2 / 4 = 0.0025"),
    "a sum over everything": ("s = b.sum()", "s", "0.1 − 0.1 = 0"),
    "in place": ("b += 1", "b[0]", "0.1 + 1 = 1.1"),
    "a function": ("y = np.exp(b)", "y[0]", "exp(0.1) ≈ 1.105"),
}


def spell(code: str, target: str) -> str:
    walk = trace(f"{SETTING}#: spell {target}\n{code}")
    assert walk.error is None
    (one,) = walk.steps[-1].spelled
    return f"{one.numbers} {one.sign} {one.value}"


@pytest.mark.parametrize("case", SPELLED)
def test_an_entry_is_spelled_out(case) -> None:
    code, target, expected = SPELLED[case]
    assert spell(code, target) == expected


def test_rounding_that_shows_is_said() -> None:
    assert spell("y = b / 3", "y[0]") == "0.1 / 3 ≈ 0.03333"


def test_a_long_sum_is_cut() -> None:
    walk = trace("import numpy as np\nx = np.arange(9.0)\n#: spell s\ns = x @ x")
    (one,) = walk.steps[-1].spelled
    assert one.numbers == "0×0 + 1×1 + 2×2 + 3×3 + 4×4 + … 4 more"
    assert one.value == "204"


def test_names_lead_back_to_the_operands() -> None:
    walk = trace(f"{SETTING}#: spell Z[1, 0]\nZ = X @ W.T + b")
    (one,) = walk.steps[-1].spelled
    assert one.names == "X[1, 0]×W[0, 0] + X[1, 1]×W[0, 1] + X[1, 2]×W[0, 2] + b[0]"


REFUSED = {
    "another name": ("#: spell Y[0]\nZ = X", "does not assign Y"),
    "an entry that is not there": ("#: spell Z[9, 0]\nZ = X @ W.T", "out of bounds"),
    "a call without a rule": ("#: spell Z[0]\nZ = np.sort(b)", r"`np.sort\(b\)` has no rule"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_spelled_is_refused(case) -> None:
    code, message = REFUSED[case]
    with pytest.raises(ListingError, match=message):
        trace(SETTING + code)


def test_a_rule_that_does_not_give_what_came_out_is_found(monkeypatch) -> None:
    monkeypatch.setitem(rules.RULES, "layerwise.activations.relu", "abs({0})")
    with pytest.raises(ListingError, match=r"the sum is 0\.1, but it became 0"):
        spell("a = relu(b)", "a[1]")
