"""Every folder of `sims/` holds the same four files, and each of them keeps to its part."""

import re
from pathlib import Path

import pytest
import yaml

from bookmaking.sim_marks import WIDTHS
from bookmaking.sims import IMPORT, SIMS, evaluate, modules, names, read_sim

CONCEPTS = {concept["name"] for concept in yaml.safe_load(Path("docs/concepts.yml").read_text("utf8"))}
HOME = yaml.safe_load(Path("docs/index.md").read_text("utf8").split("---\n")[1])
PLANNED = {chapter for part in HOME["planned"] for chapter in part}
KIT = sorted((SIMS / "kit").glob("*.js"))
SCRIPTS = [*KIT, *(path for name in names() for path in sorted((SIMS / name).glob("*.js")))]
IMPURE = re.compile(
    r"\b(?:document|window|globalThis|self|p5|performance|Date|setTimeout|setInterval|fetch|localStorage"
    r"|requestAnimationFrame|matchMedia|location|navigator)\b(?!\s*:)|Math\.random|\bcrypto\b"
)
FOREIGN = re.compile(
    r"\bimport\s*\(|\bexport\s+default\b|\bexport\s*[{*]|\beval\s*\(|\bnew Function\b|\.innerHTML\b|\bfetch\s*\("
)


def code(source: str) -> str:
    """A script without its comments and without the Python that it writes."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*|`[^`]*`", "", source, flags=re.S)


def test_the_folder_holds_its_files(name: str) -> None:
    missing = {"index.md", "main.html", "model.js", "view.js"} - {p.name for p in (SIMS / name).iterdir()}
    assert not missing, f"sims/{name} has no {', '.join(sorted(missing))}"


def test_the_front_matter_is_complete(name: str) -> None:
    meta = read_sim(name).meta
    assert set(meta) == {"title", "chapter", "concepts", "question", "heights"}
    written = Path(f"docs/chapters/{meta['chapter']}.md").exists()
    assert written or meta["chapter"] in PLANNED, f"no chapter {meta['chapter']!r}, and none is planned"
    assert meta["concepts"] or not written, "a sim of a written chapter names the concepts that it shows"
    assert not set(meta["concepts"]) - CONCEPTS, (
        f"not in docs/concepts.yml: {sorted(set(meta['concepts']) - CONCEPTS)}"
    )
    assert meta["question"].endswith("?")
    assert tuple(meta["heights"]) == WIDTHS


def test_there_are_at_least_four_presets(name: str) -> None:
    presets = read_sim(name).presets
    initial = evaluate(SIMS / name, "exports.initial")
    assert len(presets) >= 4
    for key, preset in presets.items():
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", key), f"{key!r} is not in kebab-case"
        assert set(preset) == {"title", "question", "state"}, key
        assert preset["title"] and preset["question"].endswith("?"), key
        assert set(preset["state"]) <= set(initial), key


def test_the_model_touches_nothing_but_numbers(name: str) -> None:
    sources = modules(SIMS / name, 'import * as model from "sim/model.js";')
    found = [f"{spec}: {match[0]}" for spec, text in sources.items() for match in IMPURE.finditer(code(text))]
    assert not found


def test_the_model_answers_the_same_twice_and_changes_no_state(name: str) -> None:
    changed = evaluate(
        SIMS / name,
        """Object.entries(exports.presets).filter(([, { state }]) => {
          const answer = () => JSON.stringify([state, exports.derive(state), exports.python(state)]);
          const before = JSON.stringify(state), first = answer();
          return first !== answer() || before !== JSON.stringify(state);
        }).map(([name]) => name)""",
    )
    assert not changed


def test_model_and_view_stay_short(name: str) -> None:
    lengths = {p.name: len(p.read_text("utf8").splitlines()) for p in (SIMS / name).glob("*.js")}
    assert not {file: length for file, length in lengths.items() if length > 200}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_imports_by_bare_names_only(path: Path) -> None:
    source = path.read_text("utf8")
    starts = [line for line in source.splitlines() if re.match(r"\s*import\b", line)]
    specs = [match["spec"] for match in IMPORT.finditer(source)]
    allowed = r"kit/[\w-]+\.js" if path.parent.name == "kit" else r"(kit|sim)/[\w-]+\.js"
    assert len(starts) == len(specs), f"the linker cannot read an import of {path}"
    assert not [spec for spec in specs if not re.fullmatch(allowed, spec)]
    assert not FOREIGN.findall(code(source))


@pytest.mark.parametrize("path", KIT, ids=lambda path: path.name)
def test_the_kit_knows_no_sim(path: Path) -> None:
    source = path.read_text("utf8")
    assert not [name for name in names() if "-" in name and name in source]
    # A name of one word ("vector") is a word of the field as well: there a path gives it away.
    assert not [name for name in names() if re.search(rf"(?:\.\.|sims|sim)/{name}\b", source)]
