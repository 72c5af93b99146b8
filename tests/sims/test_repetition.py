"""What two sims share lives in the kit: no function is written twice."""

import re
from pathlib import Path

from bookmaking.sims import SIMS

FUNCTION = re.compile(
    r"^(?:export )?(?:async )?function\*? (?P<name>\w+)(?P<body>\(.*?^\})"
    r"|^(?:export )?const (?P<constant>\w+) = (?P<arrow>(?:\([^=]*\)|\w+) =>.*?;)$",
    re.M | re.S,
)


def functions(source: str) -> dict[str, str]:
    """{body without white space: name} of the functions at the top of a module."""
    return {
        re.sub(r"\s+", "", match["body"] or match["arrow"]): match["name"] or match["constant"]
        for match in FUNCTION.finditer(source)
    }


def repeated(sources: dict[str, str]) -> list[str]:
    """The functions that stand in two of these folders, under whatever name."""
    found: list[str] = []
    first: dict[str, str] = {}
    for folder, source in sources.items():
        for body, name in functions(source).items():
            if body in first:
                found.append(f"{folder}: {name} is {first[body]} again: move it to the kit")
            first.setdefault(body, f"{name} of {folder}")
    return found


def read(folder: Path) -> str:
    """All scripts of a folder."""
    return "\n".join(path.read_text("utf8") for path in sorted(folder.glob("*.js")))


def test_no_function_is_written_twice() -> None:
    folders = [SIMS / "kit", *sorted(path.parent for path in SIMS.glob("*/main.html"))]
    assert not repeated({folder.name: read(folder) for folder in folders})


def test_a_copy_is_found_under_another_name() -> None:
    one = "const half = x => x / 2;\nfunction norm(v) {\n  return Math.hypot(...v);\n}\n"
    other = "export function length(v) {\n    return Math.hypot(...v);\n}\nconst third = x => x / 3;\n"
    assert repeated({"one": one, "other": other}) == [
        "other: length is norm of one again: move it to the kit"
    ]
