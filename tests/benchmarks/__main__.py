"""Print one table (the library, PyTorch, naive code, the share of the rate of plain matrix products) and keep it."""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

os.environ |= {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from tests.benchmarks import batches, pages
from tests.benchmarks.cases import cases, numbers, torch
from tests.benchmarks.timing import Case, milliseconds

DATA = Path(__file__).parents[2] / "docs" / "assets" / "benchmark.json"
HEADER = ("", "size", "library ms", "PyTorch ms", "ratio", "allowed", "naive ms", "times", "of GEMM")
WIDTHS = (26, 34, 11, 11, 7, 8, 9, 7, 8)


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def gemm_rate(dtype: type) -> float:
    """Multiply-adds per millisecond, times two, of a 512×512 product."""
    A = numbers(512, 512, dtype=dtype)
    return 2 * 512**3 / milliseconds({"gemm": lambda: A @ A}, 15)["gemm"]


def surroundings(rates: dict[str, float]) -> dict[str, Any]:
    """Where the numbers come from. The files of the thread pools are left out: they name a place on one machine."""
    keys = ("internal_api", "version", "architecture", "num_threads")
    return {
        "processor": processor(),
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "torch": torch and torch.__version__,
        "threadpools": [{k: info[k] for k in keys if k in info} for info in threadpool_info()],
        "gemm_gflops": {name: round(rate / 1e6, 1) for name, rate in rates.items()},
    }


def measured(case: Case, rates: dict[str, float]) -> dict[str, Any]:
    runs = {"library": case.library, "torch": case.torch, "naive": case.naive}
    ms = milliseconds({name: run for name, run in runs.items() if run is not None}, case.rounds)
    ratio = ms["library"] / ms["torch"] if "torch" in ms else None
    times = ms["naive"] / ms["library"] if "naive" in ms else None
    return {
        "name": case.name,
        "size": case.size,
        "ms": {name: round(value, 4) for name, value in ms.items()},
        "ratio": ratio and round(ratio, 3),
        "limit": case.limit,
        "times": times and round(times, 1),
        "faster": case.faster,
        "gemm_share": case.flops and round(case.flops / ms["library"] / rates[case.size[-3:]], 3),
        "kept": (case.limit is None or ratio is None or ratio <= case.limit)
        and (case.faster is None or times is None or times >= case.faster),
    }


def cells(row: dict[str, Any]) -> list[str]:
    ms, limit, faster = row["ms"], row["limit"], row["faster"]
    allowed = f"≤ {limit}" if limit else f"≥ {faster:.0f}×" if faster else ""
    return [
        row["name"],
        row["size"],
        shown(ms["library"], ".3f"),
        shown(ms.get("torch"), ".3f"),
        shown(row["ratio"], ".2f"),
        allowed if row["kept"] else f"{allowed} !",
        shown(ms.get("naive"), ".1f"),
        shown(row["times"], ".0f"),
        shown(row["gemm_share"], ".0%"),
    ]


def shown(value: float | None, how: str) -> str:
    return "" if value is None else format(value, how)


def line(words: list[str] | tuple[str, ...]) -> str:
    return " ".join(
        c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(words, WIDTHS, strict=True))
    )


def main() -> int:
    if torch is not None:
        torch.set_num_threads(1)
    with threadpool_limits(1):
        rates = {"f64": gemm_rate(np.float64), "f32": gemm_rate(np.float32)}
        machine, rows = surroundings(rates), []
        for name, value in machine.items():
            print(f"{name}: {value}")
        print("Median processor time of runs that take turns, one thread.\n")
        print(line(HEADER))
        for case in cases():
            rows.append(measured(case, rates))
            print(line(cells(rows[-1])), flush=True)
        batches.report(machine)
    pages.report()
    broken = sum(not row["kept"] for row in rows)
    print(f"\n{broken} limits broken." if broken else "\nAll limits kept.")
    if torch is None:
        print(f"{DATA.name} stays as it is: its ratios need PyTorch.")
    else:
        DATA.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
