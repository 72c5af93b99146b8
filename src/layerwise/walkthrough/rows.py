"""What is shown: one row for each line that is explained, one for each run of lines that are not."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from layerwise.walkthrough.library import NUMBER
from layerwise.walkthrough.listing import first_line
from layerwise.walkthrough.spelling import Spelled
from layerwise.walkthrough.steps import Change, Step, Walk
from layerwise.walkthrough.visits import Table, call_table, loop_table, visit_table

FOLDED = 2  # a single line is shown as it is


@dataclass
class Row:
    """Some lines of the listing and what they did: changes of a single visit, or a table of many."""

    lines: list[tuple[int, str]]
    note: str = ""
    folded: bool = False
    ran: bool = False
    changes: list[Change] = field(default_factory=list)
    table: Table | None = None
    calls: Table | None = None
    printed: str = ""
    answers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    spelled: list[Spelled] = field(default_factory=list)
    formulas: list[tuple[str, str, str]] = field(default_factory=list)


def rows(walk: Walk) -> list[Row]:
    """The rows of a walk, in the order of the listing."""
    listing, numbers = walk.listing, walk.listing.numbers()
    made = []
    for group in _folds(walk):
        lines = [(numbers[n], listing.text(n)) for start in group for n in listing.groups[start]]
        steps = [step for step in walk.steps if step.line in group]
        row = Row(lines, folded=len(group) >= FOLDED, ran=bool(steps))
        if row.folded:
            _fill_fold(row, steps)
        else:
            _fill(row, group[0], steps, walk)
        made.append(row)
    return made


def _folds(walk: Walk) -> list[list[int]]:
    """Statements, those without explanation together; where nothing is explained, all stand alone."""
    groups: list[list[int]] = []
    explained = walk.listing.notes
    for start in sorted(walk.listing.groups):
        if explained and groups and start not in explained and groups[-1][-1] not in explained:
            groups[-1].append(start)
        else:
            groups.append([start])
    return groups


def _fill_fold(row: Row, steps: list[Step]) -> None:
    """What the folded lines did in all."""
    outer = [s for s in steps if s.scope == min(t.scope for t in steps)] if steps else []
    row.changes = net([change for step in outer for change in step.changes])
    row.printed = "".join(step.printed for step in steps)
    row.errors = list(dict.fromkeys(step.error for step in steps if step.error))


def net(changes: list[Change]) -> list[Change]:
    """Many changes as one per name: from the first value to the last."""
    last = {change.name: change for change in changes}
    first = {change.name: change for change in reversed(changes)}
    all_same = {n: all(c.same for c in changes if c.name == n) for n in last}
    both = [Change(n, c.value, first[n].before, c.alias, all_same[n]) for n, c in last.items()]
    return [c for c in both if c.value or c.before]


def _fill(row: Row, line: int, steps: list[Step], walk: Walk) -> None:
    """What one statement did, in one visit or in many."""
    note, node = walk.listing.notes.get(line), _node(walk, line)
    computed = walk.computed.get(line, {})
    row.note = NUMBER.sub(lambda m: computed.get(m["expression"], "…"), note.text) if note else ""
    row.formulas = walk.formulas.get(line, [])
    row.spelled = [one for step in steps for one in step.spelled]
    row.errors = list(dict.fromkeys(step.error for step in steps if step.error))
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        row.calls = call_table([call for call in walk.calls if call.line == line])
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
        row.table = loop_table(walk, line, node)
        return
    elif calls := [call for step in steps for call in step.calls]:
        row.calls = call_table(calls, nested=False)
    visits = _visits(steps)
    if len(visits) == 1:
        _fill_visit(row, visits[0])
    elif visits:
        row.table = visit_table(visits)


def _fill_visit(row: Row, visit: list[Step]) -> None:
    row.changes = net([change for step in visit for change in step.changes])
    row.printed = "".join(step.printed for step in visit)
    row.answers = [f"the condition is {step.test}" for step in visit if step.test is not None]
    row.answers += [f"gives {step.result.text}" for step in visit if step.result]


def _visits(steps: list[Step]) -> list[list[Step]]:
    """Steps of statements that share a line belong to one visit."""
    visits: list[list[Step]] = []
    for step in steps:
        last = visits[-1] if visits else []
        if last and step.scope == last[0].scope and _continues(last[-1], step):
            last.append(step)
        else:
            visits.append([step])
    return visits


def _continues(before: Step, step: Step) -> bool:
    """A later statement of the same line goes on, and so does one whose `yield` has given its value."""
    return step.column > before.column or (before.result is not None and step.result is None)


def _node(walk: Walk, line: int) -> ast.stmt | None:
    nodes = (n for n in ast.walk(walk.listing.tree) if isinstance(n, ast.stmt))
    return next((n for n in nodes if first_line(n) == line), None)
