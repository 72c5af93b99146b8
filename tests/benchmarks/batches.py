"""What one call costs for batches of growing size: the figure of the chapter `batches` shows this file."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from layerwise.linear_maps import affine
from tests.benchmarks.timing import Run, milliseconds

DATA = Path(__file__).parents[2] / "docs" / "assets" / "batches.json"
SIZES = [2**i for i in range(11)]
LAYERS = {"small": (64, 10, 301), "large": (4096, 4096, 7)}  # in, out, rounds


def measured(n_in: int, n_out: int, rounds: int) -> dict[str, Any]:
    """Milliseconds for one answer to a batch of each size, float32."""
    rng = np.random.default_rng(0)
    W, b = rng.standard_normal((n_out, n_in), dtype=np.float32), np.zeros(n_out, np.float32)
    runs = {str(B): answer(rng.standard_normal((B, n_in), dtype=np.float32), W, b) for B in SIZES}
    ms = milliseconds(runs, rounds)
    return {"in": n_in, "out": n_out, "B": SIZES, "ms": [round(ms[str(B)], 5) for B in SIZES]}


def answer(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> Run:
    return lambda: affine(X, W, b)


def report(machine: dict[str, Any]) -> None:
    """Print the time of one example in each batch, and keep the file with the machine named."""
    layers = {name: measured(*sizes) for name, sizes in LAYERS.items()}
    for name, layer in layers.items():
        each = [f"{B}: {1000 * ms / B:.2f}" for B, ms in zip(layer["B"], layer["ms"], strict=True)]
        print(f"\naffine, {name} layer, microseconds for each example in a batch of\n" + ", ".join(each))
    DATA.write_text(json.dumps({"machine": machine, **layers}, indent=1, ensure_ascii=False) + "\n")
