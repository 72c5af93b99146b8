// A network told by its sizes: the shape, the count and the cost of every layer. Pure numbers, no page, no clock.
import { presetFrom, sum } from "kit/data.js";
import { matmul } from "kit/refusals.js";
import { program } from "sim/program.js";

export const DEEPEST = 5, WIDEST = 512;

/** `hidden` holds five sizes, of which `depth` count. `loose` names a connection whose W expects `inner` inputs, whatever
    arrives (0: none); `was` and `was_depth` are what the network is compared with (0: nothing). */
export const initial = {
  inputs: [4],
  hidden: [8, 8, 8, 8, 8],
  outputs: [2],
  depth: [2],
  bend1: "relu", bend2: "relu", bend3: "relu", bend4: "relu", bend5: "relu",
  bend_out: "softmax",
  batch: false,
  B: [32],
  focus: 1,
  loose: 0,
  inner: [8],
  was: [8, 8, 8, 8, 8],
  was_depth: 0,
};

const preset = presetFrom(initial);
const straight = { bend1: "none", bend2: "none", bend3: "none", bend4: "none", bend5: "none" };
const wide = n => Array(DEEPEST).fill(n);

export const presets = {
  start: preset("4 → 8 → 8 → 2", "Twice as wide, or twice as deep: which costs more?", {}),
  wider: preset("Twice as wide", "Why is it not just twice as much?", { hidden: wide(16), was_depth: 2 }),
  deeper: preset("Twice as deep", "What does each new layer add?", { depth: [4], was_depth: 2 }),
  misfit: preset("A misfit", "Which two sizes must be equal?", { loose: 2, inner: [6] }),
  digits: preset("Digits", "Which layer has most of the numbers?", { inputs: [64], hidden: [128, 64, 64, 64, 64], outputs: [10], batch: true, B: [64], focus: 0 }),
  waist: preset("A narrow waist", "What does a narrow layer save?", { inputs: [64], hidden: [32, 4, 32, 32, 32], outputs: [64], bend_out: "none", depth: [3] }),
  straight: preset("No bends", "How many layers are really left?", straight),
  "two-three-two": preset("2 → 3 → 2", "Small enough to do by hand?", { inputs: [2], hidden: wide(3), depth: [1], focus: 0 }),
  "two-three-one": preset("2 → 3 → 1", "How many numbers does one answer need?", { inputs: [2], hidden: wide(3), outputs: [1], depth: [1], bend_out: "none", focus: 0 }),
};

/** Inputs, hidden layers, outputs. */
const chain = ({ inputs, outputs }, hidden, depth) => [...inputs, ...hidden.slice(0, depth), ...outputs];
/** Bytes in B, kB, MB or GB, whichever gives one to three digits before the point. */
const scaled = bytes => bytes / 1000 ** [1e3, 1e6, 1e9].filter(unit => bytes >= unit).length;
const counts = sizes => sizes.slice(1).map((out, k) => out * sizes[k] + out);

/** Every number of the figure. Connection k leads from layer k to layer k + 1; layer 0 is the input. */
export function derive(state) {
  const depth = state.depth[0], sizes = chain(state, state.hidden, depth), last = depth + 1, focus = Math.min(state.focus, last - 1);
  const columns = sizes.slice(0, -1).map((size, k) => (k + 1 === state.loose ? state.inner[0] : size));
  const shapes = columns.map((column, k) => [sizes[k + 1], column]), each = shapes.map(([out, column]) => out * column + out);
  const found = columns.findIndex((column, k) => column !== sizes[k]), misfit = found < 0 ? null : found;
  const bends = Array.from({ length: depth }, (_, k) => state[`bend${k + 1}`]), examples = state.batch ? state.B[0] : 1;
  return {
    sizes, columns, shapes, each, parameters: sum(each), memory: 4 * sum(each), bends: [...bends, state.bend_out],
    multiply_adds: examples * sum(shapes.map(([out, column]) => out * column)), kept: 4 * examples * sum(sizes),
    memory_scaled: scaled(4 * sum(each)), kept_scaled: scaled(4 * examples * sum(sizes)),
    collapsed: bends.every(bend => bend === "none") ? counts([sizes[0], sizes[last]])[0] : null, runs: runs(bends),
    focus, out: sizes[focus + 1], inner: columns[focus], arriving: sizes[focus], bias: sizes[focus + 1],
    one_more: columns[focus] + 1 + (misfit === focus + 1 ? 0 : sizes[focus + 2] ?? 0),
    ...signal(state, sizes, columns, misfit), ...change(state, sizes, shapes, sum(each)),
  };
}

/** From layer to layer with a bend: between them all connections do what one can. */
function runs(bends) {
  const ends = [0, ...bends.flatMap((bend, k) => (bend === "none" ? [] : [k + 1])), bends.length + 1];
  return ends.slice(1).map((end, i) => [ends[i], end]);
}

