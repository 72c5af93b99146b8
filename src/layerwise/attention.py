"""Each token asks a question of all the others, and takes home a mixture of their answers."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

from layerwise import checks
from layerwise.differentiable import Array, WithPullback, differentiable, vjp
from layerwise.initialisation import normal, xavier_uniform
from layerwise.layer import Layer

__all__ = [
    "Embedding",
    "MultiHeadAttention",
    "attention_weights",
    "causal_mask",
    "embedding",
    "multi_head_attention",
    "positional_encoding",
    "scaled_dot_product_attention",
]


@differentiable
def scaled_dot_product_attention(
    Q: Array, K: Array, V: Array, *, mask: Array | None = None, scale: float | None = None
) -> WithPullback[Array]:
    r"""Attention, $Y = \mathrm{softmax}(Q K^\top / \sqrt d)\, V$: for every query a weighted mean of the values.

    `mask` is True where a query may look at a key. A query that may look at nothing gets zeros. `scale` takes the
    place of $1/\sqrt d$, which keeps the variance of the scores at 1.

    Shapes: Q (..., T, d), K (..., S, d), V (..., S, e), mask broadcast to (..., T, S) → (..., T, e). Source:
    Vaswani and others, *Attention is all you need*, 2017.

    Raises:
        TypeError: if an array is not of floats, the dtypes differ, or the mask is not of booleans.
        ValueError: if the shapes do not meet or the scale is not finite.

    Examples:
        >>> Q = K = np.array([[2.0, 0.0], [0.0, 2.0]])
        >>> scaled_dot_product_attention(Q, K, np.array([[1.0], [0.0]])).round(3)
        array([[0.944],
               [0.056]])
    """
    scale = _check_attention(Q, K, scale)
    checks.shape("V[..., 0]", checks.floats("V", V)[..., 0], K.shape[:-1], "One value for every key.")
    checks.same_dtype("Q", Q, V=V)
    Q = Q * scale
    e, total = _exponentials(Q, K, mask)
    Y = e.swapaxes(-1, -2) @ V
    Y /= total[..., None]

    def pullback(dY: Array) -> tuple[Array, ...]:
        G = dY / total[..., None]  # dividing the small array instead of the large one
        dS = V @ G.swapaxes(-1, -2)
        dS -= np.vecdot(G, Y)[..., None, :]
        dS *= e
        return dS.swapaxes(-1, -2) @ K * scale, dS @ Q, e @ G

    return Y, pullback


@differentiable
def attention_weights(
    Q: Array, K: Array, *, mask: Array | None = None, scale: float | None = None
) -> WithPullback[Array]:
    r"""The weights alone, $P = \mathrm{softmax}(Q K^\top / \sqrt d)$: each row sums to 1, or to 0 if all is masked.

    Shapes: Q (..., T, d), K (..., S, d), mask broadcast to (..., T, S) → (..., T, S).

    Raises:
        TypeError: if an array is not of floats, the dtypes differ, or the mask is not of booleans.
        ValueError: if the shapes do not meet or the scale is not finite.

    Examples:
        >>> X = np.array([[1.0], [2.0]])
        >>> attention_weights(X, X, mask=causal_mask(2)).round(3)
        array([[1.   , 0.   ],
               [0.119, 0.881]])
    """
    scale = _check_attention(Q, K, scale)
    e, total = _exponentials(Q * scale, K, mask)
    P = (e / total[..., None, :]).swapaxes(-1, -2)

    def pullback(dP: Array) -> tuple[Array, ...]:
        dS = (dP - np.vecdot(P, dP)[..., None]) * P * scale
        return dS @ K, dS.swapaxes(-1, -2) @ Q

    return P, pullback


def _exponentials(Q: Array, K: Array, mask: Array | None) -> tuple[Array, Array]:
    """Return e^score and each query's sum, 1 where everything is masked.

    If scores could be too large for e^score, each query's largest is subtracted first, which changes no quotient.
    Keys run down and queries across, (..., S, T): NumPy finds and subtracts a maximum faster that way.
    """
    S = K @ Q.swapaxes(-1, -2)
    if mask is not None:
        np.copyto(S.swapaxes(-1, -2), -np.inf, where=~_check_mask(mask, S.swapaxes(-1, -2)))
    with np.errstate(over="ignore"):  # by Cauchy and Schwarz no score is larger than this
        bound = np.sqrt(np.vecdot(Q, Q).max() * np.vecdot(K, K).max())
    if not bound < 40:
        largest = S.max(axis=-2, keepdims=True)
        S -= np.where(largest == -np.inf, 0, largest)
    np.exp(S, out=S)
    total = S.sum(axis=-2)
    total[total == 0] = 1
    return S, total


def causal_mask(T: int) -> Array:
    """Who may look at whom when nobody sees the future: token t at 0 … t.

    Shapes: → (T, T) of booleans, True below and on the diagonal.

    Examples:
        >>> causal_mask(3).astype(int)
        array([[1, 0, 0],
               [1, 1, 0],
               [1, 1, 1]])
    """
    return np.tri(checks.count("T", T), dtype=bool)


@differentiable
def multi_head_attention(
    X: Array, Wq: Array, Wk: Array, Wv: Array, Wo: Array, *, heads: int, mask: Array | None = None
) -> WithPullback[Array]:
    r"""Several attentions side by side, each on its own d/h features, and a last map that mixes them.

    $Q, K, V = X W_q^\top, X W_k^\top, X W_v^\top$, cut into h heads; $Y = \mathrm{concat}(\text{heads})\, W_o^\top$.

    Shapes: X (..., T, d), the four W (d, d) with d a multiple of `heads`, mask broadcast to (..., heads, T, T) →
    (..., T, d). Source: Vaswani and others, 2017.

    Raises:
        TypeError: if an array is not of floats, the dtypes differ, or the mask is not of booleans.
        ValueError: if the shapes do not meet or `heads` does not divide d.

    Examples:
        >>> X, I = np.array([[4.0, 0.0], [0.0, 4.0]]), np.eye(2)
        >>> multi_head_attention(X, I, I, I, I, heads=1).round(3)
        array([[4., 0.],
               [0., 4.]])
    """
    _check_heads(X, heads, Wq=Wq, Wk=Wk, Wv=Wv, Wo=Wo)
    rows = X.reshape(-1, X.shape[-1])
    W = np.concatenate([Wq, Wk, Wv])  # one product for all three
    QKV = (rows @ W.T).reshape(*X.shape[:-1], 3, heads, -1)
    Q, K, V = (np.moveaxis(QKV, -3, 0)[i].swapaxes(-2, -3) for i in range(3))
    A, attend_back = vjp(scaled_dot_product_attention, Q, K, V, mask=mask)
    mixed = A.swapaxes(-2, -3).reshape(rows.shape)

    def pullback(dY: Array) -> tuple[Array, ...]:
        dY = dY.reshape(rows.shape)
        dA = (dY @ Wo).reshape(*X.shape[:-1], heads, -1).swapaxes(-2, -3)
        dQKV = np.stack([g.swapaxes(-2, -3) for g in attend_back(dA)], axis=-3).reshape(len(rows), -1)
        return (dQKV @ W).reshape(X.shape), *np.split(dQKV.T @ rows, 3), dY.T @ mixed

    return (mixed @ Wo.T).reshape(X.shape), pullback


def positional_encoding(T: int, d: int) -> Array:
    r"""Waves that tell each place from every other: $p_{t,2i} = \sin(t / 10000^{2i/d})$, $p_{t,2i+1} = \cos(\dots)$.

    Shapes: → (T, d), float64. Source: Vaswani and others, 2017.

    Raises:
        TypeError: if T or d is not a whole number.
        ValueError: if T or d is below 1.

    Examples:
        >>> positional_encoding(2, 4).round(3)
        array([[0.   , 1.   , 0.   , 1.   ],
               [0.841, 0.54 , 0.01 , 1.   ]])
    """
    t, i = np.arange(checks.count("T", T))[:, None], np.arange(checks.count("d", d))
    turn = t / 10000 ** ((i - i % 2) / d)
    return np.where(i % 2 == 0, np.sin(turn), np.cos(turn))


@differentiable
def embedding(E: Array, *, tokens: Array) -> WithPullback[Array]:
    r"""Look up rows, $y_t = E_{k_t}$: the product of one-hot vectors with E, without the zeros.

    The pullback adds up the gradients of a token that occurs several times.

    Shapes: E (n, d), tokens of integers 0 … n−1 (...) → (..., d).

    Raises:
        TypeError: if E is not a float array or tokens are not integers.
        ValueError: if a token is out of range or there is none.

    Examples:
        >>> embedding(np.array([[1.0, 0.0], [0.0, 2.0]]), tokens=np.array([1, 1, 0]))
        array([[0., 2.],
               [0., 2.],
               [1., 0.]])
    """
    checks.numbered("tokens", tokens, len(checks.floats("E", E, ndim=2)))

    def pullback(dy: Array) -> tuple[Array, ...]:
        order = np.argsort(tokens.ravel(), kind="stable")
        seen, starts = np.unique(tokens.ravel()[order], return_index=True)
        dE = np.zeros_like(E)
        dE[seen] = np.add.reduceat(dy.reshape(-1, E.shape[1])[order], starts, axis=0)
        return (dE,)

    return E[tokens], pullback


class Embedding(Layer):
    r"""A table of n vectors that learns: `params["E"]` (n, d), drawn from $\mathcal N(0, 1)$.

    Shapes: tokens of integers (...) → (..., d). What goes back to the tokens is zero: they have no gradient.

    Raises:
        TypeError: if a count is not a whole number, `rng` not a generator or dtype not a float.
        ValueError: if a count is below 1.

    Examples:
        >>> Embedding(10, 4, np.random.default_rng(0)).forward(np.array([[3, 1, 3]])).shape
        (1, 3, 4)
    """

    def __init__(
        self, n: int, d: int, rng: np.random.Generator, *, dtype: npt.DTypeLike = np.float64
    ) -> None:
        shape = checks.count("n", n), checks.count("d", d)
        super().__init__(E=normal(shape, rng, std=1.0, dtype=dtype))

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Look up the rows of the tokens x."""
        y, back = vjp(embedding, self.params["E"], tokens=x)
        return y, lambda dy: (np.zeros(x.shape, y.dtype), *back(dy))


