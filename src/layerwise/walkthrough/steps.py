"""What a run leaves behind: one step for each time a statement did something."""

from __future__ import annotations

from dataclasses import dataclass, field

from layerwise.walkthrough.listing import Listing
from layerwise.walkthrough.spelling import Spelled
from layerwise.walkthrough.values import Value


@dataclass(frozen=True)
class Change:
    """A name that got a value: `before` is None for a new one, `value` None for one that is gone.

    `alias` names the others that stand for the same object.
    """

    name: str
    value: Value | None
    before: Value | None
    alias: tuple[str, ...] = ()
    same: bool = False  # assigned, but nothing in it is different

    @property
    def news(self) -> str:
        """In one or two words."""
        if self.value is None or self.before is None:
            return "gone" if self.value is None else "new"
        if self.same:
            return "as before"
        return "changed" if not self.value.same(self.before) else "changed where it is not shown"


@dataclass
class Call:
    """A call of a function of the listing; `result` is None while it runs, and for good if it raised."""

    name: str
    arguments: dict[str, Value]
    depth: int
    line: int
    result: Value | None = None
    gave: list[Value] = field(default_factory=list)  # what a generator yields


@dataclass
class Step:
    """One visit to the statement that begins at `line`, in the run `scope` of its function."""

    line: int
    scope: int
    column: int = 0
    changes: list[Change] = field(default_factory=list)
    printed: str = ""
    calls: list[Call] = field(default_factory=list)
    test: bool | None = None
    result: Value | None = None
    error: str = ""
    round: bool = False  # the head of a `for` has bound its names
    spelled: list[Spelled] = field(default_factory=list)


@dataclass
class Walk:
    """A listing and what running it did. `error` is what it raised, `cut` says why it was stopped.

    Examples:
        >>> walk = trace("x = 2" + chr(10) + "y = x ** 3")
        >>> [(change.name, change.value.text) for step in walk.steps for change in step.changes]
        [('x', '2'), ('y', '8')]
    """

    listing: Listing
    steps: list[Step] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    formulas: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)
    computed: dict[int, dict[str, str]] = field(default_factory=dict)
    error: BaseException | None = None
    cut: str = ""
    cut_line: int = 0
