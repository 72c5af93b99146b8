"""The gallery: `<!-- gallery -->` becomes one card for every sim, from the front matter of its page.

A new sim appears with no other edit; its place is that of its page in `nav`, or the end.
"""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bookmaking import sim_marks
from bookmaking.sims import SIMS, SimError, names, read_sim

MARK = re.compile(r"^<!-- gallery -->$", re.M)
INTRODUCTION = re.compile(r"^# .+\n+(?P<sentence>[^\n](?:.|\n)*?[.?!])(?=\s)", re.M)
SCHEMES = ("light", "dark")


def expand(markdown: str, source: str, docs: Path, nav: Any) -> str:
    """The page at `source` with its gallery."""
    if not MARK.search(markdown):
        return markdown
    anchors = {c["name"]: c["anchor"] for c in yaml.safe_load((docs / "concepts.yml").read_text("utf8"))}
    found = in_order(nav)
    cards = "\n".join(card(name, posixpath.dirname(source), docs, anchors) for name in found)
    filled = f'{choice(found)}\n\n<div class="gallery" markdown>\n\n{cards}\n</div>'
    return MARK.sub(lambda _: filled, markdown)


def in_order(nav: Any) -> list[str]:
    """All sims, those first whose pages stand in `nav`."""
    placed = [path.split("/")[1] for path in paths(nav) if re.fullmatch(r"sims/[^/]+/index\.md", path)]
    return sorted(names(), key=lambda name: placed.index(name) if name in placed else len(placed))


def paths(nav: Any) -> Iterator[str]:
    """Every page that `nav` names."""
    if isinstance(nav, str):
        yield nav
    elif nav:
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from paths(part)


def choice(found: list[str]) -> str:
    """The concepts to choose from; `book.js` brings it to life, and without it every card is shown."""
    concepts = sorted({concept for name in found for concept in read_sim(name).meta["concepts"]})
    options = "".join(f"<option>{html.escape(concept)}</option>" for concept in concepts)
    return (
        '<form class="gallery__choice" hidden><label>Concept '
        f'<select><option value="">all</option>{options}</select></label> <output></output></form>'
    )


def card(name: str, folder: str, docs: Path, anchors: dict[str, str]) -> str:
    """One sim: picture, question, chapter, concepts. Links are Markdown's, so that MkDocs checks them."""
    meta = read_sim(name).meta

    def to(target: str) -> str:
        return posixpath.relpath(target, folder)

    drawn = [scheme for scheme in SCHEMES if (SIMS / name / f"{scheme}.webp").exists()]  # `make pictures`
    pictures = "\n".join(
        f"![{picture_text(name)}]({to(f'sims/{name}/{scheme}.webp')}#only-{scheme}){{ loading=lazy }}"
        for scheme in drawn
    )
    concepts = ", ".join(
        f"[{c}]({to(anchors[c])})" if c in anchors else html.escape(c) for c in meta["concepts"]
    )
    return (
        f'<section class="gallery__card" data-concepts="{html.escape("|".join(meta["concepts"]))}" markdown>\n\n'
        f"{pictures}\n\n"
        f"## [{meta['title']}]({to(f'sims/{name}/index.md')}) {{ #{name} }}\n\n"
        f"{meta['question']}\n\n"
        f"{chapter(meta['chapter'], to, docs)}\n{{ .gallery__chapter }}\n\n"
        f"{concepts and concepts + chr(10) + '{ .gallery__concepts }'}\n\n"
        "</section>\n"
    )


def chapter(name: str, to: Any, docs: Path) -> str:
    """The chapter that a sim belongs to, linked once it is written."""
    title, page = name.replace("-", " ").capitalize(), f"chapters/{name}.md"
    return f"[{title}]({to(page)})" if (docs / page).exists() else f"{title} (chapter planned)"


def shown(name: str) -> str:
    """The preset with which the sim's own page opens it."""
    found = sim_marks.MARK.search((SIMS / name / "index.md").read_text("utf8"))
    if not found or not found["preset"]:
        raise SimError(f"sims/{name}/index.md opens no preset: write <!-- sim: {name} PRESET -->")
    return found["preset"]


def picture_text(name: str) -> str:
    """What a picture shows, in words: the preset, and the first sentence of the sim's page."""
    sim, found = read_sim(name), INTRODUCTION.search((SIMS / name / "index.md").read_text("utf8"))
    sentence = " ".join(re.sub(r"[\[\]`*]", "", found["sentence"]).split()) if found else ""
    return f"{sim.meta['title']}, showing “{sim.presets[shown(name)]['title']}”. {sentence}".strip()
