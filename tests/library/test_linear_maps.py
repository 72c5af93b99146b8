import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.backpropagation import check_gradient
from layerwise.linear_maps import (
    affine,
    compose,
    projection,
    reflection,
    rotation,
    scaling,
    shear,
    signed_area,
)

# The batch that runs through the whole book.
X = np.array([[0.8, 0.3, 0.5], [0.1, 0.9, 0.2], [0.6, 0.4, 0.7], [0.3, 0.8, 0.1]])
W = np.array([[0.2, -0.5, 0.1], [0.8, 0.3, -0.4]])
b = np.array([0.1, -0.1])
Z = np.array([[0.16, 0.43], [-0.31, 0.17], [0.09, 0.22], [-0.23, 0.34]])

seeds, sizes = st.integers(0, 2**32 - 1), st.integers(1, 5)
angles = st.floats(-10, 10)


def layer(rng: np.random.Generator, n_in: int, n_out: int) -> tuple[np.ndarray, np.ndarray]:
    return rng.normal(size=(n_out, n_in)), rng.normal(size=n_out)


def test_the_books_batch() -> None:
    np.testing.assert_allclose(affine(X, W, b), Z, atol=1e-15)
    np.testing.assert_allclose(
        affine(np.array([1.0, 2.0]), np.array([[1, 0], [0.5, -1]]), b * [1, -2]), [1.1, -1.3]
    )


@given(seeds, st.lists(sizes, max_size=3), sizes, sizes)
def test_affine_gradient_for_single_vectors_and_batches_of_any_rank(seed, lead, n_in, n_out) -> None:
    rng = np.random.default_rng(seed)
    assert check_gradient(affine, rng.normal(size=(*lead, n_in)), *layer(rng, n_in, n_out), rng=rng) < 1e-8


@given(seeds, sizes, sizes, sizes)
def test_a_batch_is_its_rows(seed, batch, n_in, n_out) -> None:
    rng = np.random.default_rng(seed)
    rows, (W, b) = rng.normal(size=(batch, n_in)), layer(rng, n_in, n_out)
    np.testing.assert_allclose(affine(rows, W, b), [W @ x + b for x in rows], atol=1e-12)


@given(seeds, sizes, sizes, sizes)
def test_two_affine_maps_in_a_row_are_one(seed, n, k, m) -> None:
    rng = np.random.default_rng(seed)
    x, inner, outer = rng.normal(size=n), layer(rng, n, k), layer(rng, k, m)
    np.testing.assert_allclose(
        affine(affine(x, *inner), *outer), affine(x, *compose(outer, inner)), atol=1e-12
    )


@given(angles, angles)
def test_rotations_add_up_and_keep_lengths_and_areas(a, c) -> None:
    np.testing.assert_allclose(rotation(a) @ rotation(c), rotation(a + c), atol=1e-12)
    np.testing.assert_allclose(rotation(a).T @ rotation(a), np.eye(2), atol=1e-12)
    assert signed_area(rotation(a)) == pytest.approx(1)


@given(angles)
def test_a_reflection_undoes_itself_and_fixes_its_line(a) -> None:
    u = np.array([np.cos(a), np.sin(a)])
    np.testing.assert_allclose(reflection(a) @ reflection(a), np.eye(2), atol=1e-12)
    np.testing.assert_allclose(reflection(a) @ u, u, atol=1e-12)
    assert signed_area(reflection(a)) == pytest.approx(-1)


@given(angles)
def test_a_projection_repeated_changes_nothing_and_loses_the_area(a) -> None:
    P = projection(a)
    np.testing.assert_allclose(P @ P, P, atol=1e-12)
    np.testing.assert_allclose(2 * P - np.eye(2), reflection(a), atol=1e-12)
    assert signed_area(P) == pytest.approx(0, abs=1e-12)


@given(seeds)
def test_signed_area_is_the_determinant(seed) -> None:
    M = np.random.default_rng(seed).normal(size=(2, 2))
    assert signed_area(M) == pytest.approx(np.linalg.det(M))


def test_directions_and_signs() -> None:
    np.testing.assert_allclose(rotation(np.pi / 2) @ [1, 0], [0, 1], atol=1e-15)
    np.testing.assert_array_equal(shear(1.5) @ [0, 1], [1.5, 1])
    np.testing.assert_array_equal(shear(0, 2) @ [1, 0], [1, 2])
    np.testing.assert_array_equal(scaling(2, -3) @ [1, 1], [2, -3])
    np.testing.assert_array_equal(reflection(0) @ [1, 1], [1, -1])
    assert signed_area(scaling(2, -3)) == -6 and signed_area(shear(4)) == 1


def test_float32_stays(stays_float32) -> None:
    stays_float32(affine, X, W, b)
    stays_float32(affine, X[0], W, b)


@pytest.mark.parametrize(
    ("error", "name", "args"),
    [
        (ValueError, "X", (X[:, :2], W, b)),
        (ValueError, "X", (X, W.T, np.ones(3))),
        (ValueError, "X", (X[:0], W, b)),
        (ValueError, "X", (1.0, W, b)),
        (ValueError, "W", (X, b, b)),
        (ValueError, "b", (X, W, np.ones(3))),
        (ValueError, "b", (X, W, np.ones((1, 2)))),
        (TypeError, "X", (X.astype(int), W, b)),
        (TypeError, "X", (X.astype(object), W, b)),
        (TypeError, "X", (X.tolist(), W, b)),
        (TypeError, "W", (X.astype(np.float32), W, b)),
        (TypeError, "b", (X, W, b.astype(np.float32))),
    ],
)
def test_affine_refuses(refuses, error, name, args) -> None:
    refuses(error, name, affine, *args)


@pytest.mark.parametrize(
    ("error", "name", "f", "args"),
    [
        (ValueError, "angle", rotation, (np.inf,)),
        (ValueError, "angle", reflection, (np.nan,)),
        (TypeError, "angle", projection, ("90°",)),
        (TypeError, "sx", scaling, (True, 1.0)),
        (ValueError, "sy", scaling, (1.0, np.nan)),
        (ValueError, "kx", shear, (-np.inf,)),
        (TypeError, "ky", shear, (0.0, None)),
        (ValueError, "W", signed_area, (np.eye(3),)),
        (TypeError, "W", signed_area, (np.eye(2, dtype=int),)),
    ],
)
def test_plane_maps_refuse(refuses, error, name, f, args) -> None:
    refuses(error, name, f, *args)


@pytest.mark.parametrize(
    ("error", "name", "outer", "inner"),
    [
        (ValueError, "inner", (W, b), (W, b)),
        (TypeError, "outer", W, (W, b)),
        (ValueError, "inner[1]", (W.T, np.ones(3)), (W, np.ones(3))),
        (TypeError, "inner[0]", (W.T, np.ones(3)), (W.astype(int), b)),
        (TypeError, "outer[1]", (W.T, np.ones(3, np.float32)), (W, b)),
    ],
)
def test_compose_refuses(error, name, outer, inner) -> None:
    with pytest.raises(error) as caught:
        compose(outer, inner)
    assert str(caught.value).startswith(f"{name}: expected ")
