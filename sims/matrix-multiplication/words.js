// What the figure says: sentences with the numbers, and the formula behind each number.
import { INDEX, indices } from "kit/data.js";
import { rowTimesColumn } from "kit/formula.js";
import { exact, operand, rounded } from "kit/numbers.js";

/** The letters of the matrices and of the axes: a batch has names of its own. */
export const letters = ({ batch }) => (batch
  ? { A: "X", B: "Wᵀ", C: "Z", rows: "B", inner: "in", columns: "out" }
  : { A: "A", B: "B", C: "C", rows: "m", inner: "k", columns: "n" });

const at = (symbol, i, j) => `${symbol}${INDEX[i]}${INDEX[j]}`;

/** The cell of the result that is explained now: the focused one if it is computed, else the step's own. */
export function present({ state, shown, focus = "" }) {
  const [key, i, j] = focus.split(".");
  if (state.order !== "cells" || !shown.meets) return null;
  if (key === "C" && shown.so_far[i]?.[j] != null) return [Number(i), Number(j)];
  return shown.row === null ? null : [shown.row, shown.column];
}

/** The names of a row of A, of a column of B. */
const rowOf = ({ A }, i) => A[i].map((_, p) => `A.${i}.${p}`);
const columnOf = ({ B }, j) => B.map((_, p) => `B.${p}.${j}`);

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  const name = letters(state), after = held ? ` Held: ${before(held, shown)}.` : "";
  if (!shown.meets) return `${cure(state, name)} NumPy says: “${shown.error}”.`;
  if (state.order === "layers") return layered(state, shown, name) + after;
  if (shown.step === 0) return `Touch a cell of ${name.C}, or press Step: a row of ${name.A} meets a column of ${name.B}. Cells fill line by line, up to the one you touch.${after}`;
  const plus = state.batch ? " plus the bias" : "";
  return `Row ${shown.row} of ${name.A} meets column ${shown.column} of ${name.B}: ${products(shown.now_products.length)}${plus}, one number, ${rounded(shown.now_result)}. Cells fill line by line: this is number ${shown.step} of ${shown.steps}.${after}`;
}

/** What to do about sizes that do not meet, in plain words. */
const cure = ({ size: [[, k], [l]] }, { A, B }) =>
  `Pull the left edge of ${A} or the upper edge of ${B} until they meet: a row of ${A} has ${k} ${k === 1 ? "number" : "numbers"}, a column of ${B} ${l}.`;

/** What the held state has in the place of the present cell. */
function before({ shape, C }, { row, column }) {
  const value = C?.[row]?.[column];
  return !shape ? "no product" : value === undefined ? shape.join(" × ") : `${rounded(value)} in this cell`;
}

const products = n => (n === 1 ? "one product" : `${n} products`);

function layered({ batch }, { step, steps, layer, shape }, { A: left, B, C }) {
  if (step === 0) return `Press Step: a column of ${left} times a row of ${B} fills all of ${C} at once.`;
  if (layer === null) return `Last, the bias: each column gets its own number, in every row the same.`;
  const done = step === steps - batch ? ` Now the product is whole.` : "";
  return `Sheet ${layer}: column ${layer} of ${left} times row ${layer} of ${B}, one product for each of the ${shape[0] * shape[1]} cells.${done}`;
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, i, j] = name.split(".");
  return WHY[key]?.(state, shown, Number(i), Number(j)) ?? null;
}

const SIZES = { rows: ["size.0.0"], inner_a: ["size.0.1"], inner_b: ["size.1.0"], columns: ["size.1.1"] };
const all = [...SIZES.rows, ...SIZES.inner_a, ...SIZES.columns];
const edge = handle => () => ({ operands: SIZES[handle] });

