import numpy as np
import pytest

from layerwise import initialisation, optimisation

torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")

TWINS = {
    "sgd": (optimisation.SGD(0.05), lambda p: torch.optim.SGD(p, 0.05)),
    "momentum": (
        optimisation.SGD(0.01, momentum=0.9),
        lambda p: torch.optim.SGD(p, 0.01, momentum=0.9),
    ),
    "nesterov": (
        optimisation.SGD(0.01, momentum=0.9, nesterov=True),
        lambda p: torch.optim.SGD(p, 0.01, momentum=0.9, nesterov=True),
    ),
    "rmsprop": (optimisation.RMSProp(0.01), lambda p: torch.optim.RMSprop(p, 0.01)),
    "adam": (optimisation.Adam(0.01), lambda p: torch.optim.Adam(p, 0.01)),
    "adamw": (
        optimisation.AdamW(0.01, decay=0.1),
        lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_fifty_steps_down_rosenbrocks_valley(name) -> None:
    ours, make = TWINS[name]
    params = {"w": np.array([-0.5, 0.5])}
    tensor = torch.tensor(params["w"], requires_grad=True)
    theirs = make([tensor])
    for _ in range(50):
        x, y = params["w"]
        ours.step(params, {"w": np.array([2 * (x - 1) - 8 * x * (y - x * x), 4 * (y - x * x)])})
        theirs.zero_grad()
        ((tensor[0] - 1) ** 2 + 2 * (tensor[1] - tensor[0] ** 2) ** 2).backward()
        theirs.step()
        np.testing.assert_allclose(params["w"], tensor.detach(), rtol=1e-10)


@pytest.mark.parametrize("limit", [0.1, 100.0])
def test_clipping(rng, limit) -> None:
    grads = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}
    tensors = [torch.nn.Parameter(torch.zeros(g.shape, dtype=torch.float64)) for g in grads.values()]
    for tensor, g in zip(tensors, grads.values(), strict=True):
        tensor.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_norm_(tensors, limit)
    for tensor, g in zip(tensors, optimisation.clip_by_norm(grads, limit).values(), strict=True):
        np.testing.assert_allclose(g, tensor.grad, rtol=1e-4)


@pytest.mark.parametrize("shape", [(200, 100), (40, 20, 3, 3)])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("xavier_normal", "xavier_normal_"),
        ("xavier_uniform", "xavier_uniform_"),
        ("he_normal", "kaiming_normal_"),
        ("he_uniform", "kaiming_uniform_"),
        ("orthogonal", "orthogonal_"),
    ],
)
def test_initial_weights_have_the_same_spread(rng, ours, theirs, shape) -> None:
    W = getattr(initialisation, ours)(shape, rng)
    options = {"nonlinearity": "relu"} if "he" in ours else {}
    twin = getattr(torch.nn.init, theirs)(torch.empty(shape), **options)
    assert W.std() == pytest.approx(float(twin.std()), rel=0.05)
    assert abs(W.mean() - float(twin.mean())) < 0.01
