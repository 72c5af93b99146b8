"""A listing as its author wrote it: the lines that are shown, and what the `#:` comments above them say."""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field

SPELL = re.compile(r"spell (?P<target>\w+(?:\[[\d, -]+\])?)$")
AXES = re.compile(r"axes (?P<list>\w+ \([\w, ]+\)(?:, \w+ \([\w, ]+\))*)$")
AXIS = re.compile(r"(\w+) \(([\w, ]+)\)")


class ListingError(ValueError):
    """A listing that cannot be walked through; `line` says where.

    Examples:
        >>> error = ListingError(3, "axes: X is named twice")
        >>> error.line, str(error)
        (3, 'axes: X is named twice')
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Note:
    """What an author says about a line: words, and entries whose arithmetic is to be spelled out."""

    line: int
    text: str
    spell: tuple[str, ...]


@dataclass
class Listing:
    """Source and syntax tree, notes by the line they stand above, names of axes, and lines in groups.

    A group is what one statement (of a compound one: its head) takes up; groups cover every shown line.
    """

    source: str
    tree: ast.Module
    notes: dict[int, Note] = field(default_factory=dict)
    axes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[int, list[int]] = field(default_factory=dict)

    def text(self, line: int) -> str:
        """A line of the source."""
        return self.source.splitlines()[line - 1]

    def numbers(self) -> dict[int, int]:
        """Lines of the source by the number under which they are shown."""
        return {line: n for n, line in enumerate(sorted(itertools.chain(*self.groups.values())), 1)}


def read(source: str) -> Listing:
    """Take a listing apart; a SyntaxError of the source is raised as it is."""
    listing = Listing(source, ast.parse(source))
    comments = dict(_comments(source))
    listing.groups = _groups(source, listing.tree, set(comments))
    said: list[tuple[int, str]] = []
    for line in range(1, len(source.splitlines()) + 2):
        if line in comments:
            said.append((line, comments[line]))
        elif said and line in listing.groups:
            listing.notes[line] = _note(said, listing)
            said = []
        elif said:
            raise ListingError(said[0][0], "a #: comment stands directly above the line that it explains")
    return listing


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.string.startswith("#:"):
            if token.line[: token.start[1]].strip():
                raise ListingError(token.start[0], "a #: comment stands on a line of its own, above the code")
            yield token.start[0], token.string[2:].strip()


def _note(said: list[tuple[int, str]], listing: Listing) -> Note:
    words, spell = [], []
    for line, text in said:
        if match := SPELL.match(text):
            spell.append(match["target"])
        elif match := AXES.match(text):
            _name_axes(match["list"], line, listing)
        else:
            words.append(text)
    return Note(said[-1][0] + 1, " ".join(words).strip(), tuple(spell))


def _name_axes(text: str, line: int, listing: Listing) -> None:
    for name, letters in AXIS.findall(text):
        if name in listing.axes:
            raise ListingError(line, f"axes: {name} is named twice")
        listing.axes[name] = tuple(letter.strip() for letter in letters.split(",") if letter.strip())


def first_line(node: ast.AST) -> int:
    """Where a statement begins: at its first decorator, if it has any."""
    decorators = getattr(node, "decorator_list", [])
    line: int = node.pattern.lineno if isinstance(node, ast.match_case) else getattr(node, "lineno", 1)
    return int(min([line, *(d.lineno for d in decorators)]))


def _heads(tree: ast.Module) -> dict[int, int]:
    """First and last line of every statement, of a compound one: of its head."""
    heads: dict[int, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            body = getattr(node, "body", None) or getattr(node, "cases", None)
            start = first_line(node)
            last = first_line(body[0]) - 1 if body else getattr(node, "end_lineno", None) or start
            heads[start] = max(heads.get(start, start), start, last)
    return heads


def _groups(source: str, tree: ast.Module, comments: set[int]) -> dict[int, list[int]]:
    heads, lines = _heads(tree), source.rstrip().splitlines()
    groups: dict[int, list[int]] = {}
    waiting: list[int] = []  # `else:` and plain comments go with what follows
    start = 0
    for line, text in enumerate(lines, 1):
        if line in comments:
            continue
        if line in heads:
            start, groups[line], waiting = line, [*waiting, line], []
        elif start and (line <= heads[start] or not text.strip()) and not waiting:
            groups[start].append(line)
        else:
            waiting.append(line)
    if start:
        groups[start] += waiting
    return groups
