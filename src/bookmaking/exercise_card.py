"""The HTML of an exercise: five variants, of which the first stands as text where no script runs.

What the script needs stands in attributes: the key and the wrong values as JSON lists, in reading order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from math import ceil, log10
from typing import TYPE_CHECKING

from bookmaking.exercise_fields import fields, grid
from bookmaking.words import prose

if TYPE_CHECKING:  # `make serve` forgets the library between two builds
    from layerwise.exercises import Exercise

# The heading stands beside the variants, not in a box of its own: so the search takes them for its text.
HEAD = """
<h3 id="{name}" class="exercise-title">{title}</h3>
<p class="exercise-place"><span class="exercise-count"></span>
<span class="exercise-dots" aria-hidden="true">{dots}</span></p>"""
VARIANT = """
<section class="exercise-variant" role="group" aria-label="Variant {number} of {among}: {title}" tabindex="-1"
 data-kind="{kind}" data-key="{key}" data-tolerance="{tolerance}"{unseen}>
<div class="exercise-question">{question}</div>{data}
<form class="exercise-form" autocomplete="off">{fields}{hint}
<div class="exercise-bar"><button type="submit" class="exercise-check">Check</button>
<button type="button" class="exercise-next">Another one</button></div></form>
<div class="exercise-said" role="status"></div>{mistakes}
<details class="success"><summary>Solution</summary>{solution}</details></section>"""
ENOUGH = [
    "A whole number is",
    "One decimal is",
    "Two decimals are",
    "Three decimals are",
    "Four decimals are",
]
HINTS = {
    "shape": "As NumPy prints it: <code>(5,)</code> or <code>(7, 6)</code>.",
    "choice": "",
    "ordering": "Move the rows with the arrows.",
}


def card(variants: Sequence[Exercise], name: str, title: str, page: str) -> str:
    """One line of HTML; `name` is the anchor, and progress is kept under `page/name`."""
    dots = '<span class="exercise-dot"></span>' * len(variants)
    hint = hints(variants)
    shown = "".join(
        variant(exercise, (i, len(variants)), name, escape(title), hint)
        for i, exercise in enumerate(variants)
    )
    head = HEAD.format(name=name, title=escape(title), dots=dots)
    html = f'<div class="exercise language-python" data-exercise="{page}/{name}">{head}{shown}</div>'
    return html.replace("\n", " ")


def hints(variants: Sequence[Exercise]) -> str:
    """What is said below the fields, the same for all variants: else it would tell about the answer."""
    kind = type(variants[0]).__name__.lower()
    if kind in HINTS:
        return HINTS[kind]
    known = [entries for exercise in variants for entries in (exercise.key, *exercise.wrong.values())]
    if all(x.is_integer() for entries in known for x in entries):
        return "Whole numbers are enough."
    return precision(min(exercise.tolerance for exercise in variants))


def variant(exercise: Exercise, place: tuple[int, int], name: str, title: str, hint: str) -> str:
    """Question, data, fields, feedback and worked solution of one variant."""
    (i, among), kind = place, type(exercise).__name__.lower()
    grids = "".join(grid(values, title) for title, values in exercise.data.items())
    return VARIANT.format(
        title=title,
        number=i + 1,
        among=among,
        kind=kind,
        key=json.dumps(exercise.key),
        tolerance=0 if kind in HINTS else exercise.tolerance,
        unseen=" hidden data-search-exclude" if i else "",  # the search needs the first one only
        question=prose(exercise.question),
        data=f'<div class="exercise-data">{grids}</div>' if grids else "",
        fields=fields(exercise, f"{name}-{i + 1}"),
        hint=f'<p class="exercise-hint">{hint}</p>' if hint else "",
        mistakes="".join(map(mistake, exercise.wrong.items())),
        solution=prose(exercise.solution),
    )


def mistake(named: tuple[str, tuple[float, ...]]) -> str:
    """What is said of a wrong answer, kept out of sight and out of the search."""
    said, entries = named
    return f'<template data-search-exclude data-entries="{json.dumps(entries)}">{prose(said)}</template>'


def precision(tolerance: float) -> str:
    """How exact a number must be."""
    places = min(max(ceil(-log10(2 * tolerance) - 1e-9), 0), 4)
    return f"{ENOUGH[places]} enough; <code>1/4</code> is as good as <code>0.25</code>."