/** The shape of what stands at each layer, as far as it comes. */
function signal({ batch, B }, sizes, columns, misfit) {
  const flow = sizes.map((size, k) => (misfit !== null && k > misfit ? null : batch ? [B[0], size] : [size]));
  if (misfit === null) return { flow, misfit, missing: 0, error: null };
  const [inner, size] = [columns[misfit], sizes[misfit]], out = sizes[misfit + 1];
  const error = matmul(batch ? { a: [B[0], size], b: [inner, out] } : { a: [out, inner], b: [size] });
  return { flow, misfit, missing: Math.abs(inner - size), error };
}

/** How the network has grown since it was compared. */
function change(state, sizes, shapes, parameters) {
  if (!state.was_depth) return { was_sizes: null, was_parameters: null, growth: null, weight_growth: null, new_layer: null };
  const was_sizes = chain(state, state.was, state.was_depth), was_parameters = sum(counts(was_sizes));
  const same = was_sizes.length === sizes.length, last = state.depth[0] - 1;
  return {
    was_sizes, was_parameters, growth: parameters / was_parameters,
    weight_growth: same ? shapes.map(([out, column], k) => (out * column) / (was_sizes[k + 1] * was_sizes[k])) : null,
    new_layer: last > 0 && !same ? counts(sizes)[last] : null,
  };
}

/** A W whose inner size has met what arrives is an ordinary one again; and nothing is compared any more. */
function settled(state) {
  const { columns, sizes } = derive(state), k = state.loose - 1;
  return { ...state, was_depth: 0, loose: k < columns.length && columns[k] !== sizes[k] ? state.loose : 0 };
}

/** The state that typing into a number starts from. */
export function edited(state, name = "") {
  const { focus, inner } = derive(state);
  return name.startsWith("inner") ? { ...settled(state), loose: focus + 1, inner: [inner] } : settled(state);
}

/** The state after the top edge of a layer, "layer.1", was moved to a height in neurons. */
export function move(state, handle, [, height]) {
  const layer = Number(handle.split(".")[1]), last = state.depth[0] + 1, next = settled(state);
  const { focus } = derive(state), near = focus === layer || focus === layer - 1 ? focus : Math.max(0, layer - 1);
  if (layer === 0) return { ...next, focus: near, inputs: [height] };
  if (layer === last) return { ...next, focus: near, outputs: [height] };
  return { ...next, focus: near, hidden: state.hidden.map((size, k) => (k === layer - 1 ? height : size)) };
}

export const BENDS = ["relu", "leaky_relu", "tanh", "sigmoid", "gelu", "silu", "none"], LAST_BENDS = ["softmax", "sigmoid", "none"];

/** The activation that comes after the one of layer k + 1. */
export function nextBend(state, k) {
  const last = k === state.depth[0], list = last ? LAST_BENDS : BENDS, now = last ? state.bend_out : state[`bend${k + 1}`];
  return list[(list.indexOf(now) + 1) % list.length];
}

/** A touched connection comes into focus; a touched activation gives way to the next one. */
export function drop(state, name) {
  const [key, i] = name.split("."), k = Number(i);
  if (key === "shapes") return { ...state, focus: k };
  if (key !== "bends") return state;
  return { ...state, [k === state.depth[0] ? "bend_out" : `bend${k + 1}`]: nextBend(state, k) };
}

/** One connection on. */
export function step(state) {
  return { ...state, focus: Math.min(derive(state).focus + 1, state.depth[0]) };
}

/** What a doubling begins with. Wide and deep have one start: after one of them the other goes back to it first. */
function begun(state, deeper) {
  const { was, was_depth, depth } = state, other = was_depth && (depth[0] === was_depth) === deeper;
  const start = { ...settled(state), ...(other ? { hidden: was, depth: [was_depth] } : {}) };
  return { ...start, was: start.hidden, was_depth: start.depth[0] };
}

const room = { wide: ({ hidden, depth }) => hidden.slice(0, depth[0]).every(size => 2 * size <= WIDEST), deep: ({ depth }) => 2 * depth[0] <= DEEPEST };
export const canWiden = state => room.wide(begun(state, false));
export const canDeepen = state => room.deep(begun(state, true));

/** Every hidden layer twice as wide. */
export function widen(state) {
  const start = begun(state, false);
  return room.wide(start) ? { ...start, hidden: start.hidden.map(size => Math.min(2 * size, WIDEST)) } : state;
}

/** Twice as many hidden layers; the new ones are like the last. */
export function deepen(state) {
  const start = begun(state, true), { hidden, depth: [depth] } = start, like = (value, k) => (k < depth ? value : hidden[depth - 1]);
  return room.deep(start) ? { ...start, hidden: hidden.map(like), depth: [2 * depth] } : state;
}

/** The program that finds the same numbers by building the network. */
export function python(state) {
  return program(state, derive(state));
}
