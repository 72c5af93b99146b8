"""What is measured. Each case has its PyTorch twin where PyTorch is installed, some the loops that textbooks print."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from layerwise.activations import relu, sigmoid, softmax
from layerwise.attention import scaled_dot_product_attention
from layerwise.convolution import conv2d, correlate2d
from layerwise.data import minibatches
from layerwise.differentiable import vjp
from layerwise.layer import Activation, Dense, Sequential
from layerwise.linear_maps import affine
from layerwise.losses import cross_entropy
from layerwise.normalisation import layer_norm
from layerwise.optimisation import Adam
from layerwise.pooling import max_pool2d
from tests.benchmarks.timing import Case, Run

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]


def cases() -> Iterator[Case]:
    """All cases, in the order of the book."""
    for dtype in (np.float64, np.float32):
        yield from dense(dtype)
    yield from rowwise()
    yield adam()
    yield digits_mlp()
    for dtype in (np.float64, np.float32):
        yield from convolution(dtype)
    yield image()
    yield from pooling()
    yield from attention()


def numbers(*shape: int, dtype: Any = np.float32) -> np.ndarray:
    return np.random.default_rng(0).standard_normal(shape).astype(dtype)


def twins(
    ours: Any, theirs: Any, *args: np.ndarray, **options: Any
) -> tuple[Run, Run, Run | None, Run | None]:
    """Value and value-with-gradients, ours and PyTorch's, for the same arguments."""
    dy = np.ones_like(ours(*args, **options))

    def both() -> object:
        return vjp(ours, *args, **options)[1](dy)

    if torch is None:
        return lambda: ours(*args, **options), both, None, None
    tensors = [torch.tensor(x, requires_grad=True) for x in args]
    upstream = torch.tensor(dy)

    def their_value() -> object:
        with torch.no_grad():
            return theirs(*tensors)

    def their_both() -> object:
        return torch.autograd.grad(theirs(*tensors), tensors, upstream)

    return lambda: ours(*args, **options), both, their_value, their_both


def functional(name: str, *rest: Any, **options: Any) -> Callable[..., Any]:
    return lambda *args: getattr(torch.nn.functional, name)(*args, *rest, **options)


def dense(dtype: Any) -> Iterator[Case]:
    X, W, b = (numbers(*shape, dtype=dtype) for shape in ((256, 512), (512, 512), (512,)))
    size, flops = f"256×512 · 512×512 f{8 * X.itemsize}", 2.0 * 256 * 512 * 512
    ours, both, theirs, their_both = twins(affine, functional("linear"), X, W, b)

    def neuron_by_neuron() -> np.ndarray:
        return np.array([[w @ x + c for w, c in zip(W, b, strict=True)] for x in X])

    yield Case("dense forward", size, ours, theirs, neuron_by_neuron, flops, limit=1.0, rounds=15)
    yield Case("dense, with backward", size, both, their_both, flops=3 * flops, limit=1.0)


def rowwise() -> Iterator[Case]:
    x, ones, zeros = numbers(256, 512), np.ones(512, np.float32), np.zeros(512, np.float32)
    for name, f, theirs, extra, limit in (
        ("relu", relu, functional("relu"), (), None),
        ("sigmoid", sigmoid, functional("sigmoid"), (), 3.5),
        ("softmax", softmax, functional("softmax", -1), (), 3.5),
        (
            "layer_norm",
            layer_norm,
            lambda x, g, b: torch.nn.functional.layer_norm(x, (512,), g, b),
            (ones, zeros),
            3.5,
        ),
    ):
        ours, _, twin, _ = twins(f, theirs, x, *extra)
        yield Case(name, "256×512 f32", ours, twin, limit=limit, rounds=101)


def adam() -> Case:
    params, grads = {"w": numbers(100_000)}, {"w": numbers(100_000)}
    ours, theirs = Adam(1e-3), None
    if torch is not None:
        w = torch.tensor(params["w"], requires_grad=True)
        w.grad = torch.tensor(grads["w"])
        theirs = torch.optim.Adam([w], 1e-3).step
    return Case(
        "Adam step", "100 000 numbers f32", lambda: ours.step(params, grads), theirs, limit=1.2, rounds=101
    )


