import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerwise.activations import softmax
from layerwise.attention import (
    Embedding,
    MultiHeadAttention,
    attention_weights,
    causal_mask,
    embedding,
    multi_head_attention,
    positional_encoding,
    scaled_dot_product_attention,
)
from layerwise.backpropagation import check_gradient
from layerwise.differentiable import vjp

seeds, small, lead = st.integers(0, 2**32 - 1), st.integers(1, 4), st.lists(st.integers(1, 3), max_size=2)


@given(seeds, lead, small, small, small, small, st.booleans())
def test_attention_gradient(seed, lead, T, S, d, e, masked) -> None:
    rng = np.random.default_rng(seed)
    Q, K, V = (rng.normal(size=(*lead, *shape)) for shape in ((T, d), (S, d), (S, e)))
    mask = rng.random((T, S)) < 0.6 if masked else None
    assert check_gradient(scaled_dot_product_attention, Q, K, V, mask=mask, rng=rng) < 1e-8
    if S > 1:
        both = np.ones((T, S), bool) if mask is None else mask | (np.arange(S) < 2)
        assert check_gradient(attention_weights, Q, K, mask=both, rng=rng) < 1e-8


@given(seeds, lead, small, st.sampled_from([(1, 3), (2, 4), (3, 6), (4, 4)]), st.booleans())
def test_multi_head_gradient(seed, lead, T, sizes, causal) -> None:
    rng, (heads, d) = np.random.default_rng(seed), sizes
    X, Ws = rng.normal(size=(*lead, T, d)), rng.normal(size=(4, d, d)) / np.sqrt(d)
    mask = causal_mask(T) if causal else None
    assert check_gradient(multi_head_attention, X, *Ws, heads=heads, mask=mask, rng=rng) < 1e-8


@given(seeds, lead, small, small)
def test_embedding_is_a_product_with_one_hot_rows(seed, lead, n, d) -> None:
    rng = np.random.default_rng(seed)
    E, tokens = rng.normal(size=(n, d)), rng.integers(n, size=(*lead, 5))
    np.testing.assert_allclose(embedding(E, tokens=tokens), np.eye(n)[tokens] @ E)
    assert check_gradient(embedding, E, tokens=tokens, rng=rng) < 1e-8


@given(seeds, small, small)
def test_attention_is_the_softmax_of_scores_times_values(seed, T, d) -> None:
    Q, K, V = np.random.default_rng(seed).normal(size=(3, 2, T, d))
    P = softmax(Q @ K.swapaxes(-1, -2) / np.sqrt(d))
    np.testing.assert_allclose(attention_weights(Q, K), P, atol=1e-12)
    np.testing.assert_allclose(scaled_dot_product_attention(Q, K, V), P @ V, atol=1e-12)


