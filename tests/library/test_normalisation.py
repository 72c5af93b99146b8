import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.backpropagation import check_gradient
from layerwise.differentiable import differentiable, vjp
from layerwise.normalisation import (
    BatchNorm,
    LayerNorm,
    batch_norm,
    group_norm,
    instance_norm,
    layer_norm,
    rms_norm,
)

seeds, sizes = st.integers(0, 2**32 - 1), st.integers(2, 4)
IMAGE = (2, 4, 3, 2)


def arguments(seed, shape, channels, n=2):
    rng = np.random.default_rng(seed)
    return rng, rng.normal(size=shape), *rng.normal(size=(n, *channels))


@given(seeds, sizes, sizes, sizes)
def test_batch_norm_gradient(seed, B, C, H) -> None:
    for shape in ((B + 1, C), (B, C, H, 2)):
        rng, x, gamma, beta = arguments(seed, shape, (C,))
        assert check_gradient(batch_norm, x, gamma, beta, eps=0.1, rng=rng) < 1e-8
        known = rng.normal(size=C), rng.uniform(0.5, 2, size=C)
        assert check_gradient(batch_norm, x, gamma, beta, statistics=known, rng=rng) < 1e-8


@given(seeds, sizes, sizes, st.integers(2, 4))
def test_layer_and_rms_norm_gradient(seed, B, T, d) -> None:
    for lead in ((), (B,), (B, T)):
        rng, x, gamma, beta = arguments(seed, (*lead, d), (d,))
        assert check_gradient(layer_norm, x, gamma, beta, eps=0.1, rng=rng) < 1e-8
        assert check_gradient(rms_norm, x, gamma, eps=0.1, rng=rng) < 1e-8


@given(seeds, sizes, st.integers(1, 3), sizes)
def test_image_norms_gradient(seed, B, share, H) -> None:
    rng, x, gamma, beta = arguments(seed, (B, 2 * share, H, 2), (2 * share,))
    assert check_gradient(group_norm, x, gamma, beta, groups=2, eps=0.1, rng=rng) < 1e-8
    assert check_gradient(instance_norm, x, gamma, beta, eps=0.1, rng=rng) < 1e-8
    rng, x, gamma, beta = arguments(seed, (B, 2, H, 3), (2, H, 3))
    assert check_gradient(layer_norm, x, gamma, beta, axes=(1, 2, 3), eps=0.1, rng=rng) < 1e-8


@given(seeds)
def test_the_schemes_meet_at_their_ends(seed) -> None:
    _, x, gamma, beta = arguments(seed, IMAGE, (4,))
    ones, zeros = np.ones(4), np.zeros(4)
    whole = layer_norm(x, np.ones(IMAGE[1:]), np.zeros(IMAGE[1:]), axes=(1, 2, 3))
    np.testing.assert_allclose(group_norm(x, ones, zeros, groups=1), whole, atol=1e-12)
    np.testing.assert_allclose(
        group_norm(x, gamma, beta, groups=4), instance_norm(x, gamma, beta), atol=1e-12
    )
    one = x[:1]
    np.testing.assert_allclose(batch_norm(one, gamma, beta), instance_norm(one, gamma, beta), atol=1e-12)


@given(seeds, st.floats(0.5, 50), st.floats(-50, 50))
def test_what_each_cannot_see(seed, scale, shift) -> None:
    _, x, gamma, beta = arguments(seed, (6, 3), (3,))
    tiny = {"eps": 1e-300}
    np.testing.assert_allclose(
        batch_norm(scale * x + shift, gamma, beta, **tiny), batch_norm(x, gamma, beta, **tiny), atol=1e-9
    )
    np.testing.assert_allclose(
        layer_norm(scale * x + shift, gamma, beta, **tiny), layer_norm(x, gamma, beta, **tiny), atol=1e-9
    )
    np.testing.assert_allclose(rms_norm(scale * x, gamma, **tiny), rms_norm(x, gamma, **tiny), atol=1e-9)


def test_by_hand() -> None:
    x, ones, zeros = np.array([1.0, 2.0, 3.0]), np.ones(3), np.zeros(3)
    np.testing.assert_allclose(layer_norm(x, ones, zeros), [-1.22474, 0, 1.22474], atol=1e-5)
    np.testing.assert_allclose(rms_norm(x, ones), [0.463, 0.926, 1.389], atol=1e-3)
    assert np.linalg.norm(layer_norm(x, ones, zeros)) == pytest.approx(np.sqrt(3), rel=1e-4)


def test_a_large_offset_in_float32_changes_nothing(rng) -> None:
    x = (1e4 + rng.normal(size=(300, 32))).astype(np.float32)
    exact, ones, zeros = x.astype(float), np.ones(32), np.zeros(32)
    for f in (batch_norm, layer_norm):
        ours = f(x, ones.astype(np.float32), zeros.astype(np.float32))
        np.testing.assert_allclose(ours, f(exact, ones, zeros), atol=1e-5)


