import numpy as np
import pytest

from layerwise.attention import causal_mask, embedding, multi_head_attention, scaled_dot_product_attention
from layerwise.differentiable import differentiable, vjp

torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")
F = torch.nn.functional


@pytest.mark.parametrize("mask", [None, "causal", "random"])
def test_scaled_dot_product_attention(same_as_torch, rng, mask) -> None:
    Q, K, V = rng.normal(size=(3, 2, 3, 5, 4))
    random = rng.random((5, 5)) < 0.5
    random[:, 0] = True
    chosen = {None: None, "causal": causal_mask(5), "random": random}[mask]
    ours = differentiable(lambda *a: scaled_dot_product_attention.with_pullback(*a, mask=chosen))
    tensor = None if chosen is None else torch.tensor(chosen)
    same_as_torch(ours, lambda *a: F.scaled_dot_product_attention(*a, attn_mask=tensor), Q, K, V)


@pytest.mark.parametrize("heads", [1, 2, 4])
@pytest.mark.parametrize("causal", [False, True])
def test_multi_head_attention(rng, heads, causal) -> None:
    X, (Wq, Wk, Wv, Wo) = rng.normal(size=(2, 5, 8)), rng.normal(size=(4, 8, 8)) / 3
    module = torch.nn.MultiheadAttention(8, heads, bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        module.in_proj_weight.copy_(torch.tensor(np.concatenate([Wq, Wk, Wv])))
        module.out_proj.weight.copy_(torch.tensor(Wo))
    x = torch.tensor(X, requires_grad=True)
    hidden = ~torch.tensor(causal_mask(5)) if causal else None  # PyTorch marks what may not be seen
    theirs, _ = module(x, x, x, attn_mask=hidden)
    theirs.sum().backward()
    mask = causal_mask(5) if causal else None
    y, pullback = vjp(multi_head_attention, X, Wq, Wk, Wv, Wo, heads=heads, mask=mask)
    np.testing.assert_allclose(y, theirs.detach(), atol=1e-12)
    dX, *dqkv, dWo = pullback(np.ones_like(y))
    np.testing.assert_allclose(dX, x.grad, atol=1e-12)
    np.testing.assert_allclose(np.concatenate(dqkv), module.in_proj_weight.grad, atol=1e-12)
    np.testing.assert_allclose(dWo, module.out_proj.weight.grad, atol=1e-12)


def test_embedding(same_as_torch, rng) -> None:
    E, tokens = rng.normal(size=(6, 3)), rng.integers(6, size=(4, 5))
    ours = differentiable(lambda E: embedding.with_pullback(E, tokens=tokens))
    same_as_torch(ours, lambda E: F.embedding(torch.tensor(tokens), E), E)
