import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from layerwise.activations import (
    gelu,
    gelu_tanh,
    leaky_relu,
    log_softmax,
    relu,
    sigmoid,
    silu,
    softmax,
    softplus,
    swiglu,
    tanh,
)
from layerwise.backpropagation import check_gradient
from layerwise.differentiable import vjp

ELEMENTWISE = [relu, leaky_relu, sigmoid, tanh, softplus, gelu, gelu_tanh, silu]
ROWWISE = [softmax, log_softmax]
seeds, shapes = st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), max_size=4).map(tuple)
every = pytest.mark.parametrize("f", ELEMENTWISE + ROWWISE, ids=lambda f: f.__name__)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=lambda f: f.__name__)
@given(seed=seeds, shape=shapes)
def test_elementwise_gradient(f, seed, shape) -> None:
    rng = np.random.default_rng(seed)
    z = rng.uniform(-2, 2, size=(*shape, 3))  # several, as gelu and silu have one point without slope
    assert check_gradient(f, z + 0.1 * np.sign(z), rng=rng) < 1e-8


@given(seeds, shapes, st.integers(2, 5), st.floats(0.3, 3))
def test_rowwise_gradient(seed, lead, K, temperature) -> None:
    rng = np.random.default_rng(seed)
    z = temperature * rng.uniform(-1, 1, size=(*lead, K))
    assert check_gradient(softmax, z, temperature=temperature, rng=rng) < 1e-8
    assert check_gradient(log_softmax, z, rng=rng) < 1e-8


@given(seeds, shapes, st.integers(1, 4), st.integers(1, 4))
def test_swiglu_gradient(seed, lead, n_in, n_out) -> None:
    rng = np.random.default_rng(seed)
    X, (W, V) = rng.normal(size=(*lead[:2], n_in)), rng.normal(size=(2, n_out, n_in))
    assert check_gradient(swiglu, X, W, V, rng=rng) < 1e-8
    np.testing.assert_allclose(swiglu(X, W, V), silu(X @ W.T) * (X @ V.T), atol=1e-12)


# The whole range of a float64 in which the answers differ from 0 and from z, and its far ends.
Z = np.concatenate([np.linspace(-40, 40, 4001), [-1e308, -1000, -1e-300, 1e-300, 1000, 1e308]])
ORACLES = {
    sigmoid: special.expit,
    tanh: np.tanh,
    softplus: lambda z: np.logaddexp(0, z),
    gelu: lambda z: z * special.ndtr(z),
    silu: lambda z: z * special.expit(z),
    leaky_relu: lambda z: np.where(z > 0, z, 0.01 * z),
}


@pytest.mark.parametrize("f", ORACLES, ids=lambda f: f.__name__)
def test_values_are_scipys(f) -> None:
    np.testing.assert_allclose(f(Z), ORACLES[f](Z), rtol=1e-12, atol=1e-300)


@given(seeds, shapes, st.integers(1, 5), st.floats(-1000, 1000))
def test_softmax_is_scipys_and_a_shift_changes_nothing(seed, lead, K, shift) -> None:
    z = 10 * np.random.default_rng(seed).normal(size=(*lead, K))
    np.testing.assert_allclose(softmax(z), special.softmax(z, axis=-1), rtol=1e-12)
    np.testing.assert_allclose(log_softmax(z), special.log_softmax(z, axis=-1), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-10)


@every
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_no_finite_input_gives_a_warning_or_a_nan(f, dtype) -> None:
    largest = float(np.finfo(dtype).max)
    z = np.array([-largest, -1000, -100, -1e-30, 0, 1e-30, 100, 1000, largest], dtype)
    y, pullback = vjp(f, z)
    assert np.isfinite(y).all()
    assert np.isfinite(pullback(np.ones_like(y))[0]).all()


def test_softmax_at_the_ends() -> None:
    np.testing.assert_array_equal(softmax(np.array([1000.0, 0, -1000])), [1, 0, 0])
    np.testing.assert_array_equal(softmax(np.array([1.0, 1.0]), temperature=1e-308), [0.5, 0.5])
    np.testing.assert_array_equal(softmax(np.array([1000.0, -1000]), temperature=1e-300), [1, 0])


def test_slopes_that_are_not_monotone() -> None:
    one = np.ones(1)
    for f, turn in ((gelu, -0.7517916), (silu, -1.2784645)):
        slope = [float(vjp(f, np.array([turn + d]))[1](one)[0][0]) for d in (-0.01, 0.01)]
        assert slope[0] < 0 < slope[1]
        assert vjp(f, np.array([1.5]))[1](one)[0][0] > 1


def test_gelu_tanh_is_near_gelu() -> None:
    gap = np.abs(gelu_tanh(Z) - gelu(Z)).max()
    assert 1e-4 < gap < 5e-4


def test_relu_at_zero() -> None:
    z = np.array([-1.0, -0.0, 0.0, 1e-300])
    (dz,) = vjp(relu, z)[1](-np.ones(4))
    np.testing.assert_array_equal(dz, [0, 0, 0, -1])
    assert not np.signbit(dz[:3]).any()
    assert vjp(leaky_relu, np.zeros(1), slope=0.2)[1](np.ones(1))[0] == 0.2


def test_a_plain_float_is_taken() -> None:
    assert [float(f(0.0)) for f in ELEMENTWISE[:4]] == [0, 0, 0.5, 0]


@every
def test_float32_stays(stays_float32, f) -> None:
    stays_float32(f, np.array([[-1.0, 2.0]]))
    stays_float32(f, np.array([2.0, 3.0]))


def test_float32_stays_with_options_and_for_swiglu(stays_float32) -> None:
    stays_float32(leaky_relu, np.ones(3), slope=0.2)
    stays_float32(softmax, np.ones(3), temperature=2.0)
    stays_float32(swiglu, np.ones((4, 3)), np.ones((2, 3)), np.ones((2, 3)))
    for f in ELEMENTWISE:
        stays_float32(f, np.array(2.0))


@every
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


X, W = np.ones((4, 3)), np.ones((2, 3))


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "slope", leaky_relu, (X,), {"slope": 1.0}),
        (ValueError, "slope", leaky_relu, (X,), {"slope": -0.1}),
        (TypeError, "slope", leaky_relu, (X,), {"slope": "0.1"}),
        (ValueError, "temperature", softmax, (X,), {"temperature": 0}),
        (ValueError, "temperature", softmax, (X,), {"temperature": np.nan}),
        (ValueError, "z", softmax, (1.0,), {}),
        (ValueError, "z", log_softmax, (1.0,), {}),
        (ValueError, "X", swiglu, (W.T, W, W), {}),
        (ValueError, "V", swiglu, (X, W, W.T), {}),
        (TypeError, "W", swiglu, (X, W.astype(np.float32), W.astype(np.float32)), {}),
    ],
)
def test_options_refuse(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_rows_as_wide_as_the_floats_themselves_do_not_overflow(dtype) -> None:
    most = np.finfo(dtype).max
    z = np.array([[most, -most], [-most, -most / 2], [0, -most]], dtype)
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_array_equal(softmax(z), [[1, 0], [0, 1], [1, 0]])
        np.testing.assert_array_equal(log_softmax(z).max(axis=-1), 0)
        assert np.isfinite(log_softmax(z)).all()
