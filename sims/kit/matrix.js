// Matrices and vectors as grids of cells, in the sentence that joins them; and the facts below it.
// Rows are neurons and wear a handle, columns are inputs. A cell's square grows with the size of its number.
import { createNumber, make, write } from "kit/cell.js";
import { aligned, alike, fixed, rounded } from "kit/numbers.js";

function describeCell({ label }, index) {
  return index.length > 1 ? `${label}, row ${index[0]}, column ${index[1]}` : `${label}, entry ${index[0]}`;
}

function createGrid(part, edit) {
  const single = part.values.flat().length === 1, matrix = Array.isArray(part.values[0]);
  const grid = make("div", ["grid", part.rows && "grid-rows", single && "grid-single"].filter(Boolean).join(" "));
  grid.role = "group";
  grid.setAttribute("aria-label", part.label);
  grid.dataset.part = part.name;
  grid.style.setProperty("--columns", part.columns ?? part.head.length);
  if (part.rows) make("span", "lead", grid).textContent = part.label;
  part.head?.forEach((text, i) => {
    const head = make("span", part.axes ? `head axis-${part.axes[i]}` : "head", grid);
    head.classList.toggle("head-long", text.length > 6);
    head.textContent = text;
  });
  part.values.forEach((row, i) => {
    if (part.rows) make("span", "neuron", grid);
    [row].flat().forEach((_, j) => {
      const index = matrix ? [i, j] : [i], cell = make("span", part.edit ? "cell cell-open" : "cell cell-told", grid);
      createNumber([part.name, ...index].join("."), describeCell(part, index), part.edit, cell, edit);
      if (part.notes) make("span", "under", cell);
    });
  });
  return grid;
}

function createPart(part, edit) {
  return typeof part === "string" ? Object.assign(make("span", "operator"), { textContent: part }) : createGrid(part, edit);
}

function createFact({ name, head, label }, parent, edit) {
  const fact = make("span", "fact", parent);
  make("span", "fact-head", fact).textContent = head;
  createNumber(name, label ?? head, false, make("span", "cell cell-told", fact), edit);
}

/** What colour and hatching say, for those who do not look behind More. */
function createKey(parent) {
  const key = make("span", "key", parent);
  for (const [sign, text] of [["positive", "above 0"], ["negative", "below 0"]]) {
    make("span", "cell", key).dataset.sign = sign;
    make("span", "key-word", key).textContent = text;
  }
}

const numeric = value => (typeof value === "number" ? value : null);

/** The texts of a column: null is kept back, a word stands for itself. */
function readings(column, { edit, digits, board }) {
  if (digits !== undefined) return column.map(value => fixed(value, digits));
  if (column.every(value => typeof value === "number")) return edit || board ? column.map(rounded) : aligned(column);
  return column.map(value => (numeric(value) === null ? value ?? "?" : rounded(value)));
}

function writeGrid(part, find, largest) {
  const { name, values, notes } = part;
  const matrix = Array.isArray(values[0]), columns = matrix ? values[0].map((_, j) => values.map(row => row[j])) : [values];
  columns.forEach((column, j) => {
    const texts = readings(column, part);
    column.forEach((value, i) => {
      const key = [name, i, ...(matrix ? [j] : [])].join(".");
      write(find(key), texts[i], numeric(value), largest);
      if (notes) writeNote(find(key), matrix ? notes[i][j] : notes[i]);
    });
  });
  const { dataset } = find([name, 0, ...(matrix ? [0] : [])].join(".")).closest(".grid");
  dataset.dress = part.dress ?? "";
  if (part.below) dataset.below = part.below;
}

function writeNote(number, note) {
  number.nextElementSibling.textContent = note;
  number.parentElement.classList.toggle("cell-noted", Boolean(note));
}

const family = ({ name }) => name.split(".")[0];

/** Facts of one family (sigma.0, sigma.1) stand together; one that brings its own text stands alone. */
function factText(fact, facts) {
  if (numeric(fact.value) === null) return fact.value ?? "?";
  if (fact.text) return fact.text;
  const together = facts.filter(each => family(each) === family(fact) && numeric(each.value) !== null && !each.text);
  return alike(together.map(each => each.value))[together.indexOf(fact)];
}

const dimensions = values => [values.length, values[0]?.length];

/** What a part is built from: all but its numbers. */
const plan = part => JSON.stringify(part, (key, value) => (key === "values" ? dimensions(value) : ["value", "at", "largest", "text", "dress", "below"].includes(key) ? undefined : key === "notes" ? true : value));

/** Shows exactly these children; those that stay are not touched, so that the focus stays too. */
function keep(parent, wanted) {
  Array.from(parent.children).filter(child => !wanted.includes(child)).forEach(child => child.remove());
  wanted.forEach((child, i) => parent.children[i] === child || parent.insertBefore(child, parent.children[i] ?? null));
}

/** `sync({rows, facts, largest})` shows sentences of grids, and facts; `edit` answers what is typed.
    A row of parts that lie on a `board` stands in the figure itself. */
export function createNumbers(rowsNode, factsNode, edit, stage) {
  const lines = [], parts = new Map();
  let factsBuilt = "";
  const find = name => document.querySelector(`[data-number="${name}"]`);

  /** Each part is made once, and found again whenever it is shown as it was. */
  function made(part, key) {
    if (!parts.has(key)) parts.set(key, createPart(part, edit));
    return parts.get(key);
  }

  function build(row, i) {
    lines[i] ??= make("div", row[0].board ? "board-cells" : "sentence", row[0].board ? stage : rowsNode);
    keep(lines[i], row.map((part, j) => made(part, `${i} ${typeof part === "string" ? j : ""} ${plan(part)}`)));
  }

  /** For the style sheet: to find out by :has(), a browser would style all anew whenever a number changes. */
  function tellWhatIsThere() {
    const main = rowsNode.closest(".sim");
    main.dataset.sentences = rowsNode.childElementCount;
    main.toggleAttribute("data-operators", rowsNode.querySelector(".operator"));
  }

  return function sync({ rows, facts, largest }) {
    const factsPlan = plan(facts);
    rows.forEach(build);
    for (const line of lines.splice(rows.length)) line.remove();
    tellWhatIsThere();
    if (factsPlan !== factsBuilt) {
      factsNode.replaceChildren();
      for (const fact of facts) createFact(fact, factsNode, edit);
      createKey(factsNode);
      factsNode.dataset.count = facts.length;
      factsBuilt = factsPlan;
    }
    for (const part of rows.flat()) if (part.values) writeGrid(part, find, part.largest ?? largest);
    for (const fact of facts) write(find(fact.name), factText(fact, facts), numeric(fact.value), fact.largest ?? largest);
  };
}