const WHY = {
  rows: edge("rows"), inner_a: edge("inner_a"), inner_b: edge("inner_b"), columns: edge("columns"),
  A: (state, { meets, B }, i, p) => {
    const name = letters(state), formula = `${at(name.A, i, p)} goes into row ${i} of ${name.C} only, each time with a number of row ${p} of ${name.B}`;
    return { formula: meets ? formula : `${at(name.A, i, p)} has no row of ${name.B} to meet`, operands: meets ? B[p].flatMap((_, j) => [`B.${p}.${j}`, `C.${i}.${j}`]) : [] };
  },
  B: (state, { meets, A }, p, j) => {
    const name = letters(state), formula = `${at(name.B, p, j)} goes into column ${j} of ${name.C} only, each time with a number of column ${p} of ${name.A}`;
    return { formula: meets ? formula : `${at(name.B, p, j)} has no column of ${name.A} to meet`, operands: meets ? A.flatMap((_, i) => [`A.${i}.${p}`, `C.${i}.${j}`]) : [] };
  },
  b: (state, { b, A, meets }, j) => ({
    formula: `b${INDEX[j]} = ${exact(b[j])} is added to all of column ${j} of Z, in every row the same`,
    operands: meets ? A.map((_, i) => `C.${i}.${j}`) : [],
  }),
  C: (state, shown, i, j) => ({
    formula: shown.so_far[i][j] === null ? `Not yet: row ${i} of ${letters(state).A} will meet column ${j} of ${letters(state).B}` : cell(state, shown, i, j),
    operands: [...rowOf(shown, i), ...columnOf(shown, j), ...(state.batch ? [`b.${j}`] : [])],
  }),
  P: (state, shown, p) => {
    const [i, j] = [shown.row, shown.column], { A, B } = letters(state);
    return {
      formula: `${at(A, i, p)} · ${at(B, p, j)} = ${exact(shown.A[i][p])} · ${operand(shown.B[p][j])} = ${exact(shown.now_products[p])}; the sum so far is ${exact(shown.now_sums[p])}`,
      operands: [`A.${i}.${p}`, `B.${p}.${j}`],
    };
  },
  size: (state, { meets, missing }, side, axis) => {
    const { rows, inner, columns, A, B, C } = letters(state), [[m, k], [l, n]] = state.size;
    if (side === axis) return side ? { formula: `${columns} = ${n}: every column of ${B} becomes a column of ${C}`, operands: ["shape.1"] } : { formula: `${rows} = ${m}: every row of ${A} becomes a row of ${C}`, operands: ["shape.0"] };
    const formula = meets ? `${inner} = ${k}: a row of ${A} and a column of ${B} are equally long, and are used up`
      : `${k} is not ${l}: ${missing} ${missing === 1 ? "number has" : "numbers have"} nothing to be multiplied by`;
    return { formula, operands: ["size.0.1", "size.1.0"] };
  },
  shape: (state, { meets }, axis) => {
    const { rows, columns, A, B } = letters(state);
    if (!meets) return { formula: "No product, so it has no shape", operands: ["size.0.1", "size.1.0"] };
    return axis ? { formula: `${columns} comes from the columns of ${B}`, operands: SIZES.columns } : { formula: `${rows} comes from the rows of ${A}`, operands: SIZES.rows };
  },
  multiply_adds: (state, { meets, shape, A, multiply_adds }) => ({
    formula: meets ? `${shape[0]} · ${shape[1]} cells, ${products(A[0].length)} in each: ${shape[0]} · ${shape[1]} · ${A[0].length} = ${multiply_adds}` : "No product, nothing to count",
    operands: all,
  }),
  done: (state, { meets, step, A, shape, done }) => ({
    formula: !meets ? "No product, nothing to count"
      : state.order === "cells" ? `${step} cells · ${A[0].length} = ${done}` : `${Math.min(step, A[0].length)} sheets · ${shape[0] * shape[1]} = ${done}`,
    operands: ["multiply_adds"],
  }),
};

/** The arithmetic of one cell as far as it has come. */
function cell(state, shown, i, j) {
  const C = at(letters(state).C, i, j), layers = state.order === "layers" ? Math.min(shown.step, shown.A[0].length) : shown.A[0].length;
  const used = indices(layers), whole = shown.step > shown.A[0].length || state.order === "cells";
  return rowTimesColumn(C, used.map(p => shown.A[i][p]), used.map(p => shown.B[p][j]), shown.so_far[i][j], state.batch && whole ? [shown.b[j]] : []);
}
