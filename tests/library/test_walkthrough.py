"""What a walk says is what the listing did."""

import io
import itertools
import signal
import sys
from types import SimpleNamespace

import pytest

from layerwise.walkthrough import ListingError, surprise, trace
from layerwise.walkthrough.limits import PATIENCE, alarm
from layerwise.walkthrough.listing import read
from layerwise.walkthrough.recorder import Recorder
from layerwise.walkthrough.steps import Step, Walk


def did(walk: Walk) -> dict[int, list[str]]:
    """By line: every change, output, test, result and error, in order."""
    told: dict[int, list[str]] = {}
    for step in walk.steps:
        told.setdefault(step.line, []).extend(words(step))
    return told


def words(step: Step) -> list[str]:
    """One step in words."""
    changes = [f"{c.name} {c.news}" + (f" {c.value.text}" if c.value else "") for c in step.changes]
    calls = [f"{c.name}({', '.join(v.text for v in c.arguments.values())})" for c in step.calls]
    rest = [step.printed.strip(), step.error, "" if step.test is None else str(step.test)]
    return [*changes, *calls, *filter(None, rest), *([f"gives {step.result.text}"] if step.result else [])]


LISTINGS = {
    "aliasing": (
        "a = [1]\nb = a\nb += [2]",
        {1: ["a new [1]"], 2: ["b new [1]"], 3: ["a changed [1, 2]", "b changed [1, 2]"]},
    ),
    "an array through a view": (
        "import numpy as np\na = np.zeros(3)\nv = a[1:]\nv[0] = 7",
        {
            1: ["np new module numpy"],
            2: ["a new [0, 0, 0]"],
            3: ["v new [0, 0]"],
            4: ["a changed [0, 7, 0]", "v changed [7, 0]"],
        },
    ),
    "for": (
        "s = 0\nfor i in range(3):\n    s += i",
        {
            1: ["s new 0"],
            2: ["i new 0", "i changed 1", "i changed 2"],
            3: ["s as before 0", "s changed 1", "s changed 3"],
        },
    ),
    "while and else": (
        "n = 2\nwhile n:\n    n -= 1\nelse:\n    n = 9",
        {1: ["n new 2"], 2: ["True", "True", "False"], 3: ["n changed 1", "n changed 0"], 5: ["n changed 9"]},
    ),
    "recursion": (
        "def f(n):\n    return n and n + f(n - 1)\nx = f(2)",
        {1: ["f new f(n)"], 2: ["gives 0", "f(0)", "gives 1", "f(1)", "gives 3"], 3: ["x new 3", "f(2)"]},
    ),
    "a comprehension that calls": (
        "def f(x):\n    return x * x\ny = [f(i) for i in (1, 2)]",
        {1: ["f new f(x)"], 2: ["gives 1", "gives 4"], 3: ["y new [1, 4]", "f(1)", "f(2)"]},
    ),
    "a function that the library calls": (
        "def key(x):\n    return -x\ny = sorted([1, 2], key=key)",
        {1: ["key new key(x)"], 2: ["gives −1", "gives −2"], 3: ["y new [2, 1]", "key(1)", "key(2)"]},
    ),
    "a generator": (
        "def g():\n    yield 1\n    yield 2\ns = sum(g())",
        {1: ["g new g()"], 2: ["gives 1"], 3: ["gives 2"], 4: ["s new 3", "g()"]},
    ),
    "a class": (
        "class C:\n    n = 0\n    def up(self):\n        self.n += 1\nc = C()\nc.up()",
        {
            2: ["n new 0"],
            3: ["up new up(self)"],
            1: ["C new class C"],
            5: ["c new C()"],
            4: ["self changed C(n=1)"],
            6: ["c changed C(n=1)", "up(C())"],
        },
    ),
    "a nested function": (
        "def outer():\n    n = 1\n    def inner():\n        nonlocal n\n        n += 1\n    inner()\n    return n\nx = outer()",
        {
            1: ["outer new outer()"],
            2: ["n new 1"],
            3: ["inner new inner()"],
            5: ["n changed 2"],
            6: ["n changed 2", "inner()"],
            7: ["gives 2"],
            8: ["x new 2", "outer()"],
        },
    ),
    "try and except": (
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e)",
        {
            2: ["ZeroDivisionError: division by zero"],
            3: ["e new ZeroDivisionError('division by zero')"],
            4: ["division by zero"],
        },
    ),
    "with": (
        "import io\nwith io.StringIO() as file:\n    n = file.write('abc')",
        {1: ["io new module io"], 2: ["file new StringIO()"], 3: ["n new 3"]},
    ),
    "match": (
        "match [1, 2]:\n    case [a, b]:\n        c = a + b",
        {2: ["a new 1", "b new 2"], 3: ["c new 3"]},
    ),
    "a statement of many lines": ("x = [\n    1,\n    2,\n]\ny = 3", {1: ["x new [1, 2]"], 5: ["y new 3"]}),
    "two statements on a line": ("x = 1; y = 2", {1: ["x new 1", "y new 2"]}),
    "del": ("x = 1\ndel x", {1: ["x new 1"], 2: ["x gone"]}),
    "a value that is not a number": ("x = float('nan')\ny = 1", {1: ["x new NaN"], 2: ["y new 1"]}),
    "a lambda and a starred call": (
        "f = lambda *a: sum(a)\nx = f(1, 2)",
        {1: ["f new <lambda>(a)"], 2: ["x new 3"]},
    ),
    "nothing to read": ("x = input()", {1: ["EOFError: EOF when reading a line"]}),
}


