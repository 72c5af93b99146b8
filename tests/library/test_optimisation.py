import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.optimisation import (
    SGD,
    Adam,
    AdamW,
    Optimiser,
    RMSProp,
    accumulate,
    clip_by_norm,
    clip_by_value,
    global_norm,
)

MAKERS = {
    "sgd": SGD,
    "momentum": lambda rate: SGD(rate, momentum=0.9),
    "nesterov": lambda rate: SGD(rate, momentum=0.9, nesterov=True),
    "rmsprop": RMSProp,
    "adam": Adam,
    "adamw": AdamW,
}
every = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@every
def test_every_optimiser_walks_down_a_bowl_in_place(make) -> None:
    w = np.array([1.0, -2.0])
    params, optimiser = {"w": w}, make(0.05)
    for _ in range(300):
        optimiser.step(params, {"w": 2 * w})
    assert params["w"] is w
    assert np.abs(w).max() < 0.1


def walk(optimiser, gradients):
    params = {"w": np.zeros(1)}
    for g in gradients:
        optimiser.step(params, {"w": np.array([float(g)])})
    return float(params["w"][0])


def test_by_hand() -> None:
    assert walk(SGD(0.1), [1, 2]) == pytest.approx(-0.3)
    assert walk(SGD(0.1, momentum=0.5), [1, 2]) == pytest.approx(-0.1 - 0.1 * 2.5)
    assert walk(SGD(0.1, momentum=0.5, nesterov=True), [1, 2]) == pytest.approx(-0.15 - 0.1 * 3.25)
    assert walk(RMSProp(0.1, rho=0.75), [2]) == pytest.approx(-0.2)


@given(st.floats(1e-3, 1e3), st.booleans())
def test_adams_first_step_is_the_rate_whatever_the_gradient(size, sign) -> None:
    g = size if sign else -size
    assert walk(Adam(0.01), [g]) == pytest.approx(-0.01 * np.sign(g), rel=1e-4)


def test_decoupled_decay_does_not_pass_through_the_moments() -> None:
    params = {"w": np.array([2.0])}
    AdamW(0.1, decay=0.5).step(params, {"w": np.zeros(1)})
    np.testing.assert_allclose(params["w"], 2 * (1 - 0.05))


def test_a_rate_may_be_a_function_of_the_steps_taken() -> None:
    seen: list[int] = []
    assert walk(SGD(lambda t: seen.append(t) or 0.1 * (t + 1)), [1, 1, 1]) == pytest.approx(-0.6)
    assert seen == [0, 1, 2]


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100))
def test_clipping(seed, limit) -> None:
    rng = np.random.default_rng(seed)
    grads = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}
    flat = np.concatenate([g.ravel() for g in grads.values()])
    assert global_norm(grads) == pytest.approx(np.linalg.norm(flat))
    clipped = clip_by_norm(grads, limit)
    assert global_norm(clipped) == pytest.approx(min(limit, global_norm(grads)))
    np.testing.assert_allclose(clipped["W"] * global_norm(grads), grads["W"] * global_norm(clipped))
    np.testing.assert_array_equal(clip_by_value(grads, limit)["W"], np.clip(grads["W"], -limit, limit))


def test_clipping_at_the_ends() -> None:
    assert not clip_by_norm({"w": np.zeros(2)}, 1.0)["w"].any()
    np.testing.assert_allclose(clip_by_norm({"w": np.array([3e200, 4e200])}, 5.0)["w"], [3, 4])


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_small_batches_add_up_to_the_large_one(seed, sizes) -> None:
    X = np.random.default_rng(seed).normal(size=(sum(sizes), 3))
    total: dict[str, np.ndarray] = {}
    for part in np.split(X, np.cumsum(sizes)[:-1]):
        accumulate(total, {"w": part.mean(axis=0)}, weight=len(part) / len(X))
    np.testing.assert_allclose(total["w"], X.mean(axis=0), atol=1e-14)


@every
def test_float32_stays(make) -> None:
    params, optimiser = {"w": np.ones(3, np.float32)}, make(0.1)
    optimiser.step(params, {"w": np.ones(3, np.float32)})
    kept = [a.dtype for a in optimiser.memory.values()]
    assert {params["w"].dtype, *kept} == {np.dtype(np.float32)}
    assert clip_by_norm(params, 0.1)["w"].dtype == clip_by_value(params, 0.1)["w"].dtype == np.float32


w, g = {"w": np.ones(2)}, {"w": np.ones(2)}


@every
@pytest.mark.parametrize(
    ("error", "name", "params", "grads"),
    [
        (ValueError, "grads", w, {}),
        (ValueError, "grads", w, {"W": np.ones(2)}),
        (ValueError, "grads['w']", w, {"w": np.ones(3)}),
        (TypeError, "grads['w']", w, {"w": np.ones(2, int)}),
        (TypeError, "grads['w']", w, {"w": [1.0, 1.0]}),
        (TypeError, "params['w']", {"w": np.ones(2, int)}, g),
    ],
)
def test_step_refuses(refuses, make, error, name, params, grads) -> None:
    refuses(error, name, make(0.1).step, params, grads)


@every
def test_rates_and_networks_that_do_not_fit(refuses, make) -> None:
    refuses(ValueError, "rate", make, -0.1)
    refuses(ValueError, "rate", make, np.nan)
    refuses(TypeError, "rate", make, "0.1")
    refuses(ValueError, "rate", make(lambda t: -1.0).step, {"w": np.ones(2)}, g)
    used = make(0.1)
    used.step({"w": np.ones(2)}, g)
    refuses(ValueError, "params", used.step, {"w": np.ones(3)}, {"w": np.ones(3)})
    refuses(ValueError, "params", used.step, {"v": np.ones(2)}, {"v": np.ones(2)})


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "momentum", SGD, (0.1,), {"momentum": 1.0}),
        (ValueError, "momentum", SGD, (0.1,), {"nesterov": True}),
        (ValueError, "rho", RMSProp, (0.1,), {"rho": -0.1}),
        (ValueError, "eps", RMSProp, (0.1,), {"eps": 0}),
        (ValueError, "betas[0]", Adam, (0.1,), {"betas": (1.0, 0.9)}),
        (ValueError, "betas[1]", Adam, (0.1,), {"betas": (0.9, np.nan)}),
        (ValueError, "eps", Adam, (0.1,), {"eps": -1e-8}),
        (ValueError, "decay", AdamW, (0.1,), {"decay": -1}),
        (ValueError, "limit", clip_by_norm, (g, 0), {}),
        (ValueError, "limit", clip_by_value, (g, -1), {}),
        (ValueError, "grads", clip_by_norm, ({"w": np.array([np.nan])}, 1), {}),
        (ValueError, "grads", global_norm, ({},), {}),
        (TypeError, "grads['w']", global_norm, ({"w": [1.0]},), {}),
        (ValueError, "weight", accumulate, ({}, g), {"weight": np.inf}),
        (ValueError, "grads", accumulate, ({"v": np.ones(2)}, g), {}),
    ],
)
def test_refusals(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)


def test_an_optimiser_without_a_rule_says_so() -> None:
    with pytest.raises(NotImplementedError, match="update"):
        Optimiser(0.1).step({"w": np.ones(2)}, g)
