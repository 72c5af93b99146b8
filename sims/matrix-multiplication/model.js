// The product of two matrices, cell by cell or sheet by sheet: pure numbers, no page, no clock.
import { presetFrom } from "kit/data.js";
import { affine, tidy, transpose } from "kit/maths.js";
import { array } from "kit/python.js";
import { matmul } from "kit/refusals.js";

export const LARGEST = 4;

export const initial = {
  A: [[1, 2, -1, 0], [3, 1, 2, 1], [0, -2, 1, 3], [2, 1, 0, -1]],
  B: [[2, 1, 0, 1], [-1, 3, 1, 0], [1, 0, 2, -1], [0, 1, -1, 2]],
  b: [0.1, -0.1, 0.2, 0],
  size: [[3, 2], [2, 3]],
  order: "cells",
  batch: false,
  at: 0,
};

const preset = presetFrom(initial);
const filled = rows => Array.from({ length: LARGEST }, (_, i) => Array.from({ length: LARGEST }, (_, j) => rows[i]?.[j] ?? 0));

const X = filled([[0.8, 0.3, 0.5], [0.1, 0.9, 0.2], [0.6, 0.4, 0.7], [0.3, 0.8, 0.1]]);
const W_FLIPPED = filled([[0.2, 0.8], [-0.5, 0.3], [0.1, -0.4]]);
const LAYER = { A: X, B: W_FLIPPED, size: [[4, 3], [3, 2]], batch: true };
const TURN = filled([[0, -1], [1, 0]]), STRETCH = filled([[2, 0], [0, 1]]);

export const presets = {
  cells: preset("Row by column", "Touch a cell of C: which numbers made it?", {}),
  layers: preset("Sheet by sheet", "How does one column times one row fill all of C?", { order: "layers" }),
  batch: preset("A batch of four", "Who feels a change in row 2 of X?", { ...LAYER, at: 5 }),
  single: preset("One example", "Is this the batch’s first row again?", { ...LAYER, size: [[1, 3], [3, 2]], at: 2 }),
  clash: preset("A clash", "Which edge must move for a product to exist?", { size: [[3, 2], [3, 3]] }),
  swapped: preset("The batch, swapped", "What if W comes first?", { A: W_FLIPPED, B: X, size: [[3, 2], [4, 3]] }),
  dot: preset("Row times column", "Where did both fours go?", { size: [[1, 4], [4, 1]], at: 1 }),
  outer: preset("Column times row", "How can so few numbers make sixteen?", { size: [[4, 1], [1, 4]], order: "layers", at: 1 }),
  "turn-first": preset("Turn, then stretch", "Does the other order give the same C?", { A: STRETCH, B: TURN, size: [[2, 2], [2, 2]], at: 4 }),
  "stretch-first": preset("Stretch, then turn", "Which numbers changed when the order did?", { A: TURN, B: STRETCH, size: [[2, 2], [2, 2]], at: 4 }),
};

const crop = (M, [rows, columns]) => M.slice(0, rows).map(row => row.slice(0, columns));
const none = (rows, columns) => Array.from({ length: rows }, () => Array(columns).fill(null));
const running = values => values.map((_, i) => values.slice(0, i + 1).reduce((sum, value) => sum + value, 0));

/** Every number of the figure. Null is what does not exist, or is not yet computed. */
export function derive(state) {
  const [[, inner], [meeting, n]] = state.size, meets = inner === meeting;
  const A = crop(state.A, state.size[0]), B = crop(state.B, state.size[1]);
  const b = state.batch ? state.b.slice(0, n) : Array(n).fill(0);
  const shared = { A, B, b, meets, missing: Math.abs(inner - meeting) };
  return meets ? { ...shared, ...product(state, A, B, b) } : { ...shared, ...refusal(state.size) };
}

function refusal([a, b]) {
  return {
    error: matmul({ a, b }), shape: null, C: null, products: null, sums: null, so_far: null, steps: 0, step: 0, multiply_adds: null, done: null,
    row: null, column: null, layer: null, now_products: null, now_sums: null, now_result: null,
  };
}