def test_constant_batches_give_beta_and_finite_gradients() -> None:
    x, gamma, beta = np.full(IMAGE, 7.0), np.ones(4), np.arange(4.0)
    for f, options in ((batch_norm, {}), (instance_norm, {}), (group_norm, {"groups": 2})):
        y, pullback = vjp(f, x, gamma, beta, **options)
        np.testing.assert_array_equal(y, np.broadcast_to(beta[:, None, None], IMAGE))
        assert all(np.isfinite(g).all() for g in pullback(np.ones_like(y)))
    assert (rms_norm(np.zeros(4), gamma) == 0).all()


def test_the_layer_owns_the_running_averages(rng) -> None:
    x, layer = rng.normal(2, 3, size=(10, 4)), BatchNorm(4, momentum=0.25)
    np.testing.assert_allclose(layer.forward(x), x, rtol=1e-4)  # at first mean 0, variance 1
    y = layer.forward(x, training=True)
    np.testing.assert_allclose(y.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(layer.state["mean"], x.mean(axis=0) / 4)
    np.testing.assert_allclose(layer.state["variance"], 0.75 + x.var(axis=0, ddof=1) / 4)
    for _ in range(200):
        layer.forward(x, training=True)
    before = layer.state["mean"].copy()
    np.testing.assert_allclose(layer.forward(x)[:1], layer.forward(x[:1]))
    np.testing.assert_allclose(layer.forward(x).mean(axis=0), 0, atol=1e-12)
    np.testing.assert_array_equal(layer.state["mean"], before)


@pytest.mark.parametrize("make", [BatchNorm, LayerNorm])
def test_layers_gradients(make, rng) -> None:
    layer = make(3)

    @differentiable
    def through(x, gamma, beta):
        layer.params.update(gamma=gamma, beta=beta)
        return layer.forward(x, training=True), lambda dy: (layer.backward(dy), *layer.grads.values())

    x, gamma, beta = rng.normal(size=(5, 3)), rng.normal(size=3), rng.normal(size=3)
    assert check_gradient(through, x, gamma, beta, rng=rng) < 1e-8


def test_float32_stays(stays_float32) -> None:
    x, ones, image = np.ones((3, 4)), np.ones(4), np.ones(IMAGE)
    stays_float32(batch_norm, x, ones, ones)
    stays_float32(batch_norm, image, ones, ones)
    stays_float32(batch_norm, x, ones, ones, statistics=(np.ones(4, np.float32), np.ones(4, np.float32)))
    stays_float32(layer_norm, x, ones, ones)
    stays_float32(rms_norm, x, ones)
    stays_float32(instance_norm, image, ones, ones)
    stays_float32(group_norm, image, ones, ones, groups=2)
    layer = BatchNorm(4, dtype=np.float32)
    assert layer.forward(x.astype(np.float32), training=True).dtype == np.float32
    assert {s.dtype for s in layer.state.values()} == {np.dtype(np.float32)}


x2, x4, one, ten = np.ones((3, 4)), np.ones(IMAGE), np.ones(4), np.ones(10)


@pytest.mark.parametrize("f", [batch_norm, layer_norm])
@pytest.mark.parametrize(
    ("error", "name", "args"),
    [
        (TypeError, "x", (x2.astype(int), one, one)),
        (ValueError, "x", (x2[:0], one, one)),
        (ValueError, "gamma", (x2, ten, one)),
        (ValueError, "beta", (x2, one, ten)),
        (TypeError, "gamma", (x2, one.astype(np.float32), one)),
        (TypeError, "beta", (x2, one, one.astype(object))),
    ],
)
def test_both_refuse(refuses, f, error, name, args) -> None:
    refuses(error, name, f, *args)
    refuses(ValueError, "eps", f, x2, one, one, eps=0)
    refuses(ValueError, "eps", f, x2, one, one, eps=-1e-5)


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "x", batch_norm, (one, one, one), {}),
        (ValueError, "x", batch_norm, (x2[:1], one, one), {}),
        (ValueError, "statistics", batch_norm, (x2, one, one), {"statistics": (ten, ten)}),
        (ValueError, "axes", layer_norm, (x2, one, one), {"axes": (2,)}),
        (ValueError, "axes", layer_norm, (x2, one, one), {"axes": (1, -1)}),
        (ValueError, "axes", layer_norm, (x2, one, one), {"axes": ()}),
        (TypeError, "axes", layer_norm, (x2, one, one), {"axes": 1}),
        (TypeError, "axes", layer_norm, (x2, one, one), {"axes": [0]}),
        (ValueError, "x", instance_norm, (x2, one, one), {}),
        (ValueError, "groups", group_norm, (x4, one, one), {"groups": 3}),
        (ValueError, "groups", group_norm, (x4, one, one), {"groups": 0}),
        (TypeError, "groups", group_norm, (x4, one, one), {"groups": 2.0}),
        (ValueError, "gamma", rms_norm, (x2, ten), {}),
        (ValueError, "n", BatchNorm, (0,), {}),
        (ValueError, "momentum", BatchNorm, (3,), {"momentum": 1.0}),
        (ValueError, "eps", LayerNorm, (3,), {"eps": 0}),
        (TypeError, "dtype", LayerNorm, (3,), {"dtype": int}),
    ],
)
def test_refusals(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)
