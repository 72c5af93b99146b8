"""Every public function and class explains itself with an example, and every example runs."""

import doctest
import importlib
import inspect
import pkgutil

import numpy as np
import pytest

import layerwise

MODULES = [name for _, name, _ in pkgutil.iter_modules(layerwise.__path__)]
PUBLIC = [
    (module, name) for module in MODULES for name in importlib.import_module(f"layerwise.{module}").__all__
]


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_example(module, name) -> None:
    thing = getattr(importlib.import_module(f"layerwise.{module}"), name)
    if not (inspect.isfunction(thing) or isinstance(thing, type)):
        pytest.skip(f"{name} is a type alias")
    names = vars(importlib.import_module(f"layerwise.{module}")) | {"np": np}
    examples = doctest.DocTestParser().get_doctest(thing.__doc__, dict(names), name, None, None)
    assert examples.examples, f"layerwise.{module}.{name} has no example"
    report: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(examples, out=report.append).failed == 0, "".join(report)