@pytest.mark.parametrize("case", LISTINGS)
def test_each_line_says_what_it_did(case) -> None:
    source, expected = LISTINGS[case]
    assert did(trace(source)) == expected


def test_output_belongs_to_the_line_that_printed() -> None:
    walk = trace("def f():\n    print('in')\nfor _ in range(2):\n    f()\nprint('out')")
    assert [(step.line, step.printed) for step in walk.steps if step.printed] == [
        (2, "in\n"),
        (2, "in\n"),
        (5, "out\n"),
    ]


def test_two_names_of_one_object_say_so() -> None:
    walk = trace("a = [1]\nb = a\nc = [1]")
    assert [change.alias for step in walk.steps for change in step.changes] == [(), ("a",), ()]


def test_one_entry_of_a_million_is_noticed_and_nothing_large_is_kept() -> None:
    walk = trace("import numpy as np\na = np.zeros((1000, 1000))\na[700, 3] = -1")
    (change,) = walk.steps[-1].changes
    assert change.news == "changed where it is not shown"
    assert change.value.corner.nbytes < 1000


def test_a_listing_is_alone_in_its_namespace() -> None:
    trace("secret = 1")
    assert isinstance(trace("secret").error, NameError)


def test_an_error_is_kept_with_the_lines_of_its_file() -> None:
    error = trace("x = 1\nx / 0", "page.md", first=41).error
    frames = [f"{f.tb_frame.f_code.co_filename}:{f.tb_lineno}" for f in tracebacks(error)]
    assert frames[-1] == "page.md:42"


def tracebacks(error: BaseException) -> list:
    """The chain of a traceback."""
    chain, now = [], error.__traceback__
    while now:
        chain, now = [*chain, now], now.tb_next
    return chain


needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")

ENDLESS = {
    "a loop": ("while True: pass", "200 steps"),
    "a loop that catches all": (
        "while True:\n    try:\n        x = 1\n    except:\n        pass",
        "200 steps",
    ),
    "a finally that goes on": (
        "while True:\n    try:\n        while True: pass\n    finally:\n        continue",
        "200 steps",
    ),
    "a generator expression": ("import itertools\ns = sum(1 for _ in itertools.count())", "0.3 seconds"),
    "sleep": ("import time\ntime.sleep(60)", "0.3 seconds"),
    "its own repr": ("class A:\n    def __repr__(self):\n        while True: pass\na = A()", "0.3 seconds"),
}


@needs_alarm
@pytest.mark.parametrize("case", ENDLESS)
def test_what_does_not_end_is_stopped(case) -> None:
    source, after = ENDLESS[case]
    assert trace(source, steps=200, seconds=0.3).cut == f"did not end within {after}"


