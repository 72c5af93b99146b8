"""What the walkthroughs and figures of the book add to a build: the slowest of each kind, in milliseconds."""

from collections import defaultdict
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from bookmaking import executor
from bookmaking.blocks import Result, run_fence
from bookmaking.fences import Fence

LIMITS = {"walkthrough": 50, "figure": 150}


def fence_times() -> dict[str, dict[str, float]]:
    """By kind and place, the fastest of three runs of its page; what only a first run has to import does not count."""
    times: dict[str, dict[str, float]] = defaultdict(dict)

    def timed(fence: Fence, expected: Fence | None, namespace: dict[str, Any], path: str) -> Result:
        start = process_time()
        result = run_fence(fence, expected, namespace, path)
        for kind in fence.classes & set(LIMITS):
            place, took = f"{path}:{fence.line}", 1000 * (process_time() - start)
            times[kind][place] = min(took, times[kind].get(place, took))
        return result

    with patch.object(executor, "run_fence", timed):
        for path in sorted(Path("docs").glob("**/*.md")) * 3:
            executor.execute(path.read_text("utf8"), str(path))
    return times


def report() -> None:
    """Print the slowest of each kind."""
    for kind, times in sorted(fence_times().items()):
        place = max(times, key=lambda each: times[each])
        broken = "" if times[place] <= LIMITS[kind] else " !"
        print(
            f"slowest of {len(times)} {kind}s: {times[place]:.0f} ms, allowed {LIMITS[kind]}{broken}, {place}"
        )
