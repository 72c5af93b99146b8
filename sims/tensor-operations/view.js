// How arrays and what is made of them are shown: nested boxes before and after, and memory as one long line below.
import { option } from "kit/data.js";
import { PITCH } from "sim/layout.js";
import { createTensors } from "sim/picture.js";
import { size } from "sim/strides.js";
import * as words from "sim/words.js";

export const figure = createTensors;
export const title = "Tensor operations";
export const question = "Pull the right edge of R: do the numbers ever change their order?";
export const step = 1;
export const legend = "Each cell keeps its number and its shade, light to dark in the order of memory. B’s cells are round.";

const sizes = { kind: "numbers", min: 1, max: 4, step: 1 };
const choice = (key, label, place, options, when) => ({ key, kind: "choice", label, place, options, when });
const counts = ["1", "2", "3", "4"].map(n => option(n, n));
const pairs = ["concatenate", "stack", "add", "matmul"];

export const controls = [
  choice("operation", "R =", "bar", [
    option("reshape", "reshape"), option("transpose", "transpose"), option("squeeze", "squeeze"), option("unsqueeze", "unsqueeze"),
    option("concatenate", "concatenate"), option("stack", "stack"), option("add", "A + B, broadcast"), option("matmul", "A @ B, matmul"),
  ]),
  { key: "target", kind: "numbers", min: -1, max: 24, step: 1 },
  { key: "shape", ...sizes },
  { key: "second", ...sizes },
  { key: "axes", kind: "numbers", min: -4, max: 3, step: 1 },
  { key: "axis", kind: "numbers", min: -5, max: 4, step: 1 },
  choice("ndim", "Axes of A", "more", counts),
  choice("second_ndim", "Axes of B", "more", counts, ({ operation }) => pairs.includes(operation)),
  choice("target_ndim", "Axes of R", "more", counts, ({ operation }) => operation === "reshape"),
  { key: "follow", kind: "numbers", min: -1, max: 511, step: 1, aside: true },
];

export const describe = words.describe;
export const why = words.why;
export const answers = () => false;

const texts_of = values => values.map(String);
const own = ({ shares_memory, error }) => shares_memory || Boolean(error);

/** The cells, the sizes in sentences, and the strides. */
export function numbers({ state, shown }) {
  const board = (name, label, values) => ({ name, label, values: texts_of(values), columns: 1, board: true });
  const cells = [board("A", "A", shown.values_a)];
  if (shown.values_b) cells.push(board("B", "B", shown.values_b));
  if (shown.values) cells.push(board("R", "R", shown.values));
  cells.push(board("M", "Memory", own(shown) ? shown.values_a : shown.values));
  return { rows: [cells, before(state, shown), asked(state, shown)], facts: facts(shown), largest: 1 };
}

const places = list => list.map((_, i) => `${i}`);
const field = (name, label, values, axes = places(values)) => ({ name, label, head: places(values), axes, values, edit: true, digits: 0 });

function before({ shape, second }, { shape_a, shape_b }) {
  const first = ["A", field("shape", "Shape of A", shape.slice(0, shape_a.length))];
  return shape_b ? [...first, "B", field("second", "Shape of B", second.slice(0, shape_b.length), [])] : first;
}

const VERBS = { squeeze: "squeeze, axis", unsqueeze: "expand_dims, axis", concatenate: "concatenate, axis", stack: "stack, axis", add: "A + B", matmul: "A @ B" };

function asked({ operation, target, target_ndim, axes, axis }, { shape, shape_a }) {
  const request = {
    reshape: [".reshape", field("target", "Sizes asked for", target.slice(0, target_ndim), [])],
    transpose: [".transpose", field("axes", "Axes in their new order", axes.slice(0, shape_a.length), [])],
    add: [VERBS.add], matmul: [VERBS.matmul],
  }[operation] ?? [VERBS[operation], { ...field("axis", "Axis", axis, []), head: [""] }];
  const result = shape?.length ? [{ name: "result", label: "Shape of R", head: places(shape), values: texts_of(shape) }] : [shape ? "( )" : "–"];
  return [...request, "→ R", ...result];
}

function facts(shown) {
  const strides = (name, of, value) => ({ name, head: `${of} strides`, label: `strides of ${of}, in bytes`, value: value ? words.tuple(value) : "–" });
  const memory = { name: "memory", head: "memory", label: "memory of R", value: shown.error ? "–" : shown.shares_memory ? "shared" : "its own" };
  const second = shown.shape_b && (shown.stretched_b ? { ...strides("stretched_b", "B", shown.stretched_b), head: "B stretched" } : strides("strides_b", "B", shown.strides_b));
  return [strides("strides_a", "A", shown.strides_a), ...(second ? [second] : []), strides("strides_r", "R", shown.strides), ...(second ? [] : [memory])];
}

const sized = (name, shape, tones) => {
  const sizes = shape.flatMap((n, i) => [{ text: `${n}`, tone: tones?.[i] }, { text: i < shape.length - 1 ? ",\u00a0" : shape.length === 1 ? ",)" : ")" }]);
  return [{ text: name, tone: "name" }, { text: "(" }, ...sizes, ...(shape.length ? [] : [{ text: ")" }])];
};
const toned = shape => shape.map((_, i) => `axis-${i}`);
const long = shape => 2 + 3 * shape.length;

