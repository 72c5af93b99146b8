// What NumPy's array operations do to the elements of one or two arrays: pure numbers, no page, no clock.
import { indices, presetFrom } from "kit/data.js";
import { REFUSALS } from "kit/refusals.js";
import { positive, size, stretched, strides } from "kit/shapes.js";
import { OPERATIONS } from "sim/operations.js";
import { program } from "sim/program.js";

const BYTES = 8, LARGEST_FIT = 24;

export const initial = {
  operation: "reshape",
  shape: [2, 3, 4, 2],
  ndim: "3",
  second: [2, 3, 4, 2],
  second_ndim: "3",
  target: [6, 4, 1, 1],
  target_ndim: "2",
  axes: [1, 0, 2, 3],
  axis: [0],
  follow: [-1],
};

const preset = presetFrom(initial);
const shaped = (...sizes) => ({ shape: [...sizes, 2, 2, 2].slice(0, 4), ndim: `${sizes.length}` });
const and = (...sizes) => ({ second: [...sizes, 2, 2, 2].slice(0, 4), second_ndim: `${sizes.length}` });
const into = (...sizes) => ({ target: [...sizes, 1, 1, 1].slice(0, 4), target_ndim: `${sizes.length}` });

export const presets = {
  reshape: preset("Reshape", "Pull the right edge of R: do the numbers ever change their order?", {}),
  transpose: preset("Transpose", "Is this what reshape(4, 3) would give?", { operation: "transpose", ...shaped(3, 4), ...into(4, 3), follow: [1] }),
  axes: preset("Three axes, turned", "Drag a label of R onto another: who moves in memory?", { operation: "transpose", ...shaped(2, 2, 3), axes: [2, 0, 1, 3], follow: [4] }),
  flatten: preset("Flatten images", "Which size does −1 stand for?", { ...shaped(2, 2, 2, 3), ...into(2, -1) }),
  misfit: preset("A misfit", "Where must the edge stop for 24 numbers to fit?", into(-1, 5)),
  turned: preset("Turned, then folded", "Pull R: which width needs no copy?", { operation: "turned", ...shaped(3, 4), ...into(-1, 6), follow: [1] }),
  squeeze: preset("Squeeze", "Which axes can go without losing a number?", { operation: "squeeze", ...shaped(1, 3, 1, 4), axis: [0] }),
  unsqueeze: preset("A batch of one", "What does a new axis cost?", { operation: "unsqueeze", ...shaped(3, 4), axis: [0] }),
  concatenate: preset("Concatenate", "Do A and B stay apart in memory?", { operation: "concatenate", ...shaped(2, 3), ...and(2, 3), axis: [1], follow: [6] }),
  stack: preset("Stack", "Where does the new axis come from?", { operation: "stack", ...shaped(2, 3), ...and(2, 3) }),
  bias: preset("Add a bias", "How can three numbers be added to twelve?", { operation: "add", ...shaped(4, 3), ...and(3), follow: [13] }),
  clash: preset("No broadcast", "Four biases for four rows: why does NumPy refuse?", { operation: "add", ...shaped(4, 3), ...and(4) }),
  pairs: preset("Every pair", "How do three and four make twelve?", { operation: "add", ...shaped(3, 1), ...and(1, 4), follow: [1] }),
  sum: preset("Sum along an axis", "Which numbers meet in one sum?", { operation: "sum", ...shaped(4, 3), axis: [0], follow: [4] }),
  matmul: preset("Batched product", "Does one batch ever meet the other?", { operation: "matmul", ...shaped(2, 2, 2), ...and(2, 2, 1), follow: [1] }),
};

const PAIRS = ["concatenate", "stack", "add", "matmul"], FOLDS = ["reshape", "turned"], SUMS = ["add", "sum", "matmul"];

/** What is asked of NumPy; `asked` is the axis as it was named. */
function request({ operation, shape, ndim, second, second_ndim, target, target_ndim, axes, axis: [asked] }) {
  const a = shape.slice(0, ndim), b = PAIRS.includes(operation) ? second.slice(0, second_ndim) : null;
  const wanted = target.slice(0, target_ndim), longer = operation === "unsqueeze" || operation === "stack";
  return {
    a, b, asked, target: wanted, axes: axes.slice(0, ndim), places: FOLDS.includes(operation) ? filled(wanted, size(a)) : null,
    axis: positive(asked, a.length + longer), order: axes.slice(0, ndim).map(each => positive(each, a.length)),
  };
}

