// How a product of matrices is shown: A lies left, B stands above, and C is where their rows and columns cross.
// Between A and B their inner sizes meet. The board's origin is the inner corner of all four. It computes nothing.
import { createBoard } from "kit/board.js";
import { option } from "kit/data.js";
import { rounded } from "kit/numbers.js";
import * as words from "sim/words.js";

export const figure = createBoard;
export const title = "Matrix multiplication";
export const question = "Touch a cell of C: which numbers made it?";
export const step = 1;

const entries = { kind: "numbers", min: -9, max: 9, step: 0.1 };

export const controls = [
  { key: "A", ...entries },
  { key: "B", ...entries },
  { key: "b", ...entries },
  { key: "size", kind: "numbers", min: 1, max: 4, step: 1 },
  { key: "order", kind: "choice", label: "Build C", place: "more", options: [option("cells", "row by column"), option("layers", "sheet by sheet")] },
  { key: "batch", kind: "toggle", label: "As a layer: X Wᵀ + b", place: "more" },
  { key: "at", kind: "numbers", min: 0, max: 16, step: 1, aside: true },
];

export const describe = words.describe;
export const why = words.why;
const { letters, present } = words;

/** The step bar: one dot per cell, or per sheet. */
export function steps({ order }, { step: position, steps: count, row, column, layer }) {
  const here = row !== null ? `row ${row}, column ${column}` : layer !== null ? `sheet ${layer}` : position ? "the bias" : "nothing yet";
  return { key: "at", position, count, label: `Step ${position} of ${count}, ${order === "cells" ? "cell by cell" : "sheet by sheet"}: ${here}` };
}

/** A matrix of the plane can be looked at there. */
export function links({ A, size: [[m, k]] }) {
  const W = A.slice(0, 2).map(row => row.slice(0, 2));
  return m === 2 && k === 2 && W.flat().every(value => Math.abs(value) <= 2) ? [{ sim: "matrix-transformation", label: "A in matrix transformation", state: { W } }] : [];
}

/** How many cells the board reaches each way; the bias lies in a row of its own above Z. */
export function board({ state }) {
  return { reach: 4, lower: state.batch ? 1 : 0 };
}

const low = state => (state.batch ? 1 : 0);

/** The matrices on the board, their sizes in a sentence, and how much work it is. */
export function numbers(scene) {
  const { state, shown } = scene, { A, B, C, rows, inner, columns } = letters(state), [[m, k], [l, n]] = state.size;
  const lie = (name, label, at, values, more) => ({ name, label, at, values, columns: values[0].length ?? values.length, board: true, ...more });
  const input = { edit: true, digits: 1 }, size = { edit: true, digits: 0 };
  const parts = [lie("A", A, [-k, -low(state)], shown.A, input), lie("B", B, [0, l], shown.B, input)];
  if (state.batch) parts.push(lie("b", "b", [0, 0], shown.b, input));
  if (shown.meets) parts.push(...product(scene, lie, C));
  return {
    rows: [parts, [
      A, { name: "size.0", label: `Size of ${A}`, head: [rows, inner], axes: ["rows", "inner"], values: [m, k], ...size },
      B, { name: "size.1", label: `Size of ${B}`, head: [inner, columns], axes: ["inner", "columns"], values: [l, n], ...size },
      "→", { name: "shape", label: `Shape of ${C}`, head: [rows, columns], axes: ["rows", "columns"], values: shown.shape?.map(String) ?? ["–", "–"] }, C,
    ]],
    facts: [
      { name: "multiply_adds", head: "multiply–adds", value: String(shown.multiply_adds ?? "–") },
      { name: "done", head: "so far", label: "multiply–adds so far", value: String(shown.done ?? "–") },
    ],
    largest: state.batch ? 1 : 4,
  };
}

const signed = value => (value < 0 ? rounded(value) : `+${rounded(value)}`);

function product(scene, lie, C) {
  const { state, shown } = scene, now = present(scene), { layer, products, sums } = shown;
  const values = shown.so_far.map(row => row.map(value => value ?? "·"));
  const notes = layer === null ? null : products.map(row => row.map(each => signed(each[layer])));
  const result = lie("C", C, [0, -low(state)], values, notes ? { notes } : {});
  if (!now) return [result];
  const [i, j] = now, inner = products[i][j].length;
  const met = lie("P", "Products", [-inner, inner], products[i][j], { notes: sums[i][j].map((sum, p) => (p ? `Σ ${rounded(sum)}` : "")) });
  return [met, result];
}

/** The edges that can be dragged, each along its own axis. */
export function handles({ state }) {
  const [[m, k], [l, n]] = state.size, d = low(state), { A, B, rows, inner, columns } = letters(state);
  const edge = (name, at, slide, value, label) =>
    ({ name, at, slide, value, reach: 4, shape: slide[0] ? "edge-x" : "edge-y", label, text: `${value}` });
  return [
    edge("inner_a", [-k - 0.12, -d - m / 2], [-1, 0], k, `Left edge of ${A}: columns, ${inner}`),
    edge("rows", [-k / 2, -d - m - 0.12], [0, -1], m, `Lower edge of ${A}: rows, ${rows}`),
    edge("inner_b", [n / 2, l + 0.12], [0, 1], l, `Upper edge of ${B}: rows, ${inner}`),
    edge("columns", [n + 0.12, l / 2], [1, 0], n, `Right edge of ${B}: columns, ${columns}`),
  ];
}

