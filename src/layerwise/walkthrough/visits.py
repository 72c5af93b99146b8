"""Tables for what happened more than once: the rounds of a loop, the visits to a line, the calls of a function."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from layerwise.walkthrough.steps import Call, Step, Walk
from layerwise.walkthrough.values import Value

ROUNDS = 8  # more are cut: the first ones are shown, and the last
DEEPEST = 6
Cell = Value | str | None


@dataclass
class Table:
    """A head, rows of cells, and after how many rows how many more were left out."""

    head: list[str]
    rows: list[list[Cell]]
    more: int = 0

    @property
    def cut(self) -> int:
        """The place of the gap."""
        return len(self.rows) - 1 if self.more else len(self.rows)


def table(head: str, rounds: list[dict[str, Cell]]) -> Table:
    """Rounds with equal names under one head, counted from 0."""
    names = list(dict.fromkeys(name for one in rounds for name in one))
    numbered = [[str(i), *(one.get(name) for name in names)] for i, one in enumerate(rounds)]
    more = len(numbered) - ROUNDS if len(numbered) > ROUNDS + 1 else 0
    shown = [*numbered[: ROUNDS - 1], numbered[-1]] if more else numbered
    return Table([head, *names], [list(row) for row in shown], more)


def loop_table(walk: Walk, line: int, node: ast.For | ast.AsyncFor | ast.While) -> Table:
    """One row per round: what its names held when it ended, and what it printed."""
    last = max((n.end_lineno or 0 for n in node.body), default=line)
    rounds: list[dict[str, Cell]] = []
    now: dict[int, dict[str, Cell]] = {}  # by scope: the round that is going on there
    for step in walk.steps:
        if step.line == line and (step.round or (step.test and isinstance(node, ast.While))):
            held = now.get(step.scope, {})  # what does not change in a round is held over
            now[step.scope] = {n: c for n, c in held.items() if isinstance(c, Value)}
            rounds.append(now[step.scope])
        elif not line <= step.line <= last:
            now.pop(step.scope, None)
        if now:
            _note_down(step, now.get(step.scope), next(reversed(now.values())))
    return table("round", rounds)


def _note_down(step: Step, own: dict[str, Cell] | None, latest: dict[str, Cell]) -> None:
    if own is not None:
        own.update({c.name: c.value for c in step.changes})
    for name, text in (("prints", step.printed), ("raises", step.error)):
        if text:
            latest[name] = str(latest.get(name) or "") + text


def visit_table(visits: list[list[Step]]) -> Table:
    """One row per visit to a line."""
    return table("round", [_visit(visit) for visit in visits])


def _visit(visit: list[Step]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for step in visit:
        cells.update({c.name: c.value for c in step.changes})
        if step.test is not None:
            cells["condition"] = str(step.test)
        if step.result:
            cells["gives"] = step.result
        if step.printed:
            cells["prints"] = step.printed
        if step.error:
            cells["raises"] = step.error
    return cells


def call_table(calls: list[Call], nested: bool = True) -> Table | None:
    """One row per call: arguments and result; a call inside a call is set in."""
    rounds: list[dict[str, Cell]] = []
    for call in calls:
        name = f"{'· ' * min(call.depth, DEEPEST) if nested else ''}{call.name}"
        rounds.append({"call": name, **call.arguments, "gives": _gives(call)})
    made = table("", rounds)
    return Table(made.head[1:], [row[1:] for row in made.rows], made.more) if rounds else None


def _gives(call: Call) -> Cell:
    return ", ".join(value.text for value in call.gave) if call.gave else call.result