/** What is laid out: blocks before and after, the memory; which cells stand for which number, and where to they go. */
export function content({ state, shown, fresh }) {
  const { shape_a, shape_b, shape, values, values_a, values_b, places: wanted, error, sources } = shown;
  const open = error && wanted && size(wanted) <= 400 ? wanted : null, longest = [...values_a, ...(values_b ?? []), ...(values ?? [])].reduce((most, value) => Math.max(most, `${value}`.length), 1);
  const none = words.missing(state, shown).length, result = shape ?? open, n = size(shape_a), name = id => (id < n ? ["A", id] : ["B", id - n]);
  return {
    before: [{ name: "A", shape: shape_a, title: long(shape_a) }, ...(shape_b ? [{ name: "B", shape: shape_b, title: long(shape_b) }] : [])],
    after: result && { name: "R", shape: result, title: (error ? none : long(result)) + (hinted({ state, shown, fresh }) ? HINT.length : 0) }, memory: own(shown) ? n : values.length, digits: longest,
    chips: shown.order ? shown.order.length : 0, open: error ? n : null, none,
    stops: result?.length === 2 ? shown.fits : null,
    thread: shown.keeps_order === null || sources.length > 96 ? null : sources.map((_, k) => k).toSorted((i, j) => sources[i][0] - sources[j][0]),
    ids: sources?.map(([id, ...more]) => (more.length ? null : id)) ?? [], sources: sources?.map(([id]) => name(id)) ?? [],
    origin: [state.operation, shape_a, shape_b],
    ...lights(shown, state.follow[0], name), tones: shades(shown, n),
  };
}

/** The cells of the followed element, and the ways between them. */
function lights(shown, id, name) {
  if (!shown.followed) return { followed: [], ways: { from: null, to: [] } };
  const from = name(id), found = (shown.sources ?? []).flatMap((ids, k) => (ids.includes(id) ? [k] : []));
  const memory = own(shown) ? (from[0] === "A" ? [id] : []) : found, to = found.map(k => ["R", k]);
  return { followed: [from.join("."), ...to.map(each => each.join(".")), ...memory.map(k => `M.${k}`)], ways: { from, to: to.length > 4 ? [] : to } };
}

/** A number's shade is its place in memory; what is made of several numbers has none. */
function shades({ values_a, values_b, sources, shares_memory, error }, n) {
  const total = n + (values_b?.length ?? 0), shade = id => ({ tone: total > 1 ? id / (total - 1) : 0, second: id >= n });
  const pairs = [...values_a.map((_, k) => [`A.${k}`, shade(k)]), ...(values_b ?? []).map((_, k) => [`B.${k}`, shade(n + k)])];
  const single = sources?.every(ids => ids.length === 1);
  if (single) sources.forEach(([id], k) => pairs.push([`R.${k}`, shade(id)]));
  if (shares_memory || error) values_a.forEach((_, k) => pairs.push([`M.${k}`, shade(k)]));
  else if (single) sources.forEach(([id], k) => pairs.push([`M.${k}`, shade(id)]));
  return Object.fromEntries(pairs);
}

const HINT = "\u00a0↔ pull", hinted = ({ state, shown, fresh }) => fresh && !shown.error && state.operation === "reshape";

/** Titles over the blocks, with what is left out of them and where a pulled edge stops; the labels of axes to be swapped. */
export function texts({ state, shown, fresh, stopped }, { blocks, empty }) {
  const over = (name, parts, above = 0) => ({ name: `title.${name}`, at: [blocks[name].at[0], blocks[name].at[1] - 23 - above], parts: [
    ...parts, ...(blocks[name].more ? [{ text: `\u00a0… ${blocks[name].more} more`, tone: "quiet" }] : []),
    ...(stopped === `edge_${name.toLowerCase()}` ? [{ text: "\u00a0stops here", tone: "stopped" }] : []),
  ] });
  const list = [over("A", sized("A", shown.shape_a, toned(shown.shape_a)))];
  if (shown.shape_b) list.push(over("B", sized("B", shown.shape_b)));
  const none = [{ text: words.missing(state, shown) }], { order, shape } = shown;
  if (!blocks.R) list.push({ name: "title.R", at: [empty[0], empty[1] - 23], parts: none });
  else list.push(over("R", [...(shape ? sized("R", shape, order?.map(i => `axis-${i}`)) : none), ...(hinted({ state, shown, fresh }) ? [{ text: HINT, tone: "hint" }] : [])], order ? 40 : 0));
  list.push(over("M", [{ text: own(shown) ? (shape ? "memory of A and R: one line" : "memory of A: one line") : "new memory of R: one line" }]));
  order?.forEach((axis, slot) => list.push({ name: `chip.${axis}`, kind: "chip", at: [blocks.R.at[0] + PITCH * (slot + 0.5), blocks.R.at[1] - 42], parts: [{ text: `axis ${axis}: ${shape[slot]}`, tone: `axis-${axis}` }] }));
  return list;
}

/** The edges that can be pulled, the axes that can be swapped. */
export function handles({ state, shown }) {
  const edge = (kind, letter, shape, axes = shape.map((_, i) => i)) => axes.map(axis =>
    ({ name: `${kind}.${axis}`, block: letter, axis, value: shape[axis], label: `Edge of ${letter}: size of axis ${axis}`, text: `${shape[axis]}`, reach: 24 }));
  const list = edge("edge_a", "A", shown.shape_a);
  if (shown.shape_b) list.push(...edge("edge_b", "B", shown.shape_b));
  if (state.operation === "reshape" && shown.places && size(shown.places) <= 400) list.push(...edge("edge_r", "R", shown.places));
  shown.order?.forEach((axis, slot) => list.push({ name: `swap.${axis}`, slot, value: slot, label: `Axis ${axis} of A among the axes of R`, text: `axis ${slot} of R`, reach: 3 }));
  return list;
}
