// The ink: columns of neurons, the edges between them, and the grid of every W.
import { indices } from "kit/data.js";
import { grid, lines, middle, top } from "sim/layout.js";
import { W, answer, b, gained, total } from "sim/words.js";

const EVERY = 16, FINE = 4, MELT = 4, BAR = 10, HALF = 9;

const path = (d, tone, more) => ["path", { class: `ink ink-${tone}`, d, ...more }];
const rect = ([x, y, width, height], tone, more) => ["rect", { class: `ink ink-${tone}`, x, y, width, height, ...more }];

/** All marks, from the back to the front. */
export function marks(measures, { state, shown, held }) {
  const { sizes, shapes, was_sizes, misfit } = shown, before = held ? [state.inputs[0], ...held.hidden.slice(0, held.depth[0]), ...held.outputs] : was_sizes;
  return [
    ...shapes.flatMap((shape, k) => bundle(measures, shown, k)),
    ...sizes.flatMap((size, k) => column(measures, shown, k, size, misfit !== null && k > misfit)),
    ...(before?.length === sizes.length ? before.flatMap((size, k) => ghostColumn(measures, k, size, sizes[k])) : []),
    ...shapes.flatMap((shape, k) => weights(measures, shown, k, shape)),
    ...(before?.length === sizes.length ? shapes.flatMap((shape, k) => ghostGrid(measures, shape, k, before)) : []),
  ];
}

/** The edges from layer k: every one of few, else the area that they fill. Where shapes do not meet, they break off. */
function bundle(measures, { sizes, columns, focus, misfit }, k) {
  const { x, base, neuron } = measures, [from, to] = [x(k) + HALF, x(k + 1) - HALF], tone = k === focus ? "now" : "other";
  const height = i => base - (i + 0.5) * neuron, halves = k === misfit ? [[0, 0.42], [0.58, 1]] : [[0, 1]];
  const left = sizes[k], right = sizes[k + 1], sources = k === misfit ? [left, columns[k]] : [left, left];
  return halves.flatMap(([begin, end], half) => {
    const n = sources[half], at = (i, j, part) => `${from + (to - from) * part} ${height(i) + (height(j) - height(i)) * part}`;
    if (Math.max(n, right) > EVERY) return [path(`M${at(-0.5, -0.5, begin)}L${at(n - 0.5, right - 0.5, begin)}L${at(n - 0.5, right - 0.5, end)}L${at(-0.5, -0.5, end)}Z`, `bundle-${tone}`)];
    return [path(indices(n).flatMap(i => indices(right).map(j => `M${at(i, j, begin)}L${at(i, j, end)}`)).join(""), `edges-${tone}`)];
  });
}

/** A layer: its frame, and one dot per neuron (too many to be told apart, they melt into a bar). */
function column(measures, { focus }, k, size, silent) {
  const { x, base, neuron } = measures, high = size * neuron, role = k === focus ? "inner" : k === focus + 1 ? "columns" : "plain";
  const melted = neuron < MELT, cap = melted ? Math.min(BAR, high) / 2 : neuron / 2;
  const dots = melted ? { "stroke-width": 2 * cap } : { "stroke-dasharray": `0 ${neuron}`, "stroke-width": Math.min(neuron * 0.66, 13) };
  return [
    rect([x(k) - HALF, base - high - 2, 2 * HALF, high + 4], `layer-${role}`, { rx: Math.min(HALF, high / 2 + 2) }),
    path(`M${x(k)} ${base - cap}V${base - high + cap - 0.01}`, silent ? "silent" : "neurons", dots),
  ];
}

function ghostColumn(measures, k, before, now) {
  if (before === now) return [];
  const { x } = measures, y = top(measures, before);
  return [path(`M${x(k) - HALF - 5} ${y}H${x(k) + HALF + 5}`, "ghost")];
}

/** W as a grid of rows and columns, b at its right; its edges wear the colours of the layers they must meet. */
function weights(measures, { sizes, columns, focus, misfit }, k, shape) {
  const { cell } = measures, { W: [x, y, width, height], b } = grid(measures, k, shape, sizes[k]), now = k === focus;
  const list = [rect([x, y, width, height], now ? "grid-now": "grid"), rect(b, now ? "grid-now" : "grid")];
  if (cell >= FINE) list.push(path(net(x, y, shape, cell) + net(b[0], y, [shape[0], 1], cell), now ? "net-now" : "net"));
  if (now) list.push(path(`M${x} ${y - 2}H${x + width}`, "inner"), path(`M${x - 2} ${y}V${y + height}`, "columns"));
  if (k === misfit) list.push(gap(measures, x, y, [columns[k], sizes[k]], height));
  return list;
}

const net = (x, y, [rows, columns], cell) =>
  indices(rows - 1).map(i => `M${x} ${y + (i + 1) * cell}h${columns * cell}`).join("") + indices(columns - 1).map(j => `M${x + (j + 1) * cell} ${y}v${rows * cell}`).join("");

/** The columns that are missing, or that are too many. */
function gap({ cell }, x, y, [has, needs], height) {
  const [from, to] = has < needs ? [x + has * cell, x + needs * cell] : [x + needs * cell, x + has * cell];
  return rect([from, y, to - from, height], has < needs ? "missing" : "surplus");
}

/** How large it was, in the lower left corner of what it is. */
function ghostGrid(measures, shape, k, before) {
  const { W: [x, y, , height] } = grid(measures, k, shape), { cell } = measures, [out, inner] = [before[k + 1], before[k]];
  if (out === shape[0] && inner === shape[1]) return [];
  return [rect([x + 1, y + height - out * cell + 1, Math.max(0, inner * cell - 2), Math.max(0, out * cell - 2)], "ghost")];
}

/** Names of layers and of W; with a batch, how many rows each layer has; at a misfit, what does not meet. */
export function texts(measures, { state, shown }) {
  const { sizes, shapes, focus, misfit, columns } = shown, at = lines(measures), { x } = measures;
  const text = (name, place, line, tone) => ({ name, at: place, lines: [line].flat(), tone });
  const layers = sizes.map((_, k) => (state.batch
    ? text(`batch.${k}`, [x(k), at.layers], shown.flow[k] ? `${state.B[0]} ×` : "– ×", "rows")
    : text(`name.${k}`, [x(k), at.layers], answer(k, shown), "maths")));
  const weights = shapes.map((_, k) => text(`weights.${k}`, [middle(measures, k), at.weights], k === focus && !measures.narrow ? `${W(k)} ${b(k)}` : W(k), k === focus ? "maths-now" : "maths"));
  const all = [text("total", [measures.width / 2, at.total], total(shown), "total"), ...gained(shown).flatMap((gain, k) => {
    const { W: [x, y, width] } = grid(measures, k, shapes[k]);
    return gain && gain.length * 8 < measures.pitch ? [text(`gain.${k}`, [x + width / 2, y - 14], gain, "gain")] : [];
  })];
  if (misfit === null) return [...layers, ...all, ...weights];
  return [...layers, ...all, ...weights, text("clash", [middle(measures, misfit), measures.base - 26], [`${sizes[misfit]}`, "≠", `${columns[misfit]}`], "clashing")];
}
