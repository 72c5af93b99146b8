import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.backpropagation import check_gradient
from layerwise.differentiable import differentiable, vjp
from layerwise.layer import Dense, Sequential
from layerwise.losses import l2_penalty
from layerwise.regularisation import Dropout, EarlyStopping, dropout, weight_decay
from layerwise.saving import load, save

seeds, shares = st.integers(0, 2**32 - 1), st.floats(0, 0.9)


@given(seeds, st.lists(st.integers(1, 4), max_size=3), shares, st.booleans())
def test_dropout_gradient(seed, shape, p, training) -> None:
    rng = np.random.default_rng(seed)
    fixed = differentiable(
        lambda h: dropout.with_pullback(h, p=p, rng=np.random.default_rng(seed), training=training)
    )
    assert check_gradient(fixed, rng.normal(size=(*shape, 2)), rng=rng) < 1e-8


@given(seeds, shares)
def test_dropout_keeps_the_mean_and_drops_a_share_p(seed, p) -> None:
    y = dropout(np.ones(20_000), p=p, rng=np.random.default_rng(seed), training=True)
    assert (y == 0).mean() == pytest.approx(p, abs=0.02)
    assert y.mean() == pytest.approx(1, abs=0.1)
    np.testing.assert_allclose(y[y > 0], 1 / (1 - p))


def test_without_training_nothing_is_dropped_and_nothing_drawn(rng) -> None:
    h, before = np.arange(4.0), rng.bit_generator.state
    np.testing.assert_array_equal(dropout(h, p=0.9, rng=rng, training=False), h)
    assert rng.bit_generator.state == before
    assert dropout(h, p=0.9, rng=rng, training=False) is not h


def test_a_saved_layer_goes_on_with_the_same_masks(tmp_path) -> None:
    net, other = (Sequential(Dropout(0.5, np.random.default_rng(seed))) for seed in (0, 1))
    net.forward(np.ones(9), training=True)
    save(tmp_path / "net.npz", net=net)
    load(tmp_path / "net.npz", net=other)
    np.testing.assert_array_equal(*(n.forward(np.ones(9), training=True) for n in (net, other)))


def test_decay_is_the_gradient_of_the_penalty(rng) -> None:
    params = {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=2)}
    grads = {name: rng.normal(size=p.shape) for name, p in params.items()}
    decayed = weight_decay(params, grads, 0.1)
    pulls = vjp(l2_penalty, *params.values())[1](0.1)
    for name, pull in zip(params, pulls, strict=True):
        np.testing.assert_allclose(decayed[name], grads[name] + pull)
        np.testing.assert_allclose(decayed[name], grads[name] + 0.2 * params[name])


def test_early_stopping_keeps_and_restores_the_best(rng) -> None:
    net, stopping = Sequential(Dense(2, 2, rng)), EarlyStopping(patience=3)
    said = []
    for loss in (5, 4, 6, 4, 7, 1):
        net.params["0.b"][...] = loss
        said.append(stopping.should_stop(loss, net.params))
        if said[-1]:
            break
    assert said == [False, False, False, False, True]
    stopping.restore(net.params)
    assert stopping.best_loss == 4
    np.testing.assert_array_equal(net.params["0.b"], [4, 4])


def test_float32_stays(stays_float32, rng) -> None:
    stays_float32(dropout, np.ones((2, 3)), p=0.5, rng=rng, training=True)
    stays_float32(dropout, np.ones((2, 3)), p=0.5, rng=rng, training=False)
    w = {"w": np.ones(2, np.float32)}
    assert weight_decay(w, w, 0.1)["w"].dtype == np.float32


w = {"w": np.ones(2)}


@pytest.mark.parametrize(
    ("error", "name", "change"),
    [
        (ValueError, "p", {"p": 1.0}),
        (ValueError, "p", {"p": -0.1}),
        (ValueError, "p", {"p": np.nan}),
        (TypeError, "p", {"p": None}),
        (TypeError, "rng", {"rng": None}),
        (TypeError, "rng", {"rng": 0}),
        (TypeError, "h", {"h": np.ones(2, int)}),
        (ValueError, "h", {"h": np.ones((0, 2))}),
    ],
)
def test_dropout_refuses(refuses, rng, error, name, change) -> None:
    options = {"h": np.ones(2), "p": 0.5, "rng": rng, "training": True} | change
    refuses(error, name, dropout, options.pop("h"), **options)


def test_the_rest_refuses(refuses, rng) -> None:
    refuses(ValueError, "p", Dropout, 1.0, rng)
    refuses(TypeError, "rng", Dropout, 0.5, None)
    refuses(ValueError, "strength", weight_decay, w, w, -0.1)
    refuses(ValueError, "grads", weight_decay, w, {}, 0.1)
    refuses(ValueError, "grads['w']", weight_decay, w, {"w": np.ones(3)}, 0.1)
    refuses(ValueError, "patience", EarlyStopping, 0)
    refuses(TypeError, "patience", EarlyStopping, 1.5)
    refuses(ValueError, "loss", EarlyStopping(1).should_stop, np.nan, w)
    refuses(ValueError, "best_params", EarlyStopping(1).restore, w)
