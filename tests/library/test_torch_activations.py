import pytest

from layerwise import activations
from layerwise.differentiable import differentiable

torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")
F = torch.nn.functional

TWINS = {
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "gelu": F.gelu,
    "gelu_tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "softmax": lambda z: F.softmax(z, dim=-1),
    "log_softmax": lambda z: F.log_softmax(z, dim=-1),
}


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.parametrize("shape", [(7,), (4, 5), (2, 3, 4, 5)])
def test_activation(same_as_torch, rng, name, shape) -> None:
    same_as_torch(getattr(activations, name), TWINS[name], 5 * rng.normal(size=shape), tolerance=1e-8)


def test_softmax_with_temperature(same_as_torch, rng) -> None:
    warm = differentiable(lambda z: activations.softmax.with_pullback(z, temperature=3.0))
    same_as_torch(warm, lambda z: F.softmax(z / 3, dim=-1), rng.normal(size=(4, 5)))


def test_swiglu(same_as_torch, rng) -> None:
    X, W, V = rng.normal(size=(2, 4, 3)), rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    same_as_torch(activations.swiglu, lambda x, w, v: F.silu(x @ w.T) * (x @ v.T), X, W, V)


def test_every_activation_has_its_twin() -> None:
    assert set(activations.__all__) == {*TWINS, "swiglu"}
