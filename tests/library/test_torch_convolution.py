import numpy as np
import pytest

from layerwise.convolution import conv1d, conv2d
from layerwise.differentiable import differentiable
from layerwise.pooling import avg_pool2d, max_pool2d

torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")
F = torch.nn.functional


def fixed(f, **options):
    return differentiable(lambda *args: f.with_pullback(*args, **options))


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2, 3])
@pytest.mark.parametrize("size", [(1, 1), (3, 3), (2, 5), (4, 3)])
def test_conv2d(same_as_torch, rng, stride, padding, size) -> None:
    x, W, b = rng.normal(size=(2, 3, 9, 8)), rng.normal(size=(4, 3, *size)), rng.normal(size=4)
    ours = fixed(conv2d, stride=stride, padding=padding)
    same_as_torch(ours, lambda x, W, b: F.conv2d(x, W, b, stride, padding), x, W, b)


@pytest.mark.parametrize("size", [(3, 3), (2, 5), (4, 3)])
def test_same_padding_puts_the_odd_zero_at_the_end_as_torch_does(same_as_torch, rng, size) -> None:
    x, W, b = rng.normal(size=(2, 3, 9, 8)), rng.normal(size=(4, 3, *size)), rng.normal(size=4)
    same_as_torch(fixed(conv2d, padding="same"), lambda *a: F.conv2d(*a, padding="same"), x, W, b)


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_conv1d(same_as_torch, rng, stride, padding, size) -> None:
    x, W, b = rng.normal(size=(2, 3, 9)), rng.normal(size=(4, 3, size)), rng.normal(size=4)
    ours = fixed(conv1d, stride=stride, padding=padding)
    same_as_torch(ours, lambda x, W, b: F.conv1d(x, W, b, stride, padding), x, W, b)


@pytest.mark.parametrize(
    ("size", "stride", "padding"),
    [(1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 2, 1), (3, 3, 0), (3, 1, 1), (2, 3, 1), (4, 2, 2)],
)
def test_pooling(same_as_torch, rng, size, stride, padding) -> None:
    x, options = rng.normal(size=(2, 3, 9, 8)), {"size": size, "stride": stride, "padding": padding}
    same_as_torch(fixed(max_pool2d, **options), lambda x: F.max_pool2d(x, size, stride, padding), x)
    same_as_torch(fixed(avg_pool2d, **options), lambda x: F.avg_pool2d(x, size, stride, padding), x)


def test_ties_go_to_the_same_place(same_as_torch) -> None:
    same_as_torch(fixed(max_pool2d, size=2), lambda x: F.max_pool2d(x, 2), np.zeros((1, 1, 4, 4)))
