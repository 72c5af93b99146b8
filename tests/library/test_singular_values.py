import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.singular_values import condition, low_rank, pca

seeds, sizes = st.integers(0, 2**32 - 1), st.integers(2, 6)


@given(seeds, sizes, sizes, st.data())
def test_low_rank_has_that_rank_and_the_gap_is_the_next_singular_value(seed, m, n, data) -> None:
    A = np.random.default_rng(seed).normal(size=(m, n))
    k = data.draw(st.integers(1, min(m, n)))
    near, s = low_rank(A, k), np.linalg.svd(A, compute_uv=False)
    assert np.linalg.matrix_rank(near) == k
    assert np.linalg.norm(A - near, 2) == pytest.approx(s[k] if k < len(s) else 0, abs=1e-12)


@given(seeds, sizes)
def test_condition_is_numpys(seed, n) -> None:
    A = np.random.default_rng(seed).normal(size=(n, n))
    assert condition(A) == pytest.approx(np.linalg.cond(A))
    assert condition(np.outer(A[0], A[1])) == np.inf


@given(seeds, sizes, st.integers(2, 8))
def test_pca_diagonalises_the_covariance(seed, n, batch) -> None:
    X = np.random.default_rng(seed).normal(size=(batch, n)) * np.arange(1, n + 1)
    k = min(X.shape)
    mean, directions, variances = pca(X, k)
    np.testing.assert_allclose(directions @ directions.T, np.eye(k), atol=1e-12)
    np.testing.assert_allclose(
        np.cov((X - mean) @ directions.T, rowvar=False), np.diag(variances), atol=1e-10
    )
    assert np.all(np.diff(variances) <= 0)
    assert np.all(np.take_along_axis(directions, np.abs(directions).argmax(1)[:, None], 1) > 0)


def test_float32_stays() -> None:
    A = np.eye(3, dtype=np.float32)
    assert low_rank(A, 2).dtype == np.float32
    assert {part.dtype for part in pca(A, 2)} == {np.dtype(np.float32)}


def test_bad_input(refuses) -> None:
    A = np.ones((2, 3))
    refuses(ValueError, "rank", low_rank, A, 3)
    refuses(ValueError, "rank", low_rank, A, 0)
    refuses(TypeError, "rank", low_rank, A, 1.0)
    refuses(ValueError, "A", low_rank, A[0], 1)
    refuses(TypeError, "A", condition, A.astype(int))
    refuses(ValueError, "A", condition, A[:0])
    refuses(ValueError, "X", pca, A[:1], 1)
    refuses(ValueError, "n_directions", pca, A, 3)
    refuses(TypeError, "X", pca, A.astype(object), 1)