function product({ order, batch, at }, A, B, b) {
  const [m, inner, n] = [A.length, B.length, B[0].length], cells = order === "cells", columns = transpose(B);
  const products = A.map(row => columns.map(column => tidy(row.map((value, p) => value * column[p]))));
  const sums = products.map(row => row.map(each => tidy(running(each))));
  const C = tidy(affine(A, columns, b)), steps = cells ? m * n : inner + batch, step = Math.min(at, steps);
  const current = cells && step > 0, row = current ? Math.floor((step - 1) / n) : null, column = current ? (step - 1) % n : null;
  return {
    error: null, shape: [m, n], C, products, sums,
    so_far: cells ? C.map((r, i) => r.map((value, j) => (i * n + j < step ? value : null))) : stacked(step, inner, C, sums),
    steps, step, multiply_adds: m * inner * n, done: cells ? step * inner : Math.min(step, inner) * m * n,
    row, column, layer: cells || step === 0 || step > inner ? null : step - 1,
    now_products: current ? products[row][column] : null, now_sums: current ? sums[row][column] : null,
    now_result: current ? C[row][column] : null,
  };
}

/** The sum of the first sheets; the bias comes after the last of them. */
function stacked(step, inner, C, sums) {
  if (step === 0) return none(C.length, C[0].length);
  return step > inner ? C : sums.map(row => row.map(each => each[step - 1]));
}

/** One step on. */
export function step(state) {
  const { step: now, steps } = derive(state);
  return { ...state, at: Math.min(now + 1, steps) };
}

/** The state after an edge, or the marker, was moved to a place on the board (see view.js: C starts at the origin). */
export function move(state, handle, [x, y]) {
  const size = structuredClone(state.size), lower = state.batch ? 1 : 0;
  if (handle === "rows") size[0][0] = -y - lower;
  if (handle === "inner_a") size[0][1] = -x;
  if (handle === "inner_b") size[1][0] = y;
  if (handle === "columns") size[1][1] = x;
  return { ...state, size };
}

/** A touched cell of the result that is not there yet becomes the present one. */
export function drop(state, name) {
  const [key, i, j] = name.split("."), { so_far, shape } = derive(state);
  if (key !== "C" || state.order !== "cells" || !shape || so_far[i][j] !== null) return state;
  return { ...state, at: Number(i) * shape[1] + Number(j) + 1 };
}

const setting = ({ A, B, b }, batch) => (batch
  ? `X = ${array(A)}
W = ${array(transpose(B))}
b = ${array(b)}
A, B = X, W.T`
  : `A = ${array(A)}
B = ${array(B)}
b = np.zeros(B.shape[1])`);

/** The program that computes the same numbers, with the same names, from the library. */
export function python(state) {
  return `import numpy as np
from layerwise.linear_maps import affine

${setting(derive(state), state.batch)}
order, at = "${state.order}", ${state.at}
batch = ${state.batch ? "True" : "False"}

(m, inner), (meeting, n) = A.shape, B.shape
meets, missing = inner == meeting, abs(inner - meeting)
error = shape = C = products = sums = so_far = multiply_adds = done = row = column = layer = None
now_products = now_sums = now_result = None
steps = step = 0
try:
    A @ B
except ValueError as refused:
    error = str(refused)
else:
    C = affine(A, B.T.copy(), b).round(12) + 0.0
    shape, multiply_adds = list(C.shape), m * inner * n

    # Row by column: each cell of C is a sum of \`inner\` products.
    products = np.array([[A[i] * B[:, j] for j in range(n)] for i in range(m)]).round(12) + 0.0
    sums = products.cumsum(axis=2).round(12) + 0.0

    # Sheet by sheet: the same sums, one column times one row after another.
    sheets = np.array([np.outer(A[:, p], B[p]) for p in range(inner)])
    np.testing.assert_allclose(sheets.cumsum(axis=0).transpose(1, 2, 0), sums, atol=1e-12)

    steps = m * n if order == "cells" else inner + batch
    step = min(at, steps)
    if order == "cells":
        done = step * inner
        so_far = [[C[i, j] if i * n + j < step else None for j in range(n)] for i in range(m)]
    else:
        done = min(step, inner) * m * n
        so_far = np.full((m, n), None) if step == 0 else C if step > inner else sums[:, :, step - 1]
        layer = step - 1 if 0 < step <= inner else None
    if order == "cells" and step > 0:
        row, column = divmod(step - 1, n)
        now_products, now_sums, now_result = products[row, column], sums[row, column], C[row, column]
print(error or C)
`;
}
