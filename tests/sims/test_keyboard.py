"""Everything that a pointer can do, keys can do, and the reader always sees where the focus is."""

from typing import Any

import pytest

from .conftest import Figure

OPEN_ALL = """document.querySelectorAll("[aria-expanded=false]").forEach(button => button.click())"""
# How an element, its surroundings and its pseudo-elements are drawn: focus must change something of it.
DRESS = """el => [el, el.parentElement, el.previousElementSibling].filter(Boolean).flatMap(each => ["", "::before", "::after"].map(part => {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, content } = getComputedStyle(each, part || null);
  return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, content].join(" ");
})).join()"""
COUNT = """el => { el.events = 0;
  for (const kind of ["click", "change"]) el.addEventListener(kind, () => el.events++); }"""


def walk(sim: Figure) -> list[str]:
    """The names of what Tab reaches, in order, once round."""
    reached: list[str] = []
    sim.evaluate("document.activeElement.blur()")
    while len(reached) < 200:
        sim.press("Tab")
        here = sim.evaluate("document.activeElement === document.body ? '' : nameOf(document.activeElement)")
        if not here or here in reached:
            return reached
        reached.append(here)
    return reached


def each(sim: Figure, selector: str) -> list[Any]:
    """The visible controls of a kind."""
    return [element for element in sim.page.query_selector_all(selector) if element.is_visible()]


def name(element: Any) -> str:
    """What a failure calls it."""
    return str(element.evaluate("nameOf"))


def test_tab_reaches_every_control(sim: Figure) -> None:
    sim.evaluate(OPEN_ALL)
    wanted = sim.evaluate("controls().map(nameOf)")
    assert len(set(wanted)) == len(wanted), "two controls have the same name"
    reached = walk(sim)
    assert not set(wanted) - set(reached), "Tab never gets there"


def test_focus_by_keyboard_is_visible(sim: Figure) -> None:
    sim.evaluate(OPEN_ALL)
    sim.evaluate(f"() => {{ for (const el of controls()) el.plain = ({DRESS})(el); }}")
    unmarked = []
    for _ in range(len(sim.evaluate("controls()"))):
        sim.press("Tab")
        if sim.evaluate(f"(({DRESS})(document.activeElement)) === document.activeElement.plain"):
            unmarked.append(sim.evaluate("nameOf(document.activeElement)"))
    assert not unmarked


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_buttons_answer_keys(sim: Figure, key: str) -> None:
    sim.evaluate(OPEN_ALL)
    for button in each(sim, "button, summary, [role=button]"):
        sim.evaluate(
            "() => { for (const el of document.querySelectorAll('[aria-expanded=false]')) el.click(); }"
        )
        button.evaluate(COUNT)
        button.press(key)
        assert button.evaluate("el => el.events") == 1, f"{key} does nothing on {name(button)}"


def test_choices_and_switches_answer_keys(sim: Figure) -> None:
    sim.evaluate(OPEN_ALL)
    for control in each(sim, "select, input[type=checkbox], input[type=radio], input[type=range]"):
        tag = control.evaluate("el => el.type")
        before = control.evaluate("el => [el.value, el.checked].join()")
        control.evaluate(COUNT)
        control.focus()
        sim.press("Space" if tag == "checkbox" else "ArrowDown")
        if control.evaluate("el => [el.value, el.checked].join()") == before:
            sim.press("ArrowUp")
        assert control.evaluate("el => el.events > 0"), f"keys do nothing on {name(control)}"
        assert control.evaluate("el => [el.value, el.checked].join()") != before, name(control)


def moved(sim: Figure, control: Any, keys: list[str], value: str) -> list[str]:
    """Keys that leave a control where it was. The figure starts anew before each, so that no end is in the way."""
    still = []
    for key in keys:
        sim.evaluate("show({})")
        before = control.get_attribute(value)
        control.press(key)
        sim.settled()
        if control.get_attribute(value) == before:
            still.append(f"{key} does not move {name(control)}")
    return still


def test_what_can_be_dragged_answers_arrow_keys(sim: Figure) -> None:
    arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]
    sliders = each(sim, "[role=slider]")
    assert not [fault for slider in sliders for fault in moved(sim, slider, arrows, "aria-valuetext")]


def test_number_fields_answer_arrow_keys(sim: Figure) -> None:
    fields = each(sim, "[role=spinbutton], input[type=number]")
    assert not [
        fault for field in fields for fault in moved(sim, field, ["ArrowUp", "ArrowDown"], "aria-valuenow")
    ]


# How far one key moves the state, without and with Shift, for everything that keys can move; a choice moves as far as
# its options lie apart. That keys arrive is shown above; here they are sent from inside, hundreds of them at once.
REACH = """() => {
  const flat = value => typeof value === "number" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(flat) : [];
  const numbers = state => Object.entries(state).flatMap(([key, value]) => {
    const options = sim.view.controls.find(control => control.key === key)?.options;
    return options ? [options.findIndex(option => option.value === value)] : flat(value);
  });
  const press = (name, key, shiftKey) => {
    sim.set(sim.model.initial);
    const before = numbers(sim.state), el = controls().find(each => nameOf(each) === name);
    el.focus();
    el.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
    const now = numbers(sim.state);
    return Math.hypot(...before.map((number, i) => number - now[i]));
  };
  history.replaceState = () => {};
  return controls().filter(el => el.matches("[role=slider], [role=spinbutton]")).map(nameOf).map(name =>
    [name, ["ArrowUp", "ArrowDown"].map(key => [press(name, key, false), press(name, key, true)])]);
}"""


def test_shift_makes_larger_steps(sim: Figure) -> None:
    for name, steps in sim.evaluate(REACH):
        # Near one end of its range a step is cut short; in the other direction there is room.
        assert any(0 < plain < large for plain, large in steps), (
            f"shift makes no larger step on {name}: {steps}"
        )


def test_escape_closes_what_opens(sim: Figure) -> None:
    for button in each(sim, "[aria-expanded=false]"):
        button.press("Enter")
        assert button.get_attribute("aria-expanded") == "true", f"Enter does not open {name(button)}"
        sim.press("Escape")
        assert button.get_attribute("aria-expanded") == "false", f"Escape does not close {name(button)}"
        assert button.evaluate("el => el === document.activeElement"), f"focus is lost from {name(button)}"


def test_nothing_but_controls_invites_a_click(sim: Figure) -> None:
    inviting = sim.evaluate("""[...document.querySelectorAll("main *")].filter(el => el.checkVisibility() && !el.labels
      && /pointer|grab/.test(getComputedStyle(el).cursor) && !controls().some(control => control.contains(el) || el.contains(control)
         || [...control.labels ?? []].some(label => label.contains(el)))).map(nameOf)""")
    assert not inviting
