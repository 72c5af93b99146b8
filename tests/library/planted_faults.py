"""Derivatives that are wrong on purpose, and what the shared check reads: `python -m tests.library.planted_faults`."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from layerwise.activations import relu, softmax, tanh
from layerwise.attention import scaled_dot_product_attention
from layerwise.backpropagation import check_gradient
from layerwise.convolution import conv2d
from layerwise.differentiable import differentiable
from layerwise.linear_maps import affine
from layerwise.losses import cross_entropy
from layerwise.normalisation import batch_norm


class Fault(NamedTuple):
    """An operation, its arguments, and the wrong gradients that stand in for the right ones."""

    operation: Any
    wrong: Callable[..., tuple[Any, ...]]  # (dy, arguments, right gradients) → gradients
    args: tuple[np.ndarray, ...]
    options: dict[str, Any] = {}  # noqa: RUF012  # never changed

    def reading(self, *, planted: bool = True) -> float:
        """What `check_gradient` says of it; of the right operation if nothing is planted."""
        if not planted:
            return check_gradient(self.operation, *self.args, rng=np.random.default_rng(0), **self.options)

        @differentiable
        def faulty(*args: Any, **options: Any) -> Any:
            y, right = self.operation.with_pullback(*args, **options)
            return y, lambda dy: self.wrong(dy, args, right(dy))

        return check_gradient(faulty, *self.args, rng=np.random.default_rng(0), **self.options)


def numbers(*shape: int) -> np.ndarray:
    return np.random.default_rng(sum(shape)).standard_normal(shape)


def one_percent(dy: Any, args: Any, right: Any) -> tuple[Any, ...]:
    dX, dW, db = right
    dW[2, 3] *= 1.01
    return dX, dW, db


def twice_without_adding(dy: Any, args: Any, right: Any) -> tuple[Any, ...]:
    return (right[0] - dy,)


@differentiable
def residual(x: Any) -> Any:
    """The sum of x and tanh(x), in which x branches."""
    y = np.tanh(x)
    return x + y, lambda dy: (dy + dy * (1 - y * y),)


layer = numbers(8, 5), numbers(5, 5), numbers(5)
batch = numbers(6, 4), numbers(4), numbers(4)
heads = numbers(5, 4), numbers(6, 4), numbers(6, 3)
z = numbers(7, 5)

FAULTS = {
    "affine: a mean for a sum in db": Fault(
        affine, lambda dY, args, right: (*right[:2], dY.mean(axis=0)), layer
    ),
    "affine: one example forgotten in dW": Fault(
        affine, lambda dY, args, right: (right[0], right[1] - np.outer(dY[0], args[0][0]), right[2]), layer
    ),
    "affine: W transposed in dX": Fault(affine, lambda dY, args, right: (dY @ args[1].T, *right[1:]), layer),
    "affine: dW transposed": Fault(affine, lambda dY, args, right: (right[0], right[1].T, right[2]), layer),
    "affine: 1 % in one entry of dW (5×5)": Fault(affine, one_percent, layer),
    "affine: 1 % in one entry of dW (100×200)": Fault(
        affine, one_percent, (numbers(64, 200), numbers(100, 200), numbers(100))
    ),
    "residual: a branch not added": Fault(residual, twice_without_adding, (z,)),
    "relu: the mask taken from dy": Fault(relu, lambda dy, args, right: (dy * (dy > 0),), (z + np.sign(z),)),
    "tanh: the slope taken at a instead of z": Fault(
        tanh, lambda dy, args, right: (dy * (1 - np.tanh(np.tanh(args[0])) ** 2),), (z,)
    ),
    "softmax: the mean term forgotten": Fault(
        softmax, lambda dy, args, right: (dy * softmax(args[0]),), (z,)
    ),
    "cross-entropy: a sum for a mean": Fault(
        cross_entropy, lambda dL, args, right: (7 * right[0],), (z,), {"y": np.arange(7) % 5}
    ),
    "batch norm: the mean of dy forgotten": Fault(
        batch_norm, lambda dy, args, right: (right[0] + (dy * args[1]).mean(axis=0), *right[1:]), batch
    ),
    "batch norm: the scale 1/σ missing": Fault(
        batch_norm, lambda dy, args, right: (right[0] * args[0].std(axis=0), *right[1:]), batch
    ),
    "attention: 1/√d missing in dQ": Fault(
        scaled_dot_product_attention, lambda dy, args, right: (2 * right[0], *right[1:]), heads
    ),
    "conv2d: the kernel turned in dW": Fault(
        conv2d,
        lambda dy, args, right: (right[0], right[1][:, :, ::-1, ::-1], right[2]),
        (numbers(2, 3, 6, 6), numbers(4, 3, 3, 3), numbers(4)),
    ),
}


def main() -> None:
    """Print the table: what is wrong, the reading of the faulty and of the right derivative."""
    print(f"{'planted fault':44} {'reads':>8} {'right':>8}")
    for name, fault in FAULTS.items():
        print(f"{name:44} {fault.reading():8.0e} {fault.reading(planted=False):8.0e}")


if __name__ == "__main__":
    main()
