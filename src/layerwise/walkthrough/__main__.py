"""`python -m layerwise.walkthrough FILE` walks through a file in the terminal; `--html OUT` writes a page instead."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from layerwise.walkthrough.listing import ListingError
from layerwise.walkthrough.page import to_page
from layerwise.walkthrough.running import trace
from layerwise.walkthrough.steps import Walk


def main(arguments: list[str] | None = None) -> int:
    """Walk through a file; 1 if it raised, was stopped or could not be read."""
    parser = argparse.ArgumentParser(prog="python -m layerwise.walkthrough", description=__doc__)
    parser.add_argument("file", type=Path, help="a Python file; `#:` comments above its lines explain them")
    parser.add_argument(
        "--html", type=Path, metavar="OUT", help="write one HTML file that needs nothing else"
    )
    options = parser.parse_args(arguments)
    try:
        walk = _walk(options.file)
        show(walk, options.file, options.html)
    except (OSError, SyntaxError, ListingError, ModuleNotFoundError) as error:
        where = f"{options.file}:{error.line}: " if isinstance(error, ListingError) else ""
        print(f"{where}{error}", file=sys.stderr)
        return 1
    return int(walk.error is not None or bool(walk.cut))


def _walk(file: Path) -> Walk:
    source = file.read_text("utf8")
    sys.path.insert(0, str(file.resolve().parent))  # as `python FILE` does
    return trace(source, str(file))


def show(walk: Walk, file: Path, page: Path | None) -> None:
    """Print the walk, or write it."""
    if page:
        page.write_text(to_page(walk, file.name), "utf8")
        print(f"wrote {page}")
        return
    from layerwise.walkthrough.terminal import to_terminal

    to_terminal(walk)


if __name__ == "__main__":
    sys.exit(main())
