"""Find every code fence of a Markdown page, at any indentation, with the line it stands on."""

import re
from dataclasses import dataclass

OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>\{[^\n]*\}|[^\n`]*)[ \t]*$")
OPTION = re.compile(r"""(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'}]+))""")

# What an author may write on a Python fence. Anything else is a spelling mistake and stops the build.
CLASSES = {"exercise", "figure", "raises", "torch", "walkthrough"}
OPTIONS = {"title", "hl_lines", "linenums"}
OF_KIND = {"exercise": {"id", "seeds"}, "figure": {"alt", "caption"}}
LANGUAGES = {"python", "text", "bash", "html", "css", "javascript", "json", "yaml", "toml", "markdown"}


class FenceError(ValueError):
    """A fence that cannot be read; `line` is where it opens."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Fence:
    """One fence: 1-based lines of its opening and closing marks, and what stands between them."""

    line: int
    end: int
    indent: str
    ticks: str
    language: str
    classes: frozenset[str]
    options: dict[str, str]
    code: str


def read_info(info: str) -> tuple[str, frozenset[str], dict[str, str], list[str]]:
    """Split `{.python .raises title="x"}` or `python title="x"` into language, classes, options, unknown words."""
    options = {m["key"]: m["double"] or m["single"] or m["bare"] or "" for m in OPTION.finditer(info)}
    words = OPTION.sub(" ", info).strip("{} \t").split()
    if info.startswith("{"):
        names = [w[1:] for w in words if w.startswith(".")]
        unknown = [w for w in words if not w.startswith(".")]
    else:
        names, unknown = words[:1], words[1:]
    return (names[0] if names else ""), frozenset(names[1:]), options, unknown


def check_info(line: int, classes: frozenset[str], options: dict[str, str], unknown: list[str]) -> None:
    """Refuse what a Python fence does not know."""
    known_options = OPTIONS.union(*(OF_KIND.get(kind, set()) for kind in classes))
    strange = sorted(classes - CLASSES) + sorted(set(options) - known_options) + unknown
    if strange:
        known = ", ".join([f".{c}" for c in sorted(CLASSES)] + sorted(known_options))
        raise FenceError(line, f"unknown fence option {strange[0]!r}: a Python fence knows {known}")


def find_fences(markdown: str) -> list[Fence]:
    """All fences of a page in order; those inside admonitions, details and tabs are found like any other."""
    lines, fences, i = markdown.splitlines(), [], 0
    while i < len(lines):
        opening = OPENING.match(lines[i])
        if opening:
            fences.append(read_fence(lines, i, opening))
            i = fences[-1].end
        else:
            i += 1
    return fences


def read_fence(lines: list[str], start: int, opening: re.Match[str]) -> Fence:
    """Read the fence that opens at index `start`; its end must be indented like its beginning."""
    indent, ticks = opening["indent"], opening["ticks"]
    language, classes, options, unknown = read_info(opening["info"])
    if language not in LANGUAGES:
        raise FenceError(
            start + 1, f"unknown fence language {language!r}: write one of {', '.join(sorted(LANGUAGES))}"
        )
    if language == "python":
        check_info(start + 1, classes, options, unknown)
    for i in range(start + 1, len(lines)):
        if lines[i].startswith(indent) and lines[i][len(indent) :].rstrip() == ticks:
            code = "".join(line[len(indent) :] + "\n" for line in lines[start + 1 : i])
            return Fence(start + 1, i + 1, indent, ticks, language, classes, options, code)
    raise FenceError(start + 1, f"this fence is never closed: end it with {ticks} at the same indentation")


def python_fences(markdown: str) -> list[Fence]:
    """The fences that are run."""
    return [fence for fence in find_fences(markdown) if fence.language == "python"]


def output_below(fence: Fence, fences: list[Fence], markdown: str) -> Fence | None:
    """The `text` fence that stands directly below, with nothing but blank lines between."""
    below = next((f for f in fences if f.line > fence.end), None)
    if below is None or below.language != "text" or below.indent != fence.indent:
        return None
    between = markdown.splitlines()[fence.end : below.line - 1]
    return None if any(line.strip(" \t>") for line in between) else below