@given(seeds, small, st.sampled_from([1, 2, 4]))
def test_heads_are_attentions_on_their_own_features(seed, T, heads) -> None:
    rng = np.random.default_rng(seed)
    X, (Wq, Wk, Wv, Wo) = rng.normal(size=(T, 4)), rng.normal(size=(4, 4, 4))
    own = [slice(i, i + 4 // heads) for i in range(0, 4, 4 // heads)]
    parts = [scaled_dot_product_attention(X @ Wq[s].T, X @ Wk[s].T, X @ Wv[s].T) for s in own]
    ours = multi_head_attention(X, Wq, Wk, Wv, Wo, heads=heads)
    np.testing.assert_allclose(ours, np.concatenate(parts, axis=-1) @ Wo.T, atol=1e-12)


@given(seeds, st.integers(2, 6))
def test_who_swaps_the_tokens_swaps_the_answers(seed, T) -> None:
    rng = np.random.default_rng(seed)
    X, Ws, order = rng.normal(size=(T, 4)), rng.normal(size=(4, 4, 4)), rng.permutation(T)
    y = multi_head_attention(X, *Ws, heads=2)
    np.testing.assert_allclose(multi_head_attention(X[order], *Ws, heads=2), y[order], atol=1e-12)


@given(seeds, st.integers(2, 6))
def test_with_a_causal_mask_the_future_changes_nothing(seed, T) -> None:
    rng = np.random.default_rng(seed)
    X, Ws = rng.normal(size=(T, 4)), rng.normal(size=(4, 4, 4))
    changed = np.concatenate([X[:-1], rng.normal(size=(1, 4))])
    y, z = (multi_head_attention(x, *Ws, heads=2, mask=causal_mask(T)) for x in (X, changed))
    np.testing.assert_allclose(y[:-1], z[:-1], atol=1e-12)
    assert not np.allclose(y[-1], z[-1])


def test_the_named_mistakes_have_other_numbers() -> None:
    Q, K = np.ones((1, 1)), np.array([[2.0], [1.0], [3.0]])
    right = attention_weights(Q, K, mask=np.array([True, True, False]))
    np.testing.assert_allclose(right, [[0.731, 0.269, 0]], atol=1e-3)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_query_that_may_look_at_nothing_gets_zeros(dtype) -> None:
    Q, K, V = np.random.default_rng(0).normal(size=(3, 2, 3, 4)).astype(dtype)
    mask = np.array([[True, False, False], [False] * 3, [True] * 3])
    y, pullback = vjp(scaled_dot_product_attention, Q, K, V, mask=mask)
    assert (y[:, 1] == 0).all()
    np.testing.assert_allclose(y[:, 0], V[:, 0], rtol=1e-6)
    gradients = pullback(np.ones_like(y))
    assert all(np.isfinite(g).all() for g in gradients)
    assert (gradients[0][:, 1] == 0).all()
    assert (attention_weights(Q, K, mask=mask)[:, 1] == 0).all()


@given(seeds, st.floats(1, 100))
def test_large_and_small_scores_agree_with_softmax(seed, size) -> None:
    Q, K = size * np.random.default_rng(seed).normal(size=(2, 3, 4))
    mask = np.array([True, True, False])
    hidden = np.where(mask, Q @ K.T / 2, -np.inf)
    np.testing.assert_allclose(attention_weights(Q, K, mask=mask), softmax(hidden), atol=1e-10)


def test_scores_of_a_thousand_stay_finite() -> None:
    Q = np.array([[1000.0], [-1000.0]])
    y, pullback = vjp(scaled_dot_product_attention, Q, Q, Q)
    np.testing.assert_array_equal(y, Q)
    assert all(np.isfinite(g).all() for g in pullback(np.ones_like(y)))


def test_the_root_keeps_the_scores_variance(rng) -> None:
    for d in (4, 64, 1024):
        Q, K = rng.normal(size=(2, 200, d))
        assert 0.8 < (Q @ K.T / np.sqrt(d)).var() < 1.2
    np.testing.assert_allclose(attention_weights(Q, K, scale=1.0), softmax(Q @ K.T), atol=1e-12)


def test_every_place_has_its_own_code_and_equal_steps_turn_alike() -> None:
    P = positional_encoding(50, 7)
    assert P.shape == (50, 7)
    assert np.unique(P.round(6), axis=0).shape == P.shape
    even = positional_encoding(50, 8)
    gram = even @ even.T
    np.testing.assert_allclose(np.diag(gram, 3), gram[0, 3], atol=1e-12)


def test_layers(rng) -> None:
    tokens = np.array([[1, 2, 1]])
    table, attend = Embedding(4, 6, rng), MultiHeadAttention(6, 3, rng, causal=True)
    y = attend.forward(table.forward(tokens))
    dx = table.backward(attend.backward(np.ones_like(y)))
    assert dx.shape == tokens.shape
    assert list(attend.grads) == ["Wq", "Wk", "Wv", "Wo"]
    assert table.grads["E"].any(axis=1).tolist() == [False, True, True, False]


def test_float32_stays(stays_float32) -> None:
    X, I = np.random.default_rng(0).normal(size=(2, 3, 4)), np.eye(4)
    stays_float32(scaled_dot_product_attention, X, X, X, mask=causal_mask(3))
    stays_float32(attention_weights, X, X)
    stays_float32(multi_head_attention, X, I, I, I, I, heads=2)
    stays_float32(embedding, I, tokens=np.array([1, 2]))


X, I = np.ones((2, 3, 4)), np.eye(4)


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "Q", scaled_dot_product_attention, (X[0, 0], X, X), {}),
        (ValueError, "K", scaled_dot_product_attention, (X, X[..., :2], X), {}),
        (ValueError, "K", scaled_dot_product_attention, (X, X[0], X), {}),
        (ValueError, "V[..., 0]", scaled_dot_product_attention, (X, X, X[:, :2]), {}),
        (TypeError, "Q", scaled_dot_product_attention, (X.astype(int), X, X), {}),
        (TypeError, "V", scaled_dot_product_attention, (X, X, X.astype(np.float32)), {}),
        (ValueError, "Q", scaled_dot_product_attention, (X[:0], X, X), {}),
        (TypeError, "mask", scaled_dot_product_attention, (X, X, X), {"mask": np.ones((3, 3))}),
        (TypeError, "mask", scaled_dot_product_attention, (X, X, X), {"mask": [[True]]}),
        (ValueError, "mask", scaled_dot_product_attention, (X, X, X), {"mask": np.ones((3, 2), bool)}),
        (ValueError, "mask", attention_weights, (X, X), {"mask": np.ones((1, 2, 3, 3), bool)}),
        (ValueError, "scale", attention_weights, (X, X), {"scale": np.inf}),
        (ValueError, "heads", multi_head_attention, (X, I, I, I, I), {"heads": 3}),
        (ValueError, "heads", multi_head_attention, (X, I, I, I, I), {"heads": 0}),
        (ValueError, "Wk", multi_head_attention, (X, I, I[:2], I, I), {"heads": 2}),
        (TypeError, "Wo", multi_head_attention, (X, I, I, I, I.astype(int)), {"heads": 2}),
        (ValueError, "X", multi_head_attention, (X[0, 0], I, I, I, I), {"heads": 2}),
        (ValueError, "tokens", embedding, (I,), {"tokens": np.array([4])}),
        (ValueError, "tokens", embedding, (I,), {"tokens": np.array([-1])}),
        (ValueError, "tokens", embedding, (I,), {"tokens": np.array([], int)}),
        (TypeError, "tokens", embedding, (I,), {"tokens": np.array([1.0])}),
        (TypeError, "tokens", embedding, (I,), {"tokens": [1]}),
        (ValueError, "E", embedding, (I[0],), {"tokens": np.array([1])}),
        (ValueError, "T", causal_mask, (0,), {}),
        (TypeError, "T", positional_encoding, (2.5, 4), {}),
        (ValueError, "d", positional_encoding, (2, 0), {}),
        (ValueError, "n", Embedding, (0, 4, np.random.default_rng(0)), {}),
        (TypeError, "rng", Embedding, (3, 4, None), {}),
        (ValueError, "heads", MultiHeadAttention, (4, 3, np.random.default_rng(0)), {}),
        (TypeError, "rng", MultiHeadAttention, (4, 2, 0), {}),
    ],
)
def test_refusals(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)
