"""`make outputs`: write below every Python fence what it prints. Review the difference before you commit it."""

import sys
from pathlib import Path

from bookmaking.blocks import Result
from bookmaking.executor import PageRun, execute
from bookmaking.fences import Fence, find_fences, output_below


def rewrite_outputs(markdown: str, run: PageRun) -> str:
    """The page with every text block saying what its code printed; missing ones are added, empty ones removed."""
    fences, lines = find_fences(markdown), markdown.splitlines()
    by_line = {fence.line: fence for fence in fences}
    for result in reversed(run.results):
        fence = by_line[result.line]
        expected = output_below(fence, fences, markdown)
        if not (result.skipped or result.broken):
            start, end = (expected.line - 1, expected.end) if expected else (fence.end, fence.end)
            lines[start:end] = text_block(fence, result)
    return "\n".join(lines) + "\n"


def text_block(fence: Fence, result: Result) -> list[str]:
    """The lines of the text block for one result, indented like its fence; none where nothing was printed."""
    if not result.output:
        return []
    rows = ["```text", *result.output.rstrip("\n").splitlines(), "```"]
    return [fence.indent + row if row else row for row in rows]


def main(paths: list[str]) -> int:
    """Rewrite the pages named; a block that raises is left as it is and told."""
    status = 0
    for path in map(Path, paths):
        before = path.read_text("utf8")
        run = execute(before, str(path))
        after = rewrite_outputs(before, run)
        if after != before:
            path.write_text(after, "utf8")
            print(f"rewrote {path}")
        for result in run.results:
            if result.broken:
                print(result.failure)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
