import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from layerwise.data import (
    blobs,
    minibatches,
    normal,
    spirals,
    split,
    standardise,
    two_moons,
    uniform,
    xor,
)


def slow_uniform(seed: int, i: int) -> float:
    """The generator once more, in whole numbers of any size."""
    x = (seed * 0x9E3779B1 + i) % 2**32
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = ((x ^ x >> shift) * factor) % 2**32
    return ((x ^ x >> 16) + 0.5) / 2**32


@given(st.integers(0, 2**64), st.integers(1, 40))
def test_uniform_follows_its_definition(seed, n) -> None:
    assert uniform(seed, n).tolist() == [slow_uniform(seed, i) for i in range(n)]


@given(st.integers(0, 2**32), st.integers(1, 9))
def test_normal_is_box_muller_on_pairs_cut_to_length(seed, n) -> None:
    u = [slow_uniform(seed, i) for i in range(n + 1)]
    pairs = [
        np.sqrt(-2 * np.log(u[i - i % 2])) * (np.sin if i % 2 else np.cos)(2 * np.pi * u[i - i % 2 + 1])
        for i in range(n)
    ]
    np.testing.assert_allclose(normal(seed, n), pairs, rtol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_distributions_are_what_they_say(seed) -> None:
    assert stats.kstest(uniform(seed, 10_000), "uniform").pvalue > 1e-3
    assert stats.kstest(normal(seed, 10_000), "norm").pvalue > 1e-3


@pytest.mark.parametrize("f", [uniform, normal])
@pytest.mark.parametrize(
    ("error", "name", "seed", "n"),
    [
        (ValueError, "seed", -1, 3),
        (TypeError, "seed", 0.5, 3),
        (ValueError, "n", 1, 0),
        (TypeError, "n", 1, "3"),
    ],
)
def test_bad_input(refuses, f, error, name, seed, n) -> None:
    refuses(error, name, f, seed, n)


seeds = st.integers(0, 2**32 - 1)


@given(seeds, st.integers(1, 40), st.integers(1, 12))
def test_a_pass_of_minibatches_sees_every_example_once(seed, n, size) -> None:
    batches = list(minibatches(n, size, np.random.default_rng(seed)))
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert {len(batch) for batch in batches[:-1]} <= {size}
    assert 1 <= len(batches[-1]) <= size


def test_two_passes_differ_and_a_seed_repeats_them() -> None:
    one, two = (np.random.default_rng(3) for _ in range(2))
    first, second = (np.concatenate(list(minibatches(50, 7, one))) for _ in range(2))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, np.concatenate(list(minibatches(50, 7, two))))


@given(seeds)
def test_standardise(seed) -> None:
    X = np.random.default_rng(seed).normal(5, 3, size=(30, 4))
    X[:, 1] = 7
    scaling = standardise(X)
    np.testing.assert_allclose(scaling(X).mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaling(X).std(axis=0), [1, 0, 1, 1])
    np.testing.assert_allclose(scaling(X[:3]), scaling(X)[:3])


@given(seeds, st.lists(st.integers(1, 20), min_size=1, max_size=4), st.floats(0.1, 0.9))
def test_split_keeps_every_classs_share(seed, counts, share) -> None:
    y = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts))
    train, test = split(y, share, np.random.default_rng(seed))
    assert sorted([*train, *test]) == list(range(len(y)))
    for k, count in enumerate(counts):
        assert abs((y[test] == k).sum() - share * count) < 1


def test_the_shapes_of_the_data(rng) -> None:
    X, y = xor()
    assert (y == (X[:, 0] != X[:, 1])).all()
    X, y = two_moons(200, rng, noise=0.0)
    np.testing.assert_allclose(np.linalg.norm(X[y == 0], axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(X[y == 1] - [1, 0.5], axis=1), 1)
    X, y = spirals(300, rng, classes=3, turns=0.0, noise=0.0)
    np.testing.assert_allclose(np.arctan2(X[y == 1, 1], X[y == 1, 0]), 2 * np.pi / 3)
    centres = np.array([[0.0, 0.0, 0.0], [10.0, 0.0, -10.0]])
    X, y = blobs(2000, rng, centres=centres, spread=2.0)
    for k in (0, 1):
        np.testing.assert_allclose(X[y == k].mean(axis=0), centres[k], atol=0.3)
        np.testing.assert_allclose(X[y == k].std(axis=0), 2, atol=0.2)


@pytest.mark.parametrize("make", [two_moons, spirals])
def test_the_seed_settles_the_data(make) -> None:
    first, again = (make(20, np.random.default_rng(1)) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])


def test_float32_stays() -> None:
    X = np.arange(6, dtype=np.float32).reshape(3, 2)
    assert standardise(X)(X).dtype == np.float32


G, C = np.random.default_rng(0), np.eye(2)


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "n", minibatches, (0, 4, G), {}),
        (ValueError, "size", minibatches, (4, 0, G), {}),
        (TypeError, "rng", minibatches, (4, 2, None), {}),
        (TypeError, "X", standardise, (np.ones((3, 2), int),), {}),
        (ValueError, "X", standardise, (C[:0],), {}),
        (ValueError, "X.shape[1:]", standardise(C), (np.ones((3, 3)),), {}),
        (TypeError, "y", split, (np.ones(3), 0.5, G), {}),
        (ValueError, "y", split, (np.ones((3, 1), int), 0.5, G), {}),
        (ValueError, "share", split, (np.array([0, 1]), 0, G), {}),
        (ValueError, "share", split, (np.array([0, 1]), 1.0, G), {}),
        (TypeError, "rng", split, (np.array([0, 1]), 0.5, 7), {}),
        (ValueError, "n", two_moons, (0, G), {}),
        (ValueError, "noise", two_moons, (5, G), {"noise": -1}),
        (TypeError, "rng", two_moons, (5, None), {}),
        (ValueError, "classes", spirals, (5, G), {"classes": 1}),
        (ValueError, "turns", spirals, (5, G), {"turns": -1}),
        (ValueError, "centres", blobs, (5, G), {"centres": np.ones(3)}),
        (TypeError, "centres", blobs, (5, G), {"centres": [[0.0]]}),
        (ValueError, "spread", blobs, (5, G), {"centres": C, "spread": -1}),
    ],
)
def test_data_refuses(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)
