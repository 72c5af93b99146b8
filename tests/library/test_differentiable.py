import inspect

import griffe
import numpy as np
import pytest
from mypy import api

from layerwise.activations import relu
from layerwise.differentiable import Array, WithPullback, differentiable, vjp
from layerwise.linear_maps import affine

X, W, b = np.ones((4, 3)), np.ones((2, 3)), np.zeros(2)


@differentiable
def halve(x: Array, *, twice: bool = False) -> WithPullback[Array]:
    """Half of x."""
    factor = 0.25 if twice else 0.5
    return factor * x, lambda dy: (factor * dy,)


def test_a_plain_call_gives_the_value_and_vjp_gives_both() -> None:
    y, pullback = vjp(halve, X, twice=True)
    assert np.array_equal(y, halve(X, twice=True)) and np.array_equal(y, X / 4)
    assert [np.array_equal(g, X / 4) for g in pullback(X)] == [True]


def test_one_gradient_per_positional_argument_in_order() -> None:
    gradients = vjp(affine, X, W, b)[1](np.ones((4, 2)))
    assert [g.shape for g in gradients] == [(4, 3), (2, 3), (2,)]


def test_inspect_and_griffe_see_the_value_not_the_pair() -> None:
    assert str(inspect.signature(affine)) == "(X: 'Array', W: 'Array', b: 'Array') -> 'Array'"
    assert inspect.signature(halve).return_annotation == Array
    assert halve.__annotations__["return"] == Array and halve.__doc__ == "Half of x."
    page = griffe.load("layerwise.activations", force_inspection=True)
    assert str(page["relu"].returns) == "Array" and page["relu"].docstring is not None


def test_a_rule_without_annotations_keeps_none() -> None:
    bare = differentiable(lambda x: (x, lambda dy: (dy,)))
    assert inspect.signature(bare).return_annotation is inspect.Signature.empty


def test_a_pullback_may_be_called_again() -> None:
    _, pullback = vjp(affine, X, W, b)
    first, again = pullback(np.ones((4, 2))), pullback(np.ones((4, 2)))
    assert all(np.array_equal(g, h) for g, h in zip(first, again, strict=True))


def test_a_float64_upstream_gradient_does_not_promote_float32() -> None:
    _, pullback = vjp(relu, np.ones(3, np.float32))
    assert pullback(np.ones(3))[0].dtype == np.float32


def test_bad_input(refuses) -> None:
    refuses(TypeError, "f", vjp, np.tanh, X)
    refuses(TypeError, "f", vjp, lambda x: x, X)
    _, pullback = vjp(affine, X, W, b)
    refuses(ValueError, "dy", pullback, np.ones(2))
    refuses(ValueError, "dy", pullback, 1.0)


def test_keyword_only_arguments_cannot_slip_in_as_arrays() -> None:
    with pytest.raises(TypeError):
        vjp(halve, X, True)


def test_type_checkers_see_the_value_and_the_arguments(tmp_path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import numpy as np\n"
        "from layerwise.differentiable import vjp\n"
        "from layerwise.linear_maps import affine\n"
        "X = np.ones((2, 2))\n"
        "reveal_type(affine(X, X, X[0]))\n"
        "y, pullback = vjp(affine, X, X, X[0])\n"
        "dX, dW, db = pullback(y)\n"
        "affine('X', X, X[0])\n"
        "vjp(affine, X)\n"
        "vjp(np.tanh, X)\n"
    )
    lines = api.run(["--strict", str(program)])[0].splitlines()
    found = [line.partition("program.py:")[2] for line in lines if ": error:" in line or "Revealed" in line]
    assert [line.split(":")[0] for line in found] == ["5", "8", "9", "10"]
    assert 'Revealed type is "numpy.ndarray' in found[0]
