// The native controls that a figure's data ask for, and the few that every figure has.
import { reveal } from "kit/frame.js";

const make = (tag, parent, properties) => Object.assign(parent.appendChild(document.createElement(tag)), properties);

function option(select, value, text) {
  make("option", select, { value, textContent: text });
}

/** A choice; returns the function that shows a value. */
export function createChoice(parent, { id, label, options, quiet }, changed) {
  const box = make("label", parent, { className: quiet ? "choice choice-quiet" : "choice" });
  make("span", box, { className: quiet ? "unseen" : "choice-name", textContent: label });
  const select = make("select", box, { id });
  for (const each of options) option(select, each.value, each.label);
  select.addEventListener("change", () => changed(select.value));
  return value => {
    select.value = value;
  };
}

/** A switch; returns the function that shows whether it is on. */
export function createToggle(parent, { id, label }, changed) {
  const box = make("label", parent, { className: "pill" }), input = make("input", box, { id, type: "checkbox" });
  make("span", box, { textContent: label });
  input.addEventListener("change", () => changed(input.checked));
  return on => {
    input.checked = on;
  };
}

/** A button that does one thing. */
export function createButton(parent, { id, label }, pressed) {
  const button = make("button", parent, { id, type: "button", className: "pill", textContent: label });
  button.addEventListener("click", pressed);
  return button;
}

/** A button that makes another state of the present one: `act(state)`, if it `can(state)`; else it says why it cannot. */
function createAction(parent, { id, label, act, can, cannot }, changed, say) {
  let state = null;
  const button = createButton(parent, { id, label }, () => (can && !can(state) ? say(cannot) : changed(act(state))));
  return present => {
    state = present;
    if (can) button.setAttribute("aria-disabled", !can(present));
  };
}

/** The quiet "More": a button that opens and shuts what is behind it; Escape shuts it too. */
export function createMore(parent, panel, toggled) {
  const button = createButton(parent, { id: "more" }, () => {
    show(panel.hidden);
    if (!panel.hidden) reveal(panel);
  });
  button.setAttribute("aria-controls", panel.id);

  function show(open) {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Less" : "More";
    toggled();
  }
  for (const each of [button, panel]) each.addEventListener("keydown", event => {
    if (event.key !== "Escape" || panel.hidden) return;
    button.focus();
    show(false);
  });
  show(false);
  return button;
}

/** The view's own controls that are not grabbed or typed in the figure itself; `say` tells why one cannot act; returns the function that shows a state. */
export function createControls(places, controls, change, say) {
  const shows = controls.filter(control => control.place).map(control => {
    const { key, kind, place } = control, parent = places[place], id = `control-${key}`;
    const build = { choice: createChoice, toggle: createToggle, action: createAction }[kind];
    const show = build(parent, { ...control, id }, value => change(kind === "action" ? value : { [key]: value }), say), box = parent.lastElementChild;
    return state => {
      box.hidden = control.when ? !control.when(state) : false;
      show(kind === "action" ? state : state[key]);
    };
  });
  return state => shows.forEach(show => show(state));
}