/** Names of matrices and sizes: the arms of the cross carry what both sides of them have in common. */
export function texts({ state, shown, fresh }) {
  const [[m, k], [l, n]] = state.size, d = low(state), name = letters(state);
  const text = (id, at, lines, tone) => ({ name: id, at, lines, tone });
  const list = [
    text("inner_a", [-k / 2, -d / 2], [`${name.inner} = ${k}`], "inner"),
    text("inner_b", [0, l / 2], [name.inner, `${l}`], "inner"),
    text("A", [-k - 0.25, -d / 2], [name.A], "name"),
    text("B", [0, l + 0.2], [name.B], "name"),
  ];
  if (state.batch) list.push(text("b", [n + 0.25, -0.5], ["b"], "name"));
  if (!shown.meets) return [...list, text("clash", [2, -d - 1.5], [`${k} ≠ ${l}`, `a row of ${name.A} has ${k}, a column of ${name.B} ${l}: no product`], "clash")];
  list.push(text("rows", [0, -d - m / 2], [name.rows, `${m}`], "rows"), text("columns", [n / 2, 0], [`${name.columns} = ${n}`], "columns"));
  list.push(text("C", [Math.max(n, 1.4) + 0.25, 0], [name.C], "name")); // clear of the words above a single column
  if (fresh && state.order === "cells" && m < 4) list.push(text("hint", [n / 2, -d - m - 0.3], ["touch a cell"], "hint"));
  return list;
}

/** What joins the cells: from the back to the front. */
export function marks(scene) {
  const { state, shown, held } = scene, [[m, k], [l, n]] = state.size, d = low(state), EDGE = 1e-6;
  const line = (tone, ...points) => ({ tone, points }), box = (tone, left, bottom, right, top) => ({ tone, box: [left, bottom, right, top] });
  const list = [box("slot", -4, -d - 4, -EDGE, -d - EDGE), box("slot", EDGE, EDGE, 4, 4)];
  list.push(...pairs(scene, line));
  if (!shown.meets) return [...list, line("inner", [-k, -d / 2], [-0.3, -d / 2]), line("inner", [0, 0.3], [0, l]), ...missing(state.size, d, box)];
  list.push(line("inner", [-k, -d / 2], [0, -d / 2], [0, l]), line("rows", [0, -d - EDGE], [0, -d - m]), line("columns", [EDGE, 0], [n, 0]), ...lit(scene, box));
  if (held?.size[0][1] === held?.size[1][0] && held) list.push(box("ghost", EDGE, -d - held.size[0][0], held.size[1][1], -d - EDGE));
  return list;
}

/** Column p of A and row p of B meet at a right angle. */
function pairs(scene, line) {
  const { state, shown } = scene, [[, k], [l]] = state.size, d = low(state), now = present(scene);
  return Array.from({ length: Math.max(k, l) }, (_, s) => {
    const x = -s - 0.5, y = s + 0.5;
    if (s >= Math.min(k, l)) return [line("open", [x, -d], [x, y], [0, y])];
    if (!now) return [line(shown.layer === k - 1 - s ? "met" : "pair", [x, -d], [x, y], [0, y])];
    return [line("met", [x, -d], [x, s + 0.04]), line("met", [x + 0.46, y], [0, y])];
  }).flat();
}

/** The row and column that meet now, or the column and row of a sheet. */
function lit(scene, box) {
  const { state, shown } = scene, [[m, k], [l, n]] = state.size, d = low(state), now = present(scene), E = 1e-6;
  if (now) {
    const [i, j] = now, top = -d - i || -E, left = j || E;
    return [box("band", -k, -d - i - 1, j + 1, top), box("band", left, -d - i - 1, j + 1, l), box("ring", left, -d - i - 1, j + 1, top)];
  }
  if (state.order === "cells" || shown.step === 0) return [];
  const all = box("ring", E, -d - m, n, -d || -E), s = k - 1 - shown.layer;
  if (shown.layer === null) return [all, box("band", E, -d - m, n, -E)];
  return [all, box("band", -s - 1, -d - m, -s || -E, s + 1), box("band", -s - 1, s || E, n, s + 1)];
}

/** The places where numbers are missing for the sizes to meet. */
function missing([[m, k], [l, n]], d, box) {
  const places = (count, draw) => Array.from({ length: count }, (_, i) => draw(i));
  if (k < l) return places(l - k, s => places(m, i => box("missing", -k - s - 0.95, -d - i - 0.95, -k - s - 0.05, -d - i - 0.05))).flat();
  return places(k - l, s => places(n, j => box("missing", j + 0.05, l + s + 0.05, j + 0.95, l + s + 0.95))).flat();
}

/** Which numbers slide into which cell after a step. */
export function slides(scene) {
  const now = present(scene);
  return now && { from: scene.shown.now_products.map((_, p) => `P.${p}`), to: `C.${now.join(".")}` };
}
