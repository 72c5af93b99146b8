import numpy as np
import pytest

from layerwise.differentiable import differentiable
from layerwise.normalisation import BatchNorm, batch_norm, group_norm, instance_norm, layer_norm, rms_norm

torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")
F = torch.nn.functional


def fixed(f, **options):
    return differentiable(lambda *args: f.with_pullback(*args, **options))


@pytest.mark.parametrize("shape", [(5, 4), (3, 4, 5, 2)])
def test_batch_norm(same_as_torch, rng, shape) -> None:
    x, (gamma, beta, mean) = rng.normal(size=shape), rng.normal(size=(3, 4))
    variance = rng.uniform(0.5, 2, size=4)
    same_as_torch(
        batch_norm, lambda x, g, b: F.batch_norm(x, None, None, g, b, training=True), x, gamma, beta
    )
    m, v = torch.tensor(mean), torch.tensor(variance)
    inference = fixed(batch_norm, statistics=(mean, variance))
    same_as_torch(inference, lambda x, g, b: F.batch_norm(x, m, v, g, b), x, gamma, beta)


@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 4)])
def test_layer_and_rms_norm(same_as_torch, rng, shape) -> None:
    x, (gamma, beta) = rng.normal(size=shape), rng.normal(size=(2, 4))
    same_as_torch(layer_norm, lambda x, g, b: F.layer_norm(x, (4,), g, b), x, gamma, beta)
    same_as_torch(rms_norm, lambda x, g: F.rms_norm(x, (4,), g, eps=1e-5), x, gamma)


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_group_norm(same_as_torch, rng, groups) -> None:
    x, (gamma, beta) = rng.normal(size=(3, 6, 4, 5)), rng.normal(size=(2, 6))
    ours = fixed(group_norm, groups=groups)
    same_as_torch(ours, lambda x, g, b: F.group_norm(x, groups, g, b), x, gamma, beta)


def test_instance_norm_and_layer_norm_of_images(same_as_torch, rng) -> None:
    x, (gamma, beta) = rng.normal(size=(3, 6, 4, 5)), rng.normal(size=(2, 6))
    same_as_torch(instance_norm, lambda x, g, b: F.instance_norm(x, weight=g, bias=b), x, gamma, beta)
    gamma, beta = rng.normal(size=(2, 6, 4, 5))
    ours = fixed(layer_norm, axes=(1, 2, 3))
    same_as_torch(ours, lambda x, g, b: F.layer_norm(x, (6, 4, 5), g, b), x, gamma, beta)


def test_running_averages(rng) -> None:
    ours, theirs = BatchNorm(4), torch.nn.BatchNorm2d(4, dtype=torch.float64)
    for _ in range(5):
        x = rng.normal(3, 2, size=(3, 4, 5, 2))
        ours.forward(x, training=True)
        theirs(torch.tensor(x))
    np.testing.assert_allclose(ours.state["mean"], theirs.running_mean)
    np.testing.assert_allclose(ours.state["variance"], theirs.running_var)
    np.testing.assert_allclose(ours.forward(x), theirs.eval()(torch.tensor(x)).detach(), rtol=1e-10)
