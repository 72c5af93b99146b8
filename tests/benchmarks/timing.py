"""Median processor times of functions that take turns, so that a noisy machine disturbs all alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time

Run = Callable[[], object]


@dataclass
class Case:
    """One line of the table: what the library does, and what it is measured against."""

    name: str
    size: str
    library: Run
    torch: Run | None = None
    naive: Run | None = None
    flops: float | None = None
    limit: float | None = None  # the largest allowed library / PyTorch
    faster: float | None = None  # the smallest allowed naive / library
    rounds: int = 31


def milliseconds(runs: dict[str, Run], rounds: int) -> dict[str, float]:
    """Processor time, not wall time: other programs do not count, and threads would count in full."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(rounds):
        for name, run in runs.items():
            start = process_time()
            run()
            times[name].append(process_time() - start)
    return {name: 1000 * median(values) for name, values in times.items()}
