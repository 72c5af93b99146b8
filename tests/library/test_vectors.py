import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg
from scipy.spatial import distance

from layerwise.backpropagation import check_gradient
from layerwise.vectors import angle, cosine_similarity, norm, project, unit

seeds, lead, sizes = st.integers(0, 2**32 - 1), st.lists(st.integers(1, 3), max_size=2), st.integers(2, 6)


def pair(seed, lead, n):
    rng = np.random.default_rng(seed)
    return rng, *rng.normal(size=(2, *lead, n))


@given(seeds, lead, sizes, st.sampled_from([1, 2, np.inf]))
def test_norm_value_and_gradient(seed, lead, n, p) -> None:
    rng, a, _ = pair(seed, lead, n)
    a += 0.1 * np.sign(a) + 0.01 * np.arange(n) * np.sign(a)  # away from 0 and, mostly, from ties
    np.testing.assert_allclose(norm(a, p=p), np.linalg.norm(a, ord=p, axis=-1) if lead else linalg.norm(a, p))
    largest_two = np.sort(np.abs(a))[..., -2:]
    if p != np.inf or np.all(np.diff(largest_two) > 1e-3):
        assert check_gradient(norm, a, p=p, rng=rng) < 1e-8


@given(seeds, lead, sizes)
def test_the_others_gradients(seed, lead, n) -> None:
    rng, a, b = pair(seed, lead, n)
    a, b = a / norm(a)[..., None] + 0.3, b / norm(b)[..., None] - 0.3
    if np.all(np.sin(angle(a, b)) > 0.1) and np.all(norm(a) > 0.1) and np.all(norm(b) > 0.1):
        assert check_gradient(unit, a, rng=rng) < 1e-8
        for f in (cosine_similarity, angle, project):
            assert check_gradient(f, a, b, rng=rng) < 1e-8


@given(seeds, sizes, st.floats(0.01, 100))
def test_a_positive_factor_keeps_the_cosine_and_a_negative_one_flips_it(seed, n, c) -> None:
    _, a, b = pair(seed, [], n)
    cosine = cosine_similarity(a, b)
    assert cosine_similarity(c * a, b) == pytest.approx(cosine, abs=1e-12)
    assert cosine_similarity(-c * a, b) == pytest.approx(-cosine, abs=1e-12)
    assert cosine == pytest.approx(1 - distance.cosine(a, b), abs=1e-12)
    assert np.cos(angle(a, b)) == pytest.approx(cosine, abs=1e-12)


@given(seeds, lead, sizes)
def test_what_the_shadow_leaves_is_at_right_angles(seed, lead, n) -> None:
    _, a, b = pair(seed, lead, n)
    np.testing.assert_allclose(np.vecdot(a - project(a, b), b), 0, atol=1e-12)
    np.testing.assert_allclose(norm(unit(a)), 1)


def test_exact_at_the_ends_of_the_range() -> None:
    huge, tiny = np.array([3e200, 4e200]), np.array([3e-200, 4e-200])
    assert norm(huge) == pytest.approx(5e200)
    assert norm(tiny) == pytest.approx(5e-200)
    np.testing.assert_allclose(unit(tiny), [0.6, 0.8])
    assert cosine_similarity(huge, tiny) == pytest.approx(1)
    assert norm(np.zeros(3)) == 0
    assert angle(np.array([1.0, 0.0]), np.array([1.0, 1e-9])) == pytest.approx(1e-9)


def test_float32_stays(stays_float32) -> None:
    a, b = np.array([[1.0, 2.0]]), np.array([[2.0, -1.0]])
    for p in (1, 2, np.inf):
        stays_float32(norm, a, p=p)
    stays_float32(unit, a[0])
    for f in (cosine_similarity, angle, project):
        stays_float32(f, a, b)
        stays_float32(f, a[0], b[0])


a = np.array([1.0, 2.0])


@pytest.mark.parametrize("f", [cosine_similarity, angle, project])
@pytest.mark.parametrize(
    ("error", "name", "args"),
    [
        (ValueError, "b", (a, np.ones(3))),
        (ValueError, "b", (a, np.zeros(2))),
        (TypeError, "a", (a.astype(int), a)),
        (TypeError, "b", (a, a.astype(np.float32))),
        (ValueError, "a", (a[:0], a)),
        (ValueError, "a", (1.0, a)),
    ],
)
def test_pairs_refuse(refuses, f, error, name, args) -> None:
    refuses(error, name, f, *args)


def test_norm_and_unit_refuse(refuses) -> None:
    refuses(ValueError, "p", norm, a, p=3)
    refuses(TypeError, "x", norm, [1, 2])
    refuses(ValueError, "x", norm, 2.0)
    refuses(ValueError, "x", unit, np.zeros(2))
    refuses(ValueError, "x", unit, np.array([[1.0, 2.0], [0.0, 0.0]]))
    refuses(TypeError, "x", unit, a.astype(object))
