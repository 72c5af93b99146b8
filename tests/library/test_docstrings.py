"""Every public function and class explains itself with an example, and every example runs."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import numpy as np
import pytest

import layerwise

MODULES = [name for _, name, _ in pkgutil.iter_modules(layerwise.__path__)]
PUBLIC = [
    (module, name)
    for module in MODULES
    for name in importlib.import_module(f"layerwise.{module}").__all__
    if callable(getattr(importlib.import_module(f"layerwise.{module}"), name))
    and name not in ("Pullback", "WithPullback", "Array")  # types have no example
]


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_example(module, name) -> None:
    thing = getattr(importlib.import_module(f"layerwise.{module}"), name)
    names = vars(importlib.import_module(f"layerwise.{module}")) | {"np": np}
    examples = doctest.DocTestParser().get_doctest(thing.__doc__, dict(names), name, None, None)
    assert examples.examples, f"layerwise.{module}.{name} has no example"
    report: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(examples, out=report.append).failed == 0, "".join(report)


def test_the_public_names_are_those_that_were_agreed() -> None:
    """A name that comes or goes is a decision: write it into public_names.txt too."""
    now = [f"{m}.{n}" for m in MODULES for n in importlib.import_module(f"layerwise.{m}").__all__]
    assert now == Path(__file__).with_name("public_names.txt").read_text().split()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_opens_with_a_sentence_and_lists_its_names(module) -> None:
    loaded = importlib.import_module(f"layerwise.{module}")
    assert loaded.__doc__.endswith((".", "\n"))
    assert len(set(loaded.__all__)) == len(loaded.__all__)
    own = {
        name
        for name, thing in vars(loaded).items()
        if getattr(thing, "__module__", None) == loaded.__name__
        and not name.startswith("_")
        and callable(thing)
    }
    if module != "checks":
        assert own <= set(loaded.__all__)
