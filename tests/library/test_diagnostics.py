import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.activations import relu
from layerwise.diagnostics import (
    accuracy,
    activation_statistics,
    calibration,
    confusion_matrix,
    dead_fraction,
    gradient_norms,
    update_ratios,
)
from layerwise.layer import Activation, Dense, Sequential

seeds = st.integers(0, 2**32 - 1)


@given(seeds, st.integers(1, 30), st.integers(2, 5))
def test_accuracy_is_the_diagonal_of_the_confusion(seed, B, K) -> None:
    rng = np.random.default_rng(seed)
    scores, y = rng.normal(size=(B, K)), rng.integers(K, size=B)
    confusion = confusion_matrix(scores, y=y)
    assert confusion.shape == (K, K)
    assert confusion.sum() == B
    assert np.trace(confusion) / B == pytest.approx(accuracy(scores, y=y))
    np.testing.assert_array_equal(confusion.sum(axis=1), np.bincount(y, minlength=K))
    one = next(zip(y, scores.argmax(1), strict=True))
    assert confusion[one] >= 1


def test_statistics_of_every_layer(rng) -> None:
    net = Sequential(Dense(3, 4, rng), Activation(relu))
    net.params["0.b"][:2] = -100
    x = rng.normal(size=(50, 3))
    z, a = activation_statistics(net, x)
    assert (z.name, a.name) == ("Dense", "Activation")
    assert z.std == pytest.approx((x @ net.params["0.W"].T + net.params["0.b"]).std())
    assert (z.dead, a.dead) == (0, 0.5)
    with pytest.raises(RuntimeError):
        net.backward(np.ones((50, 4)))


def test_norms_and_ratios() -> None:
    before = {"W": np.array([[3.0, 4.0]]), "b": np.zeros(1)}
    after = {"W": np.array([[3.0, 5.0]]), "b": np.ones(1)}
    assert gradient_norms(before) == {"W": 5, "b": 0}
    assert update_ratios(before, after) == {"W": pytest.approx(0.2), "b": np.inf}


def test_calibration_by_hand() -> None:
    p = np.array([[0.95, 0.05], [0.95, 0.05], [0.4, 0.6], [0.35, 0.65]])
    found = calibration(p, y=np.array([0, 1, 1, 1]), bins=10)
    np.testing.assert_array_equal(found.n, [0, 0, 0, 0, 0, 1, 1, 0, 0, 2])
    np.testing.assert_allclose(found.accuracy[[5, 6, 9]], [1, 1, 0.5])
    np.testing.assert_allclose(found.confidence[[5, 6, 9]], [0.6, 0.65, 0.95])
    assert np.isnan(found.accuracy[0])
    assert found.error == pytest.approx((0.4 + 0.35 + 2 * 0.45) / 4)


@given(seeds, st.integers(1, 20))
def test_one_who_is_right_as_often_as_sure_has_no_error(seed, bins) -> None:
    sure = np.full((10, 2), [0.7, 0.3])
    y = np.random.default_rng(seed).permutation([0] * 7 + [1] * 3)
    assert calibration(sure, y=y, bins=bins).error == pytest.approx(0, abs=1e-12)


S, y = np.eye(3), np.arange(3)


@pytest.mark.parametrize("f", [accuracy, confusion_matrix, calibration])
@pytest.mark.parametrize(
    ("error", "name", "scores", "y"),
    [
        (ValueError, "y", S, y[:2]),
        (ValueError, "y", S, y + 1),
        (ValueError, "y", S, y - 1),
        (TypeError, "y", S, y.astype(float)),
        (TypeError, "y", S, [0, 1, 2]),
        (TypeError, None, S.astype(int), y),
        (ValueError, None, S[0], y),
        (ValueError, None, S[:0], y[:0]),
        (ValueError, None, S * np.nan, y),
    ],
)
def test_scores_refuse(refuses, f, error, name, scores, y) -> None:
    refuses(error, name or ("p" if f is calibration else "scores"), f, scores, y=y)


def test_the_rest_refuses(refuses) -> None:
    refuses(ValueError, "p", calibration, S * 2, y=y)
    refuses(ValueError, "bins", calibration, S, y=y, bins=0)
    refuses(TypeError, "net", activation_statistics, relu, S)
    refuses(TypeError, "a", dead_fraction, S.astype(int))
    refuses(ValueError, "a", dead_fraction, 1.0)
    refuses(ValueError, "a", dead_fraction, S[:0])
    refuses(ValueError, "after", update_ratios, {"w": S}, {})
    refuses(TypeError, "grads['w']", gradient_norms, {"w": [1.0]})
