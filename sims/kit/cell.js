// One number in its cell: it can be focused, typed into if it is the reader's, and says its sign and size.
import { typed } from "kit/numbers.js";

/** A new element of that class, in its parent if that is known. */
export const make = (tag, className, parent) => {
  const element = Object.assign(document.createElement(tag), { className });
  parent?.append(element);
  return element;
};

const SPOKEN = { "?": "kept back", "·": "not yet" };

const sign = value => (value > 0 ? "positive" : value < 0 ? "negative" : "zero");

/** One number that can be focused: an input if it can be edited. */
export function createNumber(name, label, editable, parent, edit) {
  const cell = make(editable ? "input" : "span", "number", parent);
  cell.dataset.number = name;
  cell.meaning = label;
  if (editable) listen(cell, name, edit);
  else [cell.role, cell.tabIndex] = ["math", 0];
  return cell;
}

function listen(cell, name, edit) {
  let before = null;
  cell.setAttribute("aria-label", cell.meaning);
  const { min, max, step, stride = step } = edit.range(name);
  Object.assign(cell, { type: "text", role: "spinbutton", autocomplete: "off", spellcheck: false });
  cell.setAttribute("aria-valuemin", min);
  cell.setAttribute("aria-valuemax", max);
  cell.addEventListener("input", () => {
    cell.dataset.typing = "yes";
    const value = typed(cell.value);
    if (value >= min && value <= max) edit.change(name, value);
    else if (value < min || value > max) edit.refuse?.(name);
  });
  cell.addEventListener("change", () => {
    delete cell.dataset.typing;
    edit.finish(name, typed(cell.value));
    before = edit.value(name);
  });
  cell.addEventListener("blur", () => delete cell.dataset.typing);
  cell.addEventListener("focus", () => {
    before = edit.value(name);
    cell.select();
  });
  cell.addEventListener("keydown", event => {
    if (event.key === "Escape" && before !== null) {
      delete cell.dataset.typing;
      edit.change(name, before);
      cell.select();
    }
    const turn = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!turn) return;
    event.preventDefault();
    delete cell.dataset.typing;
    edit.change(name, edit.value(name) + turn * stride * (event.shiftKey ? 5 : 1));
  });
}

/** Shows a number, or the word that stands for it, in a cell. */
export function write(number, text, value, largest) {
  const cell = number.parentElement;
  if (number.tagName !== "INPUT") {
    number.textContent = text;
    number.setAttribute("aria-label", `${number.meaning}: ${SPOKEN[text] ?? text.trim()}`);
  } else {
    if (number.dataset.typing !== "yes") number.value = text;
    number.setAttribute("aria-valuenow", value);
  }
  cell.dataset.sign = value === null ? "unknown" : sign(value);
  cell.style.setProperty("--size", Math.min(1, Math.sqrt(Math.abs(value ?? 0) / largest)).toFixed(3));
}
