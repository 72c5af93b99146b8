"""Check the ledger `docs/concepts.yml`: every concept is defined, anchored, reachable from what comes before it."""

import functools
import importlib
from pathlib import Path
from typing import Any

import yaml

from bookmaking.references import Html
from bookmaking.sims import names as sim_names

LEDGER = Path("docs/concepts.yml")
FIELDS = {"name", "definition", "prerequisites", "anchor", "sim", "library"}
MAY = {"exercise"}


class Ledger(yaml.SafeLoader):
    """YAML keeps the last of two equal keys and says nothing."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice."""
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise ValueError(
                    f"{LEDGER}:{node.start_mark.line + 1}: {key.value!r} stands twice: keep one of them"
                )
        return super().construct_mapping(node, deep)


def check_concepts(ledger: Path, site: Path, directory_urls: bool = True) -> list[str]:
    """One sentence for each fault: `docs/concepts.yml:line: what is wrong`."""
    text = ledger.read_text("utf8")
    try:
        concepts: list[dict[str, Any]] = yaml.load(text, Ledger)
    except ValueError as error:
        return [str(error)]
    faults, earlier = [], set[str]()
    for concept in concepts:
        line = line_of(text, str(concept.get("name", "")))
        for what in concept_faults(concept, earlier, site, directory_urls):
            faults.append(f"{ledger}:{line}: {concept.get('name')!r}: {what}")
        earlier.add(concept.get("name", ""))
    return faults


def line_of(text: str, name: str) -> int:
    """The line on which a concept begins."""
    lines = text.splitlines()
    return next((i for i, line in enumerate(lines, 1) if "name:" in line and name in line), 1)


def concept_faults(concept: dict[str, Any], earlier: set[str], site: Path, directory_urls: bool) -> list[str]:
    """What is wrong with one concept."""
    missing = FIELDS - set(concept)
    if missing or set(concept) - FIELDS - MAY:
        return [f"has the fields {sorted(concept)}: expected exactly {sorted(FIELDS)}"]
    faults = [
        f"prerequisite {p!r} must stand earlier in the file"
        for p in concept["prerequisites"]
        if p not in earlier
    ]
    faults += [f"stands twice: {concept['name']!r}"] if concept["name"] in earlier else []
    if concept["sim"] is not None and concept["sim"] not in sim_names():
        faults.append(f"no sim {concept['sim']!r}: there are {', '.join(sim_names())}")
    for place in filter(None, (concept["anchor"], concept.get("exercise"))):
        faults += anchor_faults(place, site, directory_urls)
    return faults + library_faults(concept["library"])


def anchor_faults(anchor: str, site: Path, directory_urls: bool) -> list[str]:
    """The anchor must stand on the built page."""
    page, _, fragment = anchor.partition("#")
    built = site / built_as(page, directory_urls)
    if not built.is_file():
        return [f"anchor {anchor!r}: there is no page {page}"]
    if fragment not in ids_of(built.read_text("utf8")):
        return [f"anchor {anchor!r}: the page has no heading with {{#{fragment}}}"]
    return []


@functools.lru_cache(maxsize=8)
def ids_of(html: str) -> frozenset[str]:
    """The ids of a page; a chapter's many concepts ask for the same one."""
    return frozenset(name for name, _ in Html(html).ids)


def built_as(page: str, directory_urls: bool) -> str:
    """Where MkDocs puts a page: `chapters/x.md` becomes `chapters/x/index.html`."""
    stem = page.removesuffix(".md")
    return f"{stem}/index.html" if directory_urls and not f"/{stem}".endswith("/index") else f"{stem}.html"


def library_faults(name: str | None) -> list[str]:
    """The library name must exist."""
    if name is None:
        return []
    module, _, attribute = name.rpartition(".")
    try:
        found = hasattr(importlib.import_module(module), attribute)
    except ImportError:
        found = False
    return [] if found else [f"the library has no {name!r}"]
