"""A training run can be put away and taken up again exactly where it stopped."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from layerwise import checks
from layerwise.differentiable import Array
from layerwise.layer import Layer
from layerwise.optimisation import Optimiser

__all__ = ["load", "save"]

Thing: TypeAlias = Layer | Optimiser | np.random.Generator


def save(path: str | Path, **things: Thing) -> None:
    """Write networks, optimisers and random generators to one `.npz` file, each under the name you give it.

    Parameters, running averages, moments and the state of every generator are kept, so that a run that is
    resumed goes on digit for digit. The file appears complete or not at all.

    Raises:
        TypeError: if a thing is not a Layer, an Optimiser or a numpy.random.Generator.

    Examples:
        >>> import tempfile
        >>> from layerwise.layer import Dense
        >>> rng = np.random.default_rng(0)
        >>> net, file = Dense(2, 1, rng), Path(tempfile.mkdtemp()) / "run.npz"
        >>> save(file, net=net, rng=rng)
        >>> file.exists()
        True
    """
    path = Path(path)
    arrays = {name: _encode(value) for name, value in _entries(things).items()}
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # a name could be allow_pickle; ours hold a dot
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def load(path: str | Path, **things: Thing) -> None:
    """Fill networks, optimisers and generators from a file written by `save` under the same names.

    Everything is compared before anything is changed. Nothing in the file is ever unpickled.

    Raises:
        FileNotFoundError: if there is no such file.
        TypeError: if a thing is not a Layer, an Optimiser or a numpy.random.Generator.
        ValueError: if the file is damaged or was not written by `save`, or if a name or a shape differs.

    Examples:
        >>> import tempfile
        >>> from layerwise.layer import Dense
        >>> file = Path(tempfile.mkdtemp()) / "run.npz"
        >>> trained, fresh = (Dense(2, 1, np.random.default_rng(seed)) for seed in (0, 1))
        >>> save(file, net=trained)
        >>> load(file, net=fresh)
        >>> bool(np.all(fresh.params["W"] == trained.params["W"]))
        True
    """
    stored = _read(Path(path))
    optimisers = {name: thing for name, thing in things.items() if isinstance(thing, Optimiser)}
    states = {name: _take(stored, f"{name}.state.") for name in optimisers}
    entries = _entries({name: thing for name, thing in things.items() if name not in optimisers})
    _compare(stored, entries)
    for name, state in states.items():  # what it remembers is compared with a network at its next step
        _check_optimiser(name, state)
    for name, value in entries.items():
        if isinstance(value, np.random.Generator):
            value.bit_generator.state = json.loads(str(stored[name]))
        else:
            value[...] = stored[name]
    for name, optimiser in optimisers.items():
        optimiser.resume(states[name])


def _take(stored: dict[str, Array], prefix: str) -> dict[str, Array]:
    """Take the entries whose names begin so out of what was stored."""
    names = [name for name in stored if name.startswith(prefix)]
    return {name.removeprefix(prefix): stored.pop(name) for name in names}


def _entries(things: dict[str, Thing]) -> dict[str, Any]:
    """Every array and generator inside, under a name of the form thing.params.W."""
    entries: dict[str, Any] = {}
    for name, thing in things.items():
        if isinstance(thing, np.random.Generator):
            entries[f"{name}.generator"] = thing
        elif isinstance(thing, Layer | Optimiser):
            params = thing.params if isinstance(thing, Layer) else {}
            entries |= {f"{name}.params.{key}": value for key, value in params.items()}
            entries |= {f"{name}.state.{key}": value for key, value in thing.state.items()}
        else:
            expected = "a Layer, an Optimiser or a numpy.random.Generator"
            checks.refuse(TypeError, name, expected, type(thing).__name__, "Save plain arrays with np.savez.")
    return entries


def _encode(value: Any) -> Array:
    if isinstance(value, np.random.Generator):
        return np.array(json.dumps(value.bit_generator.state))
    return np.asarray(value)


def _read(path: Path) -> dict[str, Array]:
    try:
        with np.load(path, allow_pickle=False) as file:
            return dict(file.items())
    except FileNotFoundError:
        raise
    except (
        OSError,
        ValueError,
        EOFError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        checks.refuse(
            ValueError, "path", "a whole file written by save", f"{path.name}: {error}", "Save it again."
        )


def _compare(stored: dict[str, Array], entries: dict[str, Any]) -> None:
    if stored.keys() != entries.keys():
        expected, got = sorted(entries.keys() - stored.keys()), sorted(stored.keys() - entries.keys())
        remedy = "Load the same things under the same names."
        checks.refuse(ValueError, "path", f"also {expected}", f"instead {got}", remedy)
    for name, value in entries.items():
        if isinstance(value, np.ndarray):
            checks.shape(
                name, stored[name], value.shape, "Build the network with the widths it was saved with."
            )
            if stored[name].dtype != value.dtype:
                checks.refuse(
                    ValueError, name, f"dtype {value.dtype}", stored[name].dtype, "Use the saved dtype."
                )
        else:
            _check_generator(name, stored[name], value)


def _check_generator(name: str, text: Array, rng: np.random.Generator) -> None:
    try:
        type(rng.bit_generator)().state = json.loads(str(text))
    except (ValueError, TypeError, KeyError) as error:
        kind = type(rng.bit_generator).__name__
        checks.refuse(ValueError, name, f"the state of a {kind} generator", repr(error), "Save it again.")


def _check_optimiser(name: str, state: dict[str, Array]) -> None:
    try:
        Optimiser(0.0).resume(state)
    except (ValueError, TypeError, KeyError) as error:
        checks.refuse(ValueError, name, "the state of an optimiser", repr(error), "Save it again.")
