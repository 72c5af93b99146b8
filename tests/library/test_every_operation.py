"""What holds for all differentiable operations alike; an operation that is missing from the table is an error."""

import importlib
import inspect
import pkgutil

import numpy as np
import pytest

import layerwise
from layerwise.attention import causal_mask
from layerwise.backpropagation import check_gradient
from layerwise.differentiable import differentiable, vjp


def numbers(*shape: int) -> np.ndarray:
    return np.random.default_rng(shape).standard_normal(shape)


z, other = numbers(3, 4), numbers(4, 3).reshape(3, 4)
image, square = numbers(2, 4, 5, 5), numbers(4, 4)
positive = 0.4 + 0.1 * np.tanh(z)
labels = np.array([0, 3, 1])

# Arguments and options for each operation of the library, by module and name.
TABLE = {
    "activations.gelu": ((z,), {}),
    "activations.gelu_tanh": ((z,), {}),
    "activations.leaky_relu": ((z,), {"slope": 0.1}),
    "activations.log_softmax": ((z,), {}),
    "activations.relu": ((z,), {}),
    "activations.sigmoid": ((z,), {}),
    "activations.silu": ((z,), {}),
    "activations.softmax": ((z,), {"temperature": 2.0}),
    "activations.softplus": ((z,), {}),
    "activations.swiglu": ((z, numbers(2, 4), numbers(2, 4)), {}),
    "activations.tanh": ((z,), {}),
    "attention.attention_weights": ((z, numbers(5, 4)), {}),
    "attention.embedding": ((square,), {"tokens": labels}),
    "attention.multi_head_attention": ((z, *[square] * 4), {"heads": 2, "mask": causal_mask(3)}),
    "attention.scaled_dot_product_attention": ((z, numbers(5, 4), numbers(5, 2)), {}),
    "convolution.conv1d": ((numbers(2, 3, 6), numbers(4, 3, 2), numbers(4)), {"padding": "same"}),
    "convolution.conv2d": ((image, numbers(3, 4, 2, 2), numbers(3)), {"stride": 2}),
    "convolution.convolve2d": ((square, numbers(2, 3)), {"padding": 1}),
    "convolution.correlate2d": ((square, numbers(2, 3)), {}),
    "linear_maps.affine": ((z, numbers(2, 4), numbers(2)), {}),
    "losses.binary_cross_entropy": ((positive,), {"y": 1 - positive}),
    "losses.binary_cross_entropy_with_logits": ((z,), {"y": positive}),
    "losses.cross_entropy": ((z,), {"y": labels, "smoothing": 0.1}),
    "losses.l1_penalty": ((z, square), {}),
    "losses.l2_penalty": ((z, square), {}),
    "losses.mean_squared_error": ((z,), {"y": positive}),
    "normalisation.batch_norm": ((z, numbers(4), numbers(4)), {}),
    "normalisation.group_norm": ((image, numbers(4), numbers(4)), {"groups": 2}),
    "normalisation.instance_norm": ((image, numbers(4), numbers(4)), {}),
    "normalisation.layer_norm": ((z, numbers(4), numbers(4)), {}),
    "normalisation.rms_norm": ((z, numbers(4)), {}),
    "pooling.avg_pool2d": ((image,), {"size": 2}),
    "pooling.max_pool2d": ((image,), {"size": 2}),
    "regularisation.dropout": ((z,), {"p": 0.5, "rng": np.random.default_rng(0), "training": False}),
    "vectors.angle": ((z, other), {}),
    "vectors.cosine_similarity": ((z, other), {}),
    "vectors.norm": ((z,), {"p": 1}),
    "vectors.project": ((z, other), {}),
    "vectors.unit": ((z,), {}),
}
every = pytest.mark.parametrize("name", TABLE)


def operation(name: str):
    module, function = name.split(".")
    return getattr(importlib.import_module(f"layerwise.{module}"), function)


def as_float32(options: dict) -> dict:
    floats = {k: v.astype(np.float32) for k, v in options.items() if getattr(v, "dtype", None) == np.float64}
    return options | floats


