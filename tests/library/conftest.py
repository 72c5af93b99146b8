"""What the library's tests share: a seeded generator and the question whether bad input is refused well."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

from layerwise.differentiable import vjp

# The same examples on every machine, however slow it is.
settings.register_profile("library", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("library")


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def fingerprint(args: tuple[Any, ...]) -> list[Any]:
    return [x.tobytes() if isinstance(x, np.ndarray) else repr(x) for x in args]


@pytest.fixture
def refuses() -> Callable[..., None]:
    """A refusal names the argument, what was expected and what came, ends in a remedy, and changes nothing."""

    def check(error: type[Exception], name: str, f: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        before = fingerprint(args)
        with pytest.raises(error) as caught:
            f(*args, **kwargs)
        message = str(caught.value)
        assert message.startswith(f"{name}: expected ") and ", got " in message, message
        assert message.endswith("."), f"no remedy: {message}"
        assert fingerprint(args) == before

    return check


@pytest.fixture
def same_as_torch() -> Callable[..., None]:
    """Value and gradients equal PyTorch's, for the same upstream gradient; `ours` takes NumPy, `theirs` tensors."""
    torch = pytest.importorskip("torch", reason="PyTorch is installed by `make test-torch` only")

    def check(ours: Any, theirs: Callable[..., Any], *args: Any, tolerance: float = 1e-10) -> None:
        tensors = [torch.tensor(x, requires_grad=True) for x in args]
        (y, pullback), expected = vjp(ours, *args), theirs(*tensors)
        np.testing.assert_allclose(y, expected.detach(), rtol=tolerance, atol=tolerance)
        dy = np.random.default_rng(0).standard_normal(np.shape(y))
        expected.backward(torch.tensor(dy))
        for gradient, tensor in zip(pullback(dy), tensors, strict=True):
            np.testing.assert_allclose(gradient, tensor.grad, rtol=tolerance, atol=tolerance)

    return check


@pytest.fixture
def stays_float32() -> Callable[..., None]:
    """Value and gradients of float32 arguments are float32."""

    def check(f: Any, *args: Any, **kwargs: Any) -> None:
        y, pullback = vjp(f, *(x.astype(np.float32) for x in args), **kwargs)
        assert y.dtype == np.float32
        assert [g.dtype for g in pullback(np.ones_like(y))] == [np.float32] * len(args)

    return check