class MultiHeadAttention(Layer):
    """Multi-head self-attention that owns Wq, Wk, Wv and Wo, each (d, d), drawn by `xavier_uniform`.

    Shapes: (..., T, d) → the same. With `causal=True` no token sees a later one.

    Raises:
        TypeError: if a count is not a whole number, `rng` not a generator or dtype not a float.
        ValueError: if a count is below 1 or `heads` does not divide d.

    Examples:
        >>> layer = MultiHeadAttention(8, 2, np.random.default_rng(0), causal=True)
        >>> layer.forward(np.ones((5, 3, 8))).shape
        (5, 3, 8)
    """

    def __init__(
        self,
        d: int,
        heads: int,
        rng: np.random.Generator,
        *,
        causal: bool = False,
        dtype: npt.DTypeLike = np.float64,
    ) -> None:
        if checks.count("d", d) % checks.count("heads", heads):
            checks.refuse(ValueError, "heads", f"a divisor of d = {d}", heads, "Choose one, such as 1.")
        names = ("Wq", "Wk", "Wv", "Wo")
        super().__init__(**{name: xavier_uniform((d, d), rng, dtype=dtype) for name in names})
        self.heads, self.causal = heads, causal

    def with_pullback(self, x: Array, training: bool) -> WithPullback[Array]:
        """Apply `multi_head_attention` to x with the layer's own matrices."""
        mask = causal_mask(x.shape[-2]) if self.causal else None
        return vjp(multi_head_attention, x, *self.params.values(), heads=self.heads, mask=mask)


