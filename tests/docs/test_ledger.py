"""Every concept of the chapters on networks is taught where it can be seen to work, and tried by the reader."""

import re
from pathlib import Path

import pytest
import yaml

CHAPTERS = ("perceptron", "activations", "layers", "forward-propagation", "losses")
CONCEPTS = [
    concept
    for concept in yaml.safe_load(Path("docs/concepts.yml").read_text("utf8"))
    if concept["anchor"].startswith(tuple(f"chapters/{name}.md" for name in CHAPTERS))
]
RUNS = re.compile(r"^ *```\{?\.?python|<!-- sim: ", re.M)


def section(page: str, anchor: str) -> str:
    """What stands under the chapter's second-level heading that the anchor belongs to."""
    (found,) = (
        part
        for part in re.split(r"^(?=## )", page, flags=re.M)
        if f"#{anchor} }}" in part or f"#{anchor}}}" in part
    )
    return found


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept["name"])
def test_it_is_seen_to_work_and_tried(concept):
    page, _, anchor = concept["anchor"].partition("#")
    assert RUNS.search(section((Path("docs") / page).read_text("utf8"), anchor)), (
        "no code and no sim in its section"
    )
    assert concept.get("exercise"), "no exercise: name one on its page, or write it"


def test_a_section_without_code_is_seen():
    page = "## One {#one}\n\nWords.\n\n## Two {#two}\n\n```python\n1\n```\n\n### Three {#three}\n"
    assert [bool(RUNS.search(section(page, name))) for name in ("one", "two", "three")] == [False, True, True]
