"""Read the sims: their front matter, their presets, and the modules that each of them loads."""

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from py_mini_racer import MiniRacer

SIMS = Path(__file__).parents[2] / "sims"
PUBLISHED = {".html", ".js", ".css", ".svg", ".png", ".webp", ".md"}
IMPORT = re.compile(
    r'^import\s+(?:\{(?P<names>[^}]*)\}|\*\s+as\s+(?P<all>\w+))\s+from\s+"(?P<spec>[^"]+)";?', re.M
)
EXPORT = re.compile(r"^export\s+(?P<kind>const|let|function\*?|class)\s+(?P<name>\w+)", re.M)
IMPORT_MAP = re.compile(r'<script type="importmap">(?P<json>.*?)</script>', re.S)


@dataclass(frozen=True)
class Sim:
    """What pages need to know of a sim."""

    name: str
    meta: dict[str, Any]
    presets: dict[str, dict[str, Any]]


class SimError(ValueError):
    """A sim that is missing or cannot be read."""


def names() -> list[str]:
    """All sims: the folders that hold a main.html."""
    return sorted(path.parent.name for path in SIMS.glob("*/main.html"))


@functools.cache
def read_sim(name: str) -> Sim:
    """Front matter of `index.md`, presets of `model.js`."""
    folder = SIMS / name
    if not (folder / "main.html").exists():
        raise SimError(f"no sim named {name!r}: there are {', '.join(names())}")
    meta = yaml.safe_load((folder / "index.md").read_text("utf8").split("---\n")[1])
    return Sim(name, meta, evaluate(folder, "JSON.parse(JSON.stringify(exports.presets))"))


def resolve(spec: str, folder: Path) -> Path:
    """The file behind a bare specifier: `kit/x.js` or `sim/x.js`."""
    root, _, rest = spec.partition("/")
    path = {"kit": SIMS / "kit", "sim": folder}.get(root, SIMS / "missing") / rest
    if not path.exists():
        raise SimError(f"{folder.name}: no module {spec!r}: write kit/FILE.js or sim/FILE.js")
    return path


def imports_of(source: str) -> list[str]:
    """The specifiers that a module or an inline script imports."""
    return [match["spec"] for match in IMPORT.finditer(source)]


def modules(folder: Path, source: str) -> dict[str, str]:
    """Every module reachable from `source`, as {specifier: text}, dependencies first."""
    found: dict[str, str] = {}

    def visit(text: str) -> None:
        for spec in imports_of(text):
            if spec not in found:
                found[spec] = ""  # reserved, so that a cycle ends
                body = resolve(spec, folder).read_text("utf8")
                visit(body)
                del found[spec]
                found[spec] = body

    visit(source)
    return found


def as_function(source: str) -> str:
    """A module as the body of a function of `load`, returning its exports."""
    body = IMPORT.sub(
        lambda m: f"const {m['all'] or rename(m['names'])} = load({json.dumps(m['spec'])});", source
    )
    exported = [match["name"] for match in EXPORT.finditer(body)]
    body = EXPORT.sub(lambda m: f"{m['kind']} {m['name']}", body)
    return f"(load) => {{ {body}\nreturn {{ {', '.join(exported)} }}; }}"


def rename(names: str) -> str:
    """`a, b as c` of an import as the destructuring `{ a, b: c }`."""
    return "{" + names.replace(" as ", ": ") + "}"


def linked(folder: Path) -> str:
    """JavaScript that leaves the exports of a sim's model in `exports`, for a V8 without modules."""
    found = modules(folder, 'import * as model from "sim/model.js";')
    table = ",\n".join(f"{json.dumps(spec)}: {as_function(text)}" for spec, text in found.items())
    return (
        f"const table = {{ {table} }}, done = {{}};\n"
        "const load = spec => done[spec] ??= table[spec](load);\n"
        'const exports = load("sim/model.js");'
    )


def evaluate(folder: Path, expression: str) -> Any:
    """The value of a JavaScript expression that may use the `exports` of a sim's model."""
    with MiniRacer() as racer:
        racer.eval(linked(folder))
        return json.loads(str(racer.eval(f"JSON.stringify({expression})")))
