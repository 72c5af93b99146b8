import numpy as np
import pytest

from layerwise import losses
from layerwise.differentiable import differentiable
from layerwise.linear_maps import affine

torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")
F = torch.nn.functional


def given_y(loss, **fixed):
    return differentiable(lambda p: loss.with_pullback(p, **fixed))


def test_affine(same_as_torch, rng) -> None:
    X, W, b = rng.normal(size=(2, 4, 3)), rng.normal(size=(5, 3)), rng.normal(size=5)
    same_as_torch(affine, F.linear, X, W, b)


def test_mean_squared_error_is_torchs_times_the_outputs(same_as_torch, rng) -> None:
    p, y = rng.normal(size=(2, 4, 3))
    same_as_torch(given_y(losses.mean_squared_error, y=y), lambda p: 3 * F.mse_loss(p, torch.tensor(y)), p)


def test_binary_cross_entropies(same_as_torch, rng) -> None:
    p, y = rng.uniform(0.01, 0.99, size=(2, 8))
    target = torch.tensor(y)
    same_as_torch(given_y(losses.binary_cross_entropy, y=y), lambda p: F.binary_cross_entropy(p, target), p)
    same_as_torch(
        given_y(losses.binary_cross_entropy_with_logits, y=y),
        lambda z: F.binary_cross_entropy_with_logits(z, target),
        20 * (p - 0.5),
    )


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.5])
def test_cross_entropy(same_as_torch, rng, smoothing) -> None:
    z, y = rng.normal(size=(6, 5)), rng.integers(5, size=6)
    for label, target in ((y, torch.tensor(y)), (np.eye(5)[y], torch.eye(5, dtype=torch.float64)[y])):
        same_as_torch(
            given_y(losses.cross_entropy, y=label, smoothing=smoothing),
            lambda z, target=target: F.cross_entropy(z, target, label_smoothing=smoothing),
            z,
        )
