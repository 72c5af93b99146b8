// Matrices and vectors as grids of cells, in the sentence that joins them; and the facts below it.
// Rows are neurons and wear a handle, columns are inputs. A cell's square grows with the size of its number.
import { aligned, fixed, rounded, typed } from "kit/numbers.js";

const make = (tag, className, parent) => {
  const element = parent.appendChild(document.createElement(tag));
  element.className = className;
  return element;
};

const sign = value => (value > 0 ? "positive" : value < 0 ? "negative" : "zero");

function describeCell({ label }, index) {
  return index.length > 1 ? `${label}, row ${index[0] + 1}, column ${index[1] + 1}` : `${label}, entry ${index[0] + 1}`;
}

/** One number that can be focused: an input if it can be edited. */
function createNumber(name, label, editable, parent, edit) {
  const cell = make(editable ? "input" : "span", "number", parent);
  cell.dataset.number = name;
  cell.meaning = label;
  if (editable) listen(cell, name, edit);
  else [cell.role, cell.tabIndex] = ["math", 0];
  return cell;
}

function listen(cell, name, edit) {
  cell.setAttribute("aria-label", cell.meaning);
  const { min, max, step } = edit.range(name);
  Object.assign(cell, { type: "text", role: "spinbutton", autocomplete: "off", spellcheck: false });
  cell.setAttribute("aria-valuemin", min);
  cell.setAttribute("aria-valuemax", max);
  cell.addEventListener("input", () => {
    cell.dataset.typing = "yes";
    const value = typed(cell.value);
    if (value >= min && value <= max) edit.change(name, value);
  });
  cell.addEventListener("change", () => {
    delete cell.dataset.typing;
    edit.finish(name, typed(cell.value));
  });
  cell.addEventListener("blur", () => delete cell.dataset.typing);
  cell.addEventListener("focus", () => cell.select());
  cell.addEventListener("keydown", event => {
    const turn = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!turn) return;
    event.preventDefault();
    delete cell.dataset.typing;
    edit.change(name, edit.value(name) + turn * step * (event.shiftKey ? 5 : 1));
  });
}

function createGrid(part, parent, edit) {
  const grid = make("div", `grid${part.rows ? " grid-rows" : ""}`, parent), matrix = Array.isArray(part.values[0]);
  grid.role = "group";
  grid.setAttribute("aria-label", part.label);
  grid.style.setProperty("--columns", part.head.length);
  if (part.rows) make("span", "lead", grid).textContent = part.label;
  for (const text of part.head) make("span", "head", grid).textContent = text;
  part.values.forEach((row, i) => {
    if (part.rows) make("span", "neuron", grid);
    [row].flat().forEach((_, j) => {
      const index = matrix ? [i, j] : [i], cell = make("span", part.edit ? "cell cell-open" : "cell", grid);
      createNumber([part.name, ...index].join("."), describeCell(part, index), part.edit, cell, edit);
    });
  });
}

function createPart(part, parent, edit) {
  if (typeof part === "string") make("span", "operator", parent).textContent = part;
  else createGrid(part, parent, edit);
}

function createFact({ name, head, label }, parent, edit) {
  const fact = make("span", "fact", parent);
  make("span", "fact-head", fact).textContent = head;
  createNumber(name, label ?? head, false, make("span", "cell", fact), edit);
}

function write(number, text, value, largest) {
  const cell = number.parentElement;
  if (number.tagName !== "INPUT") {
    number.textContent = text;
    number.setAttribute("aria-label", `${number.meaning}: ${value === null ? "kept back" : text.trim()}`);
  } else {
    if (number.dataset.typing !== "yes") number.value = text;
    number.setAttribute("aria-valuenow", value);
  }
  cell.dataset.sign = value === null ? "unknown" : sign(value);
  cell.style.setProperty("--size", Math.min(1, Math.sqrt(Math.abs(value ?? 0) / largest)).toFixed(3));
}

function writeGrid({ name, values, edit }, root, largest) {
  const matrix = Array.isArray(values[0]), columns = matrix ? values[0].map((_, j) => values.map(row => row[j])) : [values];
  columns.forEach((column, j) => {
    const texts = column.includes(null) ? column.map(() => "?") : edit ? column.map(fixed) : aligned(column);
    column.forEach((value, i) => {
      const key = [name, i, ...(matrix ? [j] : [])].join(".");
      write(root.querySelector(`[data-number="${key}"]`), texts[i], value, largest);
    });
  });
}

/** `sync({rows, facts, largest})` shows sentences of grids, and facts; `edit` answers what is typed. */
export function createNumbers(rowsNode, factsNode, edit) {
  let built = "";
  return function sync({ rows, facts, largest }) {
    const shape = JSON.stringify([rows, facts], (key, value) => (key === "values" || key === "value" ? undefined : value));
    if (shape !== built) {
      rowsNode.replaceChildren();
      factsNode.replaceChildren();
      for (const row of rows) {
        const line = make("div", "sentence", rowsNode);
        for (const part of row) createPart(part, line, edit);
      }
      for (const fact of facts) createFact(fact, factsNode, edit);
      built = shape;
    }
    for (const part of rows.flat()) if (part.values) writeGrid(part, rowsNode, largest);
    for (const { name, value } of facts) {
      const text = value === null ? "?" : typeof value === "string" ? value : rounded(value);
      write(factsNode.querySelector(`[data-number="${name}"]`), text, typeof value === "number" ? value : null, largest);
    }
  };
}