def test_the_table_is_whole() -> None:
    modules = [
        importlib.import_module(f"layerwise.{m.name}") for m in pkgutil.iter_modules(layerwise.__path__)
    ]
    public = {
        f"{m.__name__.removeprefix('layerwise.')}.{name}"
        for m in modules
        for name in m.__all__
        if inspect.isfunction(thing := getattr(m, name)) and hasattr(thing, "with_pullback")
    }
    assert public == set(TABLE)


@every
def test_the_gradient_agrees_with_differences(name) -> None:
    args, options = TABLE[name]
    bound = differentiable(lambda *args: operation(name).with_pullback(*args, **options))
    assert check_gradient(bound, *args, rng=np.random.default_rng(0)) < 1e-8


@every
def test_float32_in_float32_out(name) -> None:
    args, options = TABLE[name]
    y, pullback = vjp(operation(name), *(x.astype(np.float32) for x in args), **as_float32(options))
    assert y.dtype == np.float32
    assert {g.dtype for g in pullback(np.ones(np.shape(y)))} == {np.dtype(np.float32)}


@every
def test_float32_is_float64_rounded(name) -> None:
    args, options = TABLE[name]
    y, pullback = vjp(operation(name), *args, **options)
    y32, pullback32 = vjp(operation(name), *(x.astype(np.float32) for x in args), **as_float32(options))
    np.testing.assert_allclose(y32, y, rtol=1e-4, atol=1e-5)
    for g32, g in zip(pullback32(np.ones_like(y)), pullback(np.ones_like(y)), strict=True):
        np.testing.assert_allclose(g32, g, rtol=1e-3, atol=1e-4)


@every
def test_nothing_given_is_changed_and_the_pullback_repeats_itself(name) -> None:
    args, options = TABLE[name]
    before = [x.copy() for x in args]
    y, pullback = vjp(operation(name), *args, **options)
    dy = np.ones_like(y)
    first = [g.copy() for g in pullback(dy)]
    for g, again in zip(first, pullback(dy), strict=True):
        np.testing.assert_array_equal(g, again)
    np.testing.assert_array_equal(dy, np.ones_like(y))
    for x, same in zip(args, before, strict=True):
        np.testing.assert_array_equal(x, same)
    np.testing.assert_array_equal(operation(name)(*args, **options), y)


@every
def test_the_pullback_is_linear(name) -> None:
    args, options = TABLE[name]
    y, pullback = vjp(operation(name), *args, **options)
    u, v = np.random.default_rng(1).standard_normal((2, *np.shape(y)))
    for a, b, both in zip(pullback(u), pullback(v), pullback(2 * u - 3 * v), strict=True):
        np.testing.assert_allclose(2 * a - 3 * b, both, atol=1e-9)


@every
def test_arrays_are_positional_and_all_else_is_keyword_only(name) -> None:
    parameters = inspect.signature(operation(name)).parameters.values()
    positional = [p for p in parameters if p.kind is not p.KEYWORD_ONLY]
    assert all(p.default is p.empty and p.annotation == "Array" for p in positional)
    assert inspect.signature(operation(name)).return_annotation == "Array"


# Where an input of this size is outside the domain, or the true gradient is beyond the largest number.
BEYOND = {
    1e-300: ("binary_cross_entropy", "cosine_similarity", "angle", "unit", "project"),
    1000.0: ("binary_cross_entropy",),
}


@pytest.mark.parametrize("size", BEYOND)
@every
def test_no_finite_input_gives_a_warning_or_a_nan(name, size) -> None:
    args, options = TABLE[name]
    if name.split(".")[1] not in BEYOND[size]:
        y, pullback = vjp(operation(name), *(size * x for x in args), **options)
        assert np.isfinite(y).all()
        assert all(np.isfinite(g).all() for g in pullback(np.ones_like(y)))


@every
def test_other_input_than_float_arrays_is_refused(name) -> None:
    args, options = TABLE[name]
    for i in range(len(args)):
        for wrong in (args[i].astype(int), args[i].astype(object), args[i].tolist(), args[i] * 1j, None):
            with pytest.raises(TypeError, match=r"expected .*, got .*\. .*\."):
                operation(name)(*args[:i], wrong, *args[i + 1 :], **options)


@every
def test_an_empty_batch_is_refused(name) -> None:
    args, options = TABLE[name]
    with pytest.raises(ValueError, match=r"expected .*, got .*\. .*\."):
        operation(name)(args[0][:0], *args[1:], **options)