def digits_mlp() -> Case:
    """One pass over data of the size of scikit-learn's digits; the values do not change the time."""
    X, y = numbers(1797, 64), np.arange(1797) % 10
    rng, f32 = np.random.default_rng(0), np.float32
    net = Sequential(
        Dense(64, 128, rng, dtype=f32),
        Activation(relu),
        Dense(128, 64, rng, dtype=f32),
        Activation(relu),
        Dense(64, 10, rng, dtype=f32),
    )
    optimiser = Adam(3e-3)

    def ours() -> None:
        for batch in minibatches(len(X), 64, rng):
            _, pullback = vjp(cross_entropy, net.forward(X[batch], training=True), y=y[batch])
            net.backward(*pullback(1.0))
            optimiser.step(net.params, net.grads)

    return Case(
        "MLP, one epoch", "1797×64, 64-128-64-10 f32", ours, digits_mlp_in_torch(X, y), limit=0.35, rounds=9
    )


def digits_mlp_in_torch(X: np.ndarray, y: np.ndarray) -> Run | None:
    if torch is None:
        return None
    nn, data, labels = torch.nn, torch.tensor(X), torch.tensor(y)
    net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
    optimiser = torch.optim.Adam(net.parameters(), 3e-3)

    def run() -> None:
        for batch in torch.randperm(len(data)).split(64):
            optimiser.zero_grad()
            nn.functional.cross_entropy(net(data[batch]), labels[batch]).backward()
            optimiser.step()

    return run


def convolution(dtype: Any) -> Iterator[Case]:
    x, W, b = (
        numbers(16, 16, 32, 32, dtype=dtype),
        numbers(32, 16, 3, 3, dtype=dtype),
        numbers(32, dtype=dtype),
    )
    size, flops = f"16×16×32×32, 32 kernels 3×3 f{8 * x.itemsize}", 2.0 * 16 * 32 * 32 * 32 * 16 * 9
    limits = (1.0, 1.5) if dtype == np.float64 else (3.0, 3.0)
    y, pullback = vjp(conv2d, x, W, b, padding=1)
    forward, _, their_forward, _ = twins(conv2d, functional("conv2d", padding=1), x, W, b, padding=1)
    yield Case("conv2d forward", size, forward, their_forward, flops=flops, limit=limits[0], rounds=15)
    theirs = None
    if torch is not None:
        tensors = [torch.tensor(a, requires_grad=True) for a in (x, W, b)]
        z, dz = torch.nn.functional.conv2d(*tensors, padding=1), torch.tensor(y)
        theirs = lambda: torch.autograd.grad(z, tensors, dz, retain_graph=True)  # noqa: E731
    yield Case(
        "conv2d backward", size, lambda: pullback(y), theirs, flops=2 * flops, limit=limits[1], rounds=15
    )


def image() -> Case:
    """The double loop over pixels that textbooks print."""
    picture, kernel = numbers(256, 256, dtype=np.float64), numbers(3, 3, dtype=np.float64)

    def loops() -> np.ndarray:
        y = np.zeros((254, 254))
        for i in range(254):
            for j in range(254):
                y[i, j] = np.sum(picture[i : i + 3, j : j + 3] * kernel)
        return y

    ours, _, theirs, _ = twins(
        correlate2d,
        lambda x, k: torch.nn.functional.conv2d(x[None, None], k[None, None])[0, 0],
        picture,
        kernel,
    )
    return Case("conv2d on an image", "256×256, 3×3 f64", ours, theirs, loops, faster=300, rounds=5)


def pooling() -> Iterator[Case]:
    x = numbers(64, 32, 24, 24)
    forward, both, their_forward, their_both = twins(max_pool2d, functional("max_pool2d", 2), x, size=2)
    yield Case("max_pool2d forward", "64×32×24×24 f32", forward, their_forward, limit=0.2, rounds=15)
    yield Case("max_pool2d, with backward", "64×32×24×24 f32", both, their_both, rounds=15)


def attention() -> Iterator[Case]:
    Q, K, V = (numbers(8, 4, 128, 32) for _ in range(3))
    forward, both, their_forward, their_both = twins(
        scaled_dot_product_attention, functional("scaled_dot_product_attention"), Q, K, V
    )
    flops = 2.0 * 2 * 8 * 4 * 128 * 128 * 32

    def head_by_head() -> np.ndarray:
        Y = np.empty_like(Q)
        for head in np.ndindex(8, 4):
            scores = np.exp(Q[head] @ K[head].T / np.sqrt(np.float32(32)))
            Y[head] = scores / np.sum(scores, axis=-1, keepdims=True) @ V[head]
        return Y

    size = "8×4 heads, 128×32 f32"
    yield Case("attention forward", size, forward, their_forward, head_by_head, flops, limit=1.2)
    yield Case("attention, with backward", size, both, their_both, flops=3.5 * flops, limit=1.0)
