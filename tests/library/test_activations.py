import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.activations import relu
from layerwise.backpropagation import check_gradient
from layerwise.differentiable import vjp

seeds, shapes = st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), max_size=4).map(tuple)


@given(seeds, shapes)
def test_relu_gradient(seed, shape) -> None:
    rng = np.random.default_rng(seed)
    z = rng.normal(size=shape)
    assert check_gradient(relu, z + 0.1 * np.sign(z), rng=rng) < 1e-8


def test_relu_at_zero_and_at_the_ends_of_the_range() -> None:
    z = np.array([-1e308, -1e-300, -0.0, 0.0, 1e-300, 1e308])
    y, pullback = vjp(relu, z)
    np.testing.assert_array_equal(y, [0, 0, 0, 0, 1e-300, 1e308])
    (dz,) = pullback(-np.ones(6))
    np.testing.assert_array_equal(dz, [0, 0, 0, 0, -1, -1])
    assert not np.signbit(dz[:4]).any()


def test_relu_takes_a_plain_float() -> None:
    assert relu(-2.0) == 0 and relu(2.0) == 2


@pytest.mark.parametrize("f", [relu])
def test_float32_stays(stays_float32, f) -> None:
    stays_float32(f, np.array([[-1.0, 2.0]]))
    stays_float32(f, np.array(2.0))


@pytest.mark.parametrize("f", [relu])
@pytest.mark.parametrize(
    ("error", "z"),
    [
        (TypeError, np.array([1, 2])),
        (TypeError, np.array([1.0], dtype=object)),
        (TypeError, [1.0, 2.0]),
        (TypeError, 3),
        (TypeError, np.array([1j])),
        (ValueError, np.ones((0, 3))),
    ],
)
def test_activations_refuse(refuses, f, error, z) -> None:
    refuses(error, "z", f, z)
