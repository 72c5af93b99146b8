import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from layerwise.data import normal, uniform


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
