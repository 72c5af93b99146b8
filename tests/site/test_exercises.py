"""Exercises in the built pages: every known answer, nonsense, the keyboard, progress, and a page without a server."""

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from bookmaking.fences import python_fences
from tests.conftest import ROOT, watched

DRIVER = Path(__file__).with_name("exercises.js").read_text("utf8")
PAGES = sorted(p for p in (ROOT / "docs").rglob("*.md") if "vendor" not in p.parts)
EXERCISES = [
    (page.relative_to(ROOT / "docs").with_suffix("").as_posix(), f"{page.stem}/{fence.options['id']}")
    for page in PAGES
    for fence in python_fences(page.read_text("utf8"))
    if "exercise" in fence.classes
]
PLACES = sorted({where for where, _ in EXERCISES})
CHAPTER = "chapters/linear-maps"
NUMBER, MATRIX = "#one-number", "#two-arrows"
MB = 1_000_000
NONSENSE = {
    "1/1000": "",
    "0,001": "",
    "[[1,2],[3,4": "cut off",
    "NaN": "is not a number: write 0.25 or 1/4.",
    "inf": "is not a number",
    "1/0": "is not a number",
    "12 3 -": "cannot be spread",
    "1" * MB: "A text of 1,000,000 characters is not a number",
    "[" * MB: "A text of 1,000,000 characters is not a number",
    "1, " * (MB // 3): "A text of 999,999 characters is not a number",
    "1" * MB + "x": "A text of 1,000,001 characters is not a number",
    "": "empty",
}


@pytest.fixture
def opened(page, server):
    """`opened(where)` opens a page that remembers nothing, and gives it a reader."""
    chromium, origin = page.context.new_cdp_session(page), urljoin(server, "/")

    def run(where: str = CHAPTER):
        chromium.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
        page.goto(f"./{where}/")
        page.evaluate(DRIVER)
        return page

    return run


@pytest.mark.parametrize("where", PLACES)
def test_every_known_answer_of_every_variant_is_recognised(opened, where):
    page = opened(where)
    for name in [name for place, name in EXERCISES if place == where]:
        known = page.evaluate("reader.known", name)
        assert {answer["variant"] for answer in known} == set(range(5)), name
        for answer in known:
            verdict, start = (
                ("wrong", "Not yet." + answer["expected"]) if answer["expected"] else ("right", "Right.")
            )
            assert answer["verdict"] == verdict, (name, answer)
            assert answer["said"].startswith(start), (name, answer)


@pytest.mark.parametrize("where", PLACES)
def test_nonsense_is_answered_clearly(opened, where):
    page = opened(where)
    for name in [name for place, name in EXERCISES if place == where]:
        kind = page.evaluate(
            "name => document.querySelector(`[data-exercise='${name}'] section`).dataset.kind", name
        )
        if kind in {"choice", "ordering"}:
            continue
        for text, told in NONSENSE.items():
            for answer in page.evaluate("([name, text]) => reader.nonsense(name, text)", [name, text]):
                understood = kind != "shape" and not told
                assert answer["verdict"] == ("wrong" if understood else "fault"), (name, text[:20], answer)
                if kind != "shape":
                    assert told in answer["said"] or (not text and "Write a number first" in answer["said"])
                assert len(answer["said"]) < 250


def test_a_choice_that_was_not_made_is_asked_for(opened):
    page = opened()
    assert page.evaluate("reader.submit", "linear-maps/linear-or-affine") == {
        "verdict": "fault",
        "said": "Choose one of the answers first.",
    }


NUMBERS = {
    "0.25": 0.25, "1/4": 0.25, " - 1 / 4 ": -0.25, "\u22120.5": -0.5, "\u20130.5": -0.5, "0,001": 0.001, "1/1000": 0.001,
    "1e-3": 0.001, "1E3": 1000, ".5": 0.5, "5.": 5, "+2": 2, "\u00a07\u2009": 7, "1,5/2": 0.75,
    "": None, "-": None, "1 2": None, "1,2,3": None, "1.000,5": None, "1/0": None, "1e999": None, "NaN": None,
    "Infinity": None, "0x10": None, "1_000": None, "2x": None, "--1": None, "1//2": None, "0" * 2000: None, "1/2/3": None, "\u00bd": None,
}  # fmt: skip
THOUSANDS = {
    "47,360": 47360, "1,234,567": 1234567, "\u22124,736": -4736, "47360": 47360, "1,5": 1.5, "1,2345": 1.2345, "1,2,3": None,
}  # fmt: skip
SHAPES = {
    "(4, 3)": [4, 3], "4,3": [4, 3], "[4,3]": [4, 3], "4 x 3": [4, 3], "4\u00d73": [4, 3], "4 3": [4, 3], "(4,)": [4],
    "4": [4], "()": [], "(4, -3)": None, "(4.0, 3)": None, "four": None, "((4, 3))": None, "": None, "9" * 30: None,
}  # fmt: skip


def test_numbers_and_shapes_are_read_as_people_write_them(opened):
    page = opened()
    read = "texts => texts.map(text => { const x = answers.%s(text, large); return Number.isNaN(x) ? null : x; })"
    thousands = read.replace("large", "true") % "number"
    read = read.replace("large", "false")
    assert dict(zip(THOUSANDS, page.evaluate(thousands, list(THOUSANDS)), strict=True)) == THOUSANDS
    assert dict(zip(NUMBERS, page.evaluate(read % "number", list(NUMBERS)), strict=True)) == NUMBERS
    assert dict(zip(SHAPES, page.evaluate(read % "shape", list(SHAPES)), strict=True)) == SHAPES


LISTS = {
    "[[1, 2], [3, 4]]": "1 2 3 4",
    "[[ 1.  -2.5]\n [ 3.   4. ]]": "1. -2.5 3. 4.",
    "1 2; 3 1/4": "1 2 3 1/4",
    "(1, 2, 3, \u22124)": "1 2 3 -4",
}


@pytest.mark.parametrize("pasted", LISTS)
def test_a_whole_list_in_one_field_goes_to_all_of_them(opened, pasted):
    page = opened()
    fields = page.locator(f".exercise:has({MATRIX}) section:not([hidden]) .exercise-field")
    fields.first.focus()
    page.keyboard.insert_text(pasted)
    page.keyboard.press("Enter")
    assert " ".join(fields.evaluate_all("all => all.map(field => field.value)")) == LISTS[pasted]


def test_a_paste_of_a_megabyte_is_cut_and_answered(opened):
    page = opened()
    page.locator(f".exercise:has({NUMBER}) .exercise-field").first.focus()
    page.keyboard.insert_text("7" * MB)
    page.keyboard.press("Enter")
    assert "is not a number" in page.locator(f".exercise:has({NUMBER}) .exercise-said").first.inner_text()


def test_a_mistake_in_one_entry_is_named_and_the_others_are_right(opened):
    page = opened()
    said = page.evaluate("answers.judge([1.1, -1.5], [1.1, -1.3], [[1, -1.5], [0.9, -1.7]], 0.005)")
    assert said == {"right": False, "entries": [True, False], "mistake": 0}


def test_what_is_right_so_far_is_said_by_place_even_if_the_name_of_the_answer_holds_a_comma(opened):
    page = opened("chapters/tensors")
    section = page.locator(".exercise:has(#there-and-not-back) section").first
    assert section.locator(".exercise-field").first.get_attribute("aria-label").count(", ") == 3
    key = json.loads(section.get_attribute("data-key"))
    for i, field in enumerate(section.locator(".exercise-field").all()):
        field.fill(str(key[i] if i in (0, 5) else 99))
    section.get_by_role("button", name="Check").click()
    assert (
        section.locator("[role=status]")
        .inner_text()
        .endswith("Right so far: row 0, column 0; row 1, column 2.")
    )


def test_with_the_keyboard_alone(opened):
    page = opened()
    said = ":focus >> xpath=ancestor::section//div[@role='status']"
    press = page.keyboard.press
    page.locator(f".exercise:has({NUMBER}) section").first.focus()
    press("Tab")
    page.keyboard.type("-.01")
    press("Enter")
    assert "You left out the bias." in page.locator(said).inner_text()
    press("ControlOrMeta+a")
    page.keyboard.type("9/100")
    press("Enter")
    assert page.locator(said).inner_text().startswith("Right.")
    press("Tab")
    press("Tab")
    press("Enter")
    assert page.evaluate("document.activeElement.ariaLabel") == "Variant 2 of 5: One number of the batch"

    page.locator(".exercise:has(#linear-or-affine) section").first.focus()
    press("Tab")
    press("Space")
    press("ArrowDown")
    press("Enter")
    assert page.locator(said).inner_text().startswith("Right.")


def test_what_is_said_is_seen_on_a_phone(opened):
    page = opened()
    page.set_viewport_size({"width": 375, "height": 500})
    section = page.locator(".exercise:has(#signed-areas) section").first
    check = section.get_by_role("button", name="Check")
    check.evaluate(
        "check => { check.scrollIntoView({ block: 'end' }); check.focus({ preventScroll: true }); }"
    )
    page.keyboard.press("Enter")
    box = section.locator("[role=status]").bounding_box()
    assert box["y"] + box["height"] <= 501  # a pixel is where the screen rounds


def test_rows_are_ordered_with_the_keyboard(opened):
    page = opened()
    section = page.locator(".exercise:has(#signed-areas) section").first
    order = "section => [...section.querySelectorAll('.exercise-letter')].map(letter => letter.textContent).join('')"
    section.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Move A down"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert section.evaluate(order) == "BCAD"
    assert section.locator("[role=status]").text_content() == "Now B, C, A, D."
    assert page.evaluate("document.activeElement.ariaLabel") == "Move A down"
    page.keyboard.press("Enter")
    assert section.evaluate(order) == "BCDA"
    assert page.evaluate("document.activeElement.ariaLabel") == "Move A up"


def solve(page, text="0.09"):
    """Solve the first variant of one exercise."""
    page.locator(f".exercise:has({NUMBER}) .exercise-field").first.fill(text)
    page.keyboard.press("Enter")


def count(page) -> str:
    """What is said of that variant."""
    return page.locator(f".exercise:has({NUMBER}) .exercise-count").inner_text()


def test_progress_survives_a_reload_and_can_be_carried_away(opened, tmp_path):
    page = opened()
    solve(page, "1")
    assert count(page) == "1 of 5"
    solve(page)
    page.reload()
    assert count(page) == "1 of 5, solved"
    assert "You have solved 1 of the 6 exercises" in page.locator(".exercise-progress").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save progress").click()
    download.value.save_as(tmp_path / "progress.json")
    saved = json.loads((tmp_path / "progress.json").read_text())
    assert saved == {"kind": "layer-by-layer exercises", "solved": {"linear-maps/one-number": [0]}}

    opened()
    assert count(page) == "1 of 5"
    load(page, tmp_path / "progress.json")
    page.locator(".exercise-progress", has_text="solved 1 of").wait_for()
    assert count(page) == "1 of 5, solved"
    page.reload()
    assert count(page) == "1 of 5, solved"


def load(page, file) -> None:
    """Choose a file."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load a file").click()
    chooser.value.set_files(file)


HOSTILE = {
    "no JSON": "{",
    "another kind": '{"solved": {"linear-maps/one-number": [0]}}',
    "nothing": "null",
    "too large": '"' + "x" * MB + '"',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_holds_no_progress_changes_nothing(opened, tmp_path, case):
    page = opened()
    solve(page)
    (tmp_path / "other.json").write_text(HOSTILE[case])
    load(page, tmp_path / "other.json")
    page.locator(".exercise-progress", has_text="other.json holds no progress of this book").wait_for()
    assert count(page) == "1 of 5, solved"


def test_odd_things_in_a_file_or_in_the_store_are_left_out(opened):
    page = opened()
    odd = {"linear-maps/one-number": [1, 1, 0], "__proto__": [1], "a b": [1], "x": "y", "z": [-1], "w": [0.5]}
    text = json.dumps({"kind": "layer-by-layer exercises", "solved": odd})
    assert page.evaluate("text => progress.load(text)", text)
    assert json.loads(page.evaluate("progress.text()"))["solved"] == {"linear-maps/one-number": [1, 0]}
    page.evaluate("() => localStorage.setItem('layer-by-layer.exercises', '{[')")
    page.reload()
    solve(page)
    assert count(page) == "1 of 5, solved"


DENIED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize("refusal", [DENIED, FULL], ids=["denied", "full"])
def test_where_the_browser_keeps_nothing_the_page_does_and_says_so(browser, server, refusal):
    context = browser.new_context(base_url=f"{server}/")
    context.add_init_script(refusal)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    page.goto(f"./{CHAPTER}/")
    solve(page)
    assert count(page) == "1 of 5, solved"
    assert (
        "This browser keeps nothing: save it before you leave."
        in page.locator(".exercise-progress").inner_text()
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Save progress").click()
    assert json.loads(Path(download.value.path()).read_text())["solved"] == {"linear-maps/one-number": [0]}
    context.close()
    assert not [stack for stack in errors if "exercise" in stack or "progress" in stack]


def test_it_works_from_a_file(browser, offline):
    page = browser.new_page()
    with watched(page.context, "file:"):
        page.goto((offline / f"{CHAPTER}.html").as_uri())
        solve(page, "0,22")
        assert (
            "That is neuron 1." in page.locator(f".exercise:has({NUMBER}) .exercise-said").first.inner_text()
        )
        solve(page)
        page.reload()
        assert count(page) == "1 of 5, solved"
        page.close()


def test_without_scripts_and_in_print_the_first_variant_stands_as_text(browser, server):
    context = browser.new_context(base_url=f"{server}/", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"./{CHAPTER}/")
    assert page.locator(".exercise-question:visible").count() == len(
        [e for e in EXERCISES if e[0] == CHAPTER]
    )
    assert page.locator(".exercise button:visible, .exercise input:visible").count() == 0
    assert page.locator(".exercise-order > li:visible").count() == 4
    context.close()


def test_in_print_the_working_is_open_and_the_fields_are_boxes(opened):
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".exercise button:visible").count() == 0
    assert page.locator(".exercise section:not([hidden]) .exercise-field:visible").count() > 0
    assert page.locator(".exercise section:not([hidden]) details p").first.is_visible()
    page.emulate_media(media="screen")
