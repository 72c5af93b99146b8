"""Print one table: the library, PyTorch, naive code, and the share of the rate of plain matrix products."""

import os
import platform
import sys
from pathlib import Path

os.environ |= {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from benchmarks.cases import cases, numbers, torch
from benchmarks.timing import Case, milliseconds

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


def measured(case: Case, rates: dict[str, float]) -> tuple[list[str], bool]:
    runs = {"library": case.library, "torch": case.torch, "naive": case.naive}
    ms = milliseconds({name: run for name, run in runs.items() if run is not None}, case.rounds)
    ratio = ms["library"] / ms["torch"] if "torch" in ms else None
    times = ms["naive"] / ms["library"] if "naive" in ms else None
    rate = case.flops / ms["library"] / rates[case.size[-3:]] if case.flops else None
    kept = (case.limit is None or ratio is None or ratio <= case.limit) and (
        case.faster is None or times is None or times >= case.faster
    )
    allowed = f"≤ {case.limit}" if case.limit else f"≥ {case.faster:.0f}×" if case.faster else ""
    cells = [case.name, case.size, f"{ms['library']:.3f}"]
    cells += [shown(ms.get("torch"), ".3f"), shown(ratio, ".2f"), allowed if kept else f"{allowed} !"]
    cells += [shown(ms.get("naive"), ".1f"), shown(times, ".0f"), shown(rate, ".0%")]
    return cells, kept


def shown(value: float | None, how: str) -> str:
    return "" if value is None else format(value, how)


def row(cells: list[str] | tuple[str, ...]) -> str:
    return " ".join(
        c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, WIDTHS, strict=True))
    )


def main() -> int:
    if torch is not None:
        torch.set_num_threads(1)
    with threadpool_limits(1):
        rates = {"f64": gemm_rate(np.float64), "f32": gemm_rate(np.float32)}
        print(
            f"{processor()}, {platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}",
            end="",
        )
        print(f", PyTorch {torch.__version__}" if torch is not None else ", without PyTorch")
        for info in threadpool_info():
            print(
                "threads:",
                *(f"{k} {info[k]}" for k in ("internal_api", "version", "num_threads") if k in info),
            )
        print(f"GEMM 512×512: {rates['f64'] / 1e6:.1f} Gflop/s f64, {rates['f32'] / 1e6:.1f} f32")
        print("Median processor time of runs that take turns, one thread.\n")
        print(row(HEADER))
        broken = 0
        for case in cases():
            cells, kept = measured(case, rates)
            print(row(cells), flush=True)
            broken += not kept
    print(f"\n{broken} limits broken." if broken else "\nAll limits kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
