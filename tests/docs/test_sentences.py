"""No sentence of eight or more words stands twice in the book's prose, its lists of sources apart."""

import re
from collections import defaultdict
from pathlib import Path

from tests.docs.test_pages import PAGES

LONG = 8
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|^ *(`{3,}).*?^ *\1`*$|<!--.*?-->|^\$\$.*?\$\$|^ *\|.*?$|^## Sources.*?(?=^## |\Z)",
    re.S | re.M,
)
END = re.compile(r"(?<=[.!?:])[*_”\"')]*\s+|\n\s*\n|\n(?=\s*(?:[-*#>]|\d+\.|!!!|\?\?\?|===) )")


def sentences(markdown: str) -> list[str]:
    """The long sentences of a page, in small letters, words only."""
    parts = END.split(NOT_PROSE.sub("\n\n", markdown))
    words = [re.findall(r"\w+", part.lower()) for part in parts]
    return [" ".join(each) for each in words if len(each) >= LONG]


def said_twice(pages: dict[str, str]) -> dict[str, list[str]]:
    """Each sentence that occurs more than once, with the pages on which it does."""
    where = defaultdict(list)
    for name, markdown in pages.items():
        for sentence in sentences(markdown):
            where[sentence].append(name)
    return {sentence: names for sentence, names in where.items() if len(names) > 1}


def test_no_sentence_is_said_twice():
    pages = {
        str(path): path.read_text("utf8") for path in [*PAGES, Path("README.md"), Path("CONTRIBUTING.md")]
    }
    assert not said_twice(pages)


def test_a_repeated_sentence_is_seen():
    here = "- Rows of `W` are *neurons*, and its columns are inputs. Yes.\n\n```python\nprint(1)\n```\n"
    there = "A matrix. Rows of `W` are neurons,\nand its columns are inputs: so it is.\n"
    assert said_twice({"a": here, "b": there}) == {
        "rows of w are neurons and its columns are inputs": ["a", "b"]
    }
    assert not said_twice(
        {"a": here, "b": "```text\nRows of `W` are neurons, and its columns are inputs.\n```\n"}
    )