def _check_attention(Q: Array, K: Array, scale: float | None) -> float:
    for name, x in (("Q", Q), ("K", K)):
        if checks.floats(name, x).ndim < 2:
            checks.refuse(
                ValueError, name, "shape (..., T, d)", x.shape, f"Write {name}[None] for one token."
            )
    if K.shape[:-2] != Q.shape[:-2] or K.shape[-1] != Q.shape[-1]:
        expected = f"shape {Q.shape[:-2]} + (S, {Q.shape[-1]}) to meet Q {Q.shape}"
        checks.refuse(ValueError, "K", expected, K.shape, "A query meets keys of its own length.")
    checks.same_dtype("Q", Q, K=K)
    return 1 / sqrt(Q.shape[-1]) if scale is None else checks.number("scale", scale)


def _check_mask(mask: Array, S: Array) -> Array:
    if getattr(mask, "dtype", None) != np.bool_:
        got = getattr(mask, "dtype", type(mask).__name__)
        checks.refuse(TypeError, "mask", "an array of booleans", got, "Write mask > 0; True may look.")
    if mask.ndim > S.ndim or any(
        m not in (1, n) for m, n in zip(mask.shape[::-1], S.shape[::-1], strict=False)
    ):
        checks.refuse(ValueError, "mask", f"a shape that broadcasts to {S.shape}", mask.shape, "Use (T, S).")
    return mask


def _check_heads(X: Array, heads: int, **matrices: Array) -> None:
    if checks.floats("X", X).ndim < 2:
        checks.refuse(ValueError, "X", "shape (..., T, d)", X.shape, "Write X[None] for one token.")
    d = X.shape[-1]
    if d % checks.count("heads", heads):
        checks.refuse(ValueError, "heads", f"a divisor of d = {d}", heads, "Choose one, such as 1.")
    for name, W in matrices.items():
        checks.shape(name, checks.floats(name, W), (d, d), "All four matrices are (d, d) for X (..., T, d).")
    checks.same_dtype("X", X, **matrices)
