"""Python as HTML, line by line, in the few colours of the book."""

from __future__ import annotations

import io
import keyword
import tokenize
from html import escape

KINDS = {
    tokenize.COMMENT: "comment",
    tokenize.STRING: "string",
    tokenize.NUMBER: "number",
    tokenize.OP: "sign",
}


def highlight(source: str) -> list[str]:
    """The lines of the source, each as HTML that stands for itself."""
    lines = source.splitlines()
    marked: list[list[tuple[int, int, str]]] = [[] for _ in lines]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind = _kind(token)
        for row in range(token.start[0], min(token.end[0], len(lines)) + 1) if kind else ():
            start = token.start[1] if row == token.start[0] else 0
            end = token.end[1] if row == token.end[0] else len(lines[row - 1])
            marked[row - 1].append((start, end, kind))
    return [_line(text, marks) for text, marks in zip(lines, marked, strict=True)]


def _kind(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME:
        return "keyword" if keyword.iskeyword(token.string) else ""
    name = tokenize.tok_name[token.type]
    return "string" if name.startswith("FSTRING") else KINDS.get(token.type, "")


def _line(text: str, marks: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, kind in marks:
        parts += [escape(text[at:start]), f'<span class="walk-{kind}">{escape(text[start:end])}</span>']
        at = end
    return "".join([*parts, escape(text[at:])])
