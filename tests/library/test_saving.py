import pickle
from pathlib import Path

import numpy as np
import pytest

from layerwise.activations import tanh
from layerwise.differentiable import vjp
from layerwise.layer import Activation, Dense, Sequential
from layerwise.losses import mean_squared_error
from layerwise.normalisation import BatchNorm
from layerwise.optimisation import SGD, Adam
from layerwise.regularisation import Dropout
from layerwise.saving import load, save


def run(seed: int):
    rng = np.random.default_rng(seed)
    middle = BatchNorm(4), Activation(tanh), Dropout(0.2, np.random.default_rng(seed))
    return Sequential(Dense(3, 4, rng), *middle, Dense(4, 1, rng)), Adam(0.01), rng


def train(net, adam, rng, steps: int) -> None:
    for _ in range(steps):
        X = rng.normal(size=(8, 3))
        _, pullback = vjp(mean_squared_error, net.forward(X, training=True), y=X[:, :1] * X[:, 1:2])
        net.backward(*pullback(1.0))
        adam.step(net.params, net.grads)


def save_run(path: Path, parts) -> None:
    save(path, net=parts[0], adam=parts[1], rng=parts[2])


@pytest.fixture
def file(tmp_path) -> Path:
    parts = run(0)
    train(*parts, 5)
    save_run(tmp_path / "run.npz", parts)
    return tmp_path / "run.npz"


@pytest.mark.parametrize("steps_before", [0, 3])
def test_a_resumed_run_goes_on_digit_for_digit(file, steps_before) -> None:
    whole, resumed = run(0), run(1)
    train(*whole, 12)
    train(*resumed, steps_before)
    load(file, net=resumed[0], adam=resumed[1], rng=resumed[2])
    train(*resumed, 7)
    for name, value in whole[0].params.items():
        np.testing.assert_array_equal(value, resumed[0].params[name])
    for name in ("1.mean", "1.variance"):
        np.testing.assert_array_equal(whole[0].state[name], resumed[0].state[name])


def test_saving_again_replaces_the_file_and_leaves_nothing_else(file) -> None:
    save_run(file, run(2))
    assert [p.name for p in file.parent.iterdir()] == ["run.npz"]


def test_a_save_that_fails_leaves_the_old_file_whole(file, monkeypatch) -> None:
    before = file.read_bytes()

    def full_disk(handle, **arrays):
        handle.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="disk full"):
        save_run(file, run(2))
    assert file.read_bytes() == before
    assert [p.name for p in file.parent.iterdir()] == ["run.npz"]


def damage_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def damage_flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200] ^= 255
    path.write_bytes(data)


def pickled(path: Path) -> None:
    path.write_bytes(pickle.dumps({"net.params.0.W": 1}))


def pickled_inside(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, **{"net.params.0.W": np.array([{}], dtype=object)})


def a_single_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.ones(3))


@pytest.mark.parametrize("damage", [damage_cut, damage_flip, pickled, pickled_inside, a_single_array])
def test_damaged_and_pickled_files_are_refused(refuses, file, damage) -> None:
    damage(file)
    net, adam, rng = run(1)
    before = net.params["0.W"].copy()
    refuses(ValueError, "path", load, file, net=net, adam=adam, rng=rng)
    np.testing.assert_array_equal(net.params["0.W"], before)


def test_other_names_shapes_and_things_are_refused(refuses, file, tmp_path) -> None:
    net, adam, rng = run(1)
    refuses(ValueError, "path", load, file, net=net)
    refuses(ValueError, "path", load, file, network=net, adam=adam, rng=rng)
    middle = BatchNorm(4), Activation(tanh), Dropout(0.2, rng)
    wide = Sequential(Dense(3, 4, rng), *middle, Dense(4, 2, rng))
    refuses(ValueError, "net.params.4.W", load, file, net=wide, adam=adam, rng=rng)
    narrow = Sequential(Dense(3, 4, rng, dtype=np.float32), *middle, Dense(4, 1, rng))
    refuses(ValueError, "net.params.0.W", load, file, net=narrow, adam=adam, rng=rng)
    refuses(TypeError, "net", save, tmp_path / "x.npz", net={"W": np.ones(2)})
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.npz", net=net)


@pytest.mark.parametrize("layout", [np.array("["), np.ones(2)])
def test_an_optimisers_state_is_compared_too(refuses, file, layout) -> None:
    with np.load(file) as stored:
        arrays = dict(stored) | {"adam.state.layout": layout}
    np.savez(file, **arrays)
    net, adam, rng = run(1)
    before = net.params["0.W"].copy()
    refuses(ValueError, "adam", load, file, net=net, adam=adam, rng=rng)
    np.testing.assert_array_equal(net.params["0.W"], before)


def test_an_optimiser_of_another_network_is_noticed_at_its_first_step(refuses, tmp_path) -> None:
    sgd, small, large = SGD(0.1, momentum=0.9), {"w": np.ones(2)}, {"w": np.ones(3)}
    sgd.step(small, {"w": np.ones(2)})
    save(tmp_path / "sgd.npz", sgd=sgd)
    other = SGD(0.1, momentum=0.9)
    load(tmp_path / "sgd.npz", sgd=other)
    refuses(ValueError, "params", other.step, large, {"w": np.ones(3)})


@pytest.mark.parametrize(
    "state", [np.ones(2), np.array("{}"), np.array('{"bit_generator": "MT19937"}'), np.array("x")]
)
def test_a_generator_is_compared_before_anything_is_filled(refuses, file, state) -> None:
    with np.load(file) as stored:
        arrays = dict(stored) | {"rng.generator": state}
    np.savez(file, **arrays)
    net, adam, rng = run(1)
    before = net.params["0.W"].copy()
    refuses(ValueError, "rng.generator", load, file, net=net, adam=adam, rng=rng)
    np.testing.assert_array_equal(net.params["0.W"], before)