def ring(done: list) -> None:
    """The alarm rings while code runs that is not the listing's."""
    signal.raise_signal(signal.SIGALRM)
    done.append("all of it")


@needs_alarm
def test_what_runs_for_a_listing_is_not_broken_off_halfway(monkeypatch) -> None:
    done: list = []
    monkeypatch.setitem(sys.modules, "elsewhere", SimpleNamespace(ring=ring, done=done))
    walk = trace("import elsewhere\nelsewhere.ring(elsewhere.done)\nx = 1")
    assert (walk.cut, done) == ("did not end within 5 seconds", ["all of it"])


@needs_alarm
def test_an_alarm_that_rings_when_the_listing_has_ended_cuts_nothing() -> None:
    done: list = []
    with alarm(Recorder(read("x = 1"), "<listing>", io.StringIO(), 1), "<listing>", 60):
        for _ in range(2 * PATIENCE):
            ring(done)
    assert done == 2 * PATIENCE * ["all of it"]


@needs_alarm
def test_a_library_that_goes_on_for_ever_is_stopped_too(monkeypatch) -> None:
    monkeypatch.setitem(
        sys.modules, "elsewhere", SimpleNamespace(forever=lambda: sum(1 for _ in itertools.count()))
    )
    assert trace("import elsewhere\nelsewhere.forever()", seconds=0.3).cut == "did not end within 0.3 seconds"


def test_what_a_name_held_is_kept_when_it_changes() -> None:
    walk = trace("import numpy as np\na = np.zeros(2)\na[0] = 1")
    assert [step.changes[0].value.corner.tolist() for step in walk.steps[1:]] == [[0, 0], [1, 0]]


@pytest.mark.parametrize("limit", [1_000, 100_000])  # a package that is imported somewhere may raise it
def test_recursion_without_end_is_an_error_of_the_listing(limit: int) -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    error = trace("def f(n):\n    return f(n + 1)\nf(0)").error
    sys.setrecursionlimit(before)
    assert isinstance(error, RecursionError)


UNSEEDED = {
    "a generator without a seed": (
        "import numpy as np\nrng = np.random.default_rng()\nx = rng.normal()",
        (3, "x"),
    ),
    "what is printed": ("import random\nprint(random.random())", (2, "what it prints")),
    "the way taken": ("import random\nwhile random.random() < 0.999: pass", (2, "the way it takes")),
}


@pytest.mark.parametrize("case", UNSEEDED)
def test_two_runs_show_what_is_random(case) -> None:
    source, found = UNSEEDED[case]
    assert surprise(trace(source), trace(source)) == found


def test_a_seed_is_no_surprise() -> None:
    source = "import numpy as np\nrng = np.random.default_rng(1)\nx = rng.normal(size=3)\nf = lambda: 1\no = object()"
    assert surprise(trace(source), trace(source)) is None


REFUSED = {
    "above nothing": ("x = 1\n#: words", 2, "directly above the line"),
    "above else": ("if 0:\n    x = 1\n#: words\nelse:\n    x = 2", 3, "directly above the line"),
    "behind code": ("x = 1 #: words", 1, "on a line of its own"),
    "axes of a wrong length": ("import numpy as np\n#: axes X (B, in)\nX = np.zeros(3)", 3, "X was said to be (B, in)"),
    "a letter with two sizes": (
        "import numpy as np\n#: axes X (B), Y (B)\nX = np.zeros(3)\nY = np.zeros(2)", 4, "B is 2 in Y, but 3 in X"),
    "a name twice": ("#: axes X (B), X (in)\nX = 1", 1, "X is named twice"),
    "a number that cannot be computed": ("#: it is `=y`\nx = 1", 1, "NameError: name 'y' is not defined"),
    "swallowed by the listing": ("try:\n    #: `=y`\n    x = 1\nexcept Exception:\n    pass", 2, "NameError"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_comment_that_cannot_be_followed_is_refused_with_its_line(case) -> None:
    source, line, message = REFUSED[case]
    with pytest.raises(ListingError) as caught:
        trace(source, first=11)
    assert caught.value.line == line + 10
    assert message in str(caught.value)
