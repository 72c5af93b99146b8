"""A claim stands in the book as `**…**{#claim-name}`, its experiment in `tests/claims/test_name.py`; neither goes alone."""

import re
from pathlib import Path

STATED = re.compile(r"\*\*\{ ?#claim-(?P<name>[a-z][a-z-]*) ?\}")


def stated(pages):
    """The names of the claims of some Markdown pages."""
    return [match["name"] for page in pages for match in STATED.finditer(page)]


def tried(files):
    """The names of the experiments."""
    return {path.stem.removeprefix("test_").replace("_", "-") for path in files} - {"ledger"}


def test_every_claim_has_its_experiment_and_every_experiment_its_claim():
    claims = stated(path.read_text("utf8") for path in Path("docs").rglob("*.md"))
    assert len(claims) == len(set(claims)), "a claim is stated twice"
    assert set(claims) == tried(Path(__file__).parent.glob("test_*.py"))


def test_one_without_the_other_is_seen():
    assert stated(["**It holds.**{#claim-it-holds} **Not a claim.**{#other}"]) == ["it-holds"]
    assert tried([Path("test_it_holds.py"), Path("test_ledger.py")]) == {"it-holds"}
