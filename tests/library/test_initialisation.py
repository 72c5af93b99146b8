import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.initialisation import (
    he_normal,
    he_uniform,
    normal,
    orthogonal,
    xavier_normal,
    xavier_uniform,
)

FANS = {he_normal: 2 / 100, he_uniform: 2 / 100, xavier_normal: 2 / 300, xavier_uniform: 2 / 300}
ALL = [he_normal, he_uniform, xavier_normal, xavier_uniform, orthogonal]
named = pytest.mark.parametrize("f", ALL, ids=lambda f: f.__name__)


@pytest.mark.parametrize("f", FANS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("shape", [(200, 100), (50, 25, 2, 2)])
def test_mean_and_variance(f, shape, rng) -> None:
    W = f(shape, rng)
    assert W.shape == shape
    assert abs(W.mean()) < 0.003
    assert W.var() == pytest.approx(FANS[f], rel=0.05)


@pytest.mark.parametrize(("f", "a"), [(he_uniform, np.sqrt(0.06)), (xavier_uniform, np.sqrt(0.02))])
def test_the_even_ones_reach_their_ends_and_not_beyond(f, a, rng) -> None:
    assert 0.99 * a < np.abs(f((200, 100), rng)).max() <= a


def test_the_tables_of_the_exercise(rng) -> None:
    assert xavier_normal((200, 100), rng).std() == pytest.approx(0.08165, rel=0.02)
    assert he_normal((200, 100), rng).std() == pytest.approx(0.14142, rel=0.02)
    assert normal((300, 300), rng, std=0.5).std() == pytest.approx(0.5, rel=0.02)


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 6))
def test_orthogonal(seed, rows, columns) -> None:
    W = orthogonal((rows, columns), np.random.default_rng(seed))
    product = W @ W.T if rows <= columns else W.T @ W
    np.testing.assert_allclose(product, np.eye(min(rows, columns)), atol=1e-12)


def test_orthogonal_favours_no_sign() -> None:
    corners = [orthogonal((3, 3), np.random.default_rng(seed))[0, 0] for seed in range(400)]
    assert abs(np.mean(corners)) < 0.1


@named
def test_seed_and_dtype(f) -> None:
    first, again = (f((4, 3), np.random.default_rng(7), dtype=np.float32) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert first.dtype == np.float32
    assert not np.array_equal(first, f((4, 3), np.random.default_rng(8)))


@named
@pytest.mark.parametrize(
    ("error", "name", "change"),
    [
        (TypeError, "shape", {"shape": 3}),
        (TypeError, "shape", {"shape": [3, 2]}),
        (ValueError, "shape", {"shape": (3,)}),
        (ValueError, "shape[1]", {"shape": (3, 0)}),
        (TypeError, "shape[0]", {"shape": (3.0, 2)}),
        (TypeError, "rng", {"rng": 0}),
        (TypeError, "dtype", {"dtype": int}),
    ],
)
def test_refusals(refuses, rng, f, error, name, change) -> None:
    refuses(error, name, f, **({"shape": (3, 2), "rng": rng} | change))


def test_normal_refuses(refuses, rng) -> None:
    refuses(ValueError, "std", normal, (3,), rng, std=-1)
    refuses(TypeError, "rng", normal, (3,), None, std=1)