/** The target with its −1 worked out, rounded up if need be; null if it asks for nothing real. */
function filled(target, n) {
  if (target.filter(k => k === -1).length > 1 || target.includes(0)) return null;
  const known = target.filter(k => k > 0).reduce((product, k) => product * k, 1);
  return target.map(k => (k === -1 ? Math.ceil(n / known) : k));
}

/** A counts its elements; those of B look different, so that nobody takes one for the other. */
function numbered(operation, a, b) {
  const n = size(a), hundred = 100 * Math.ceil(n / 100);
  const own = { add: i => hundred * (1 + i), matmul: i => i }[operation] ?? (i => hundred + i);
  return [indices(n), b && indices(size(b)).map(own)];
}

const total = (numbers, ids) => ids.reduce((sum, id) => sum + numbers[id], 0);
const dot = (numbers, ids) => ids.slice(0, ids.length / 2).reduce((sum, id, p) => sum + numbers[id] * numbers[ids[ids.length / 2 + p]], 0);

const bytes = steps => steps.map(step => step * BYTES);

/** Every number of the figure. `sources` are, for each element of R, the elements of A, then of B, in it. */
export function derive(state) {
  const { operation } = state, asked = request(state), { a, b, places, order } = asked, n = size(a);
  const [values_a, values_b] = numbered(operation, a, b), numbers = [...values_a, ...(b ? values_b : [])];
  const error = REFUSALS[operation](asked), result = error ? null : OPERATIONS[operation](asked);
  const worth = operation === "matmul" ? ids => dot(numbers, ids) : ids => total(numbers, ids);
  const single = result && !SUMS.includes(operation), grown = result && operation === "add";
  return {
    shape_a: a, shape_b: b, values_a, values_b, strides_a: bytes(strides(a)), strides_b: b && bytes(strides(b)),
    error, shape: result && result.shape, values: result && result.sources.map(worth), strides: result && bytes(result.steps),
    shares_memory: result && result.shared, sources: result && result.sources,
    keeps_order: single ? result.sources.every(([id], k) => k === 0 || id > result.sources[k - 1][0]) : null,
    order: result && operation === "transpose" ? order : null, places,
    fits: FOLDS.includes(operation) ? indices(Math.min(n, LARGEST_FIT)).map(k => k + 1).filter(k => n % k === 0) : null,
    stretched_a: grown ? bytes(stretched(a, result.shape)) : null, stretched_b: grown ? bytes(stretched(b, result.shape)) : null,
  };
}

/** The state after an edge or an axis was moved to a size, or to a place among the axes. */
export function move(state, handle, [to]) {
  const [kind, name] = handle.split("."), i = Number(name), change = (list, value) => list.map((each, j) => (j === i ? value : each));
  if (kind === "edge_a") return { ...state, shape: change(state.shape, to) };
  if (kind === "edge_b") return { ...state, second: change(state.second, to) };
  if (kind === "edge_r") return { ...state, target: loosened(change(state.target, Math.max(1, to)), i, Number(state.target_ndim)) };
  return { ...state, axes: swapped(state, i, to) };
}

/** While one edge of the result is pulled, another gives way: NumPy works it out. */
const loosened = (target, i, ndim) => target.map((k, j) => (ndim > 1 && j === (i ? 0 : 1) ? -1 : j < ndim && j !== i && k === -1 ? 1 : k));

/** Axis `i` of A goes to that place among the axes of R, and what was there takes its own. */
function swapped({ axes, ndim }, i, to) {
  const count = Number(ndim), order = axes.slice(0, count).map(axis => positive(axis, count)), from = order.indexOf(i);
  const place = Math.min(count - 1, Math.max(0, to)), there = order[place];
  return axes.map((axis, j) => (j === place ? i : j === from ? there : axis));
}

/** A touched element is followed from now on; touched again, no longer. */
export function drop(state, name) {
  const [part, i] = name.split("."), k = Number(i), { sources, shares_memory, error, values_a } = derive(state);
  const id = { A: k, B: values_a.length + k, R: sources?.[k]?.[0], M: shares_memory || error ? k : sources?.[k]?.[0] }[part];
  return id === undefined ? state : { ...state, follow: [id === state.follow[0] ? -1 : id] };
}

/** The program that computes the same, with the same names, with NumPy. */
export function python(state) {
  return program(state.operation, request(state));
}
