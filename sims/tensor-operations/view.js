// How arrays and what is made of them are shown: nested boxes before and after, and memory as one long line below.
import { indices, option } from "kit/data.js";
import { createTensors } from "sim/picture.js";
import { size, tuple } from "kit/shapes.js";
import * as words from "sim/words.js";

export const figure = createTensors;
export const title = "Tensor operations";
export const question = "Pull the right edge of R: do the numbers ever change their order?";
export const step = 1;
export const legend = "A number keeps its shade, light to dark in the order of memory. B’s cells are round.";

const sizes = { kind: "numbers", min: 1, max: 5, step: 1 };
const choice = (key, label, place, options, when) => ({ key, kind: "choice", label, place, options, when });
const counts = ["1", "2", "3", "4"].map(n => option(n, n));
const pairs = ["concatenate", "stack", "add", "matmul"];

export const controls = [
  choice("operation", "R =", "bar", [
    option("reshape", "reshape"), option("transpose", "transpose"), option("turned", "transpose, reshape"), option("squeeze", "squeeze"), option("unsqueeze", "unsqueeze"),
    option("concatenate", "concatenate"), option("stack", "stack"), option("add", "A + B, broadcast"), option("sum", "sum along axis"), option("matmul", "A @ B, matmul"),
  ]),
  { key: "target", kind: "numbers", min: -1, max: 24, step: 1 },
  { key: "shape", ...sizes },
  { key: "second", ...sizes },
  { key: "axes", kind: "numbers", min: -4, max: 3, step: 1 },
  { key: "axis", kind: "numbers", min: -5, max: 4, step: 1 },
  choice("ndim", "Axes of A", "more", counts),
  choice("second_ndim", "Axes of B", "more", counts, ({ operation }) => pairs.includes(operation)),
  choice("target_ndim", "Axes to reshape to", "more", counts),
  { key: "follow", kind: "numbers", min: -1, max: 1249, step: 1, aside: true },
];

export const describe = words.describe;
export const why = words.why;
export const answers = () => false;

const texts_of = values => values.map(String);

/** The cells, the sizes in sentences, and the strides. */
export function numbers({ state, shown }) {
  const board = (name, label, values) => ({ name, label, values: texts_of(values), columns: 1, board: true });
  const cells = [board("A", "A", shown.values_a)];
  if (shown.values_b) cells.push(board("B", "B", shown.values_b));
  if (shown.values) cells.push(board("R", "R", shown.values));
  cells.push(board("M", "Memory", words.isOwn(shown) ? shown.values_a : shown.values));
  return { rows: [cells, before(state, shown), asked(state, shown)], facts: facts(shown), largest: 1 };
}

const places = list => list.map((_, i) => `${i}`);
const field = (name, label, values, axes = places(values)) => ({ name, label, head: places(values), axes, values, edit: true, digits: 0 });

function before({ shape, second }, { shape_a, shape_b }) {
  const first = ["A", field("shape", "Shape of A", shape.slice(0, shape_a.length))];
  return shape_b ? [...first, "B", field("second", "Shape of B", second.slice(0, shape_b.length), [])] : first;
}

const VERBS = { sum: "sum", squeeze: "squeeze", unsqueeze: "expand_dims", concatenate: "concatenate", stack: "stack", add: "A + B", matmul: "A @ B" };

function asked({ operation, target, target_ndim, axes, axis }, { shape, shape_a }) {
  const verb = VERBS[operation], fold = [".reshape", field("target", "Sizes asked for", target.slice(0, target_ndim), [])];
  const turn = [".transpose", field("axes", "Axes in their new order", axes.slice(0, shape_a.length), [])], request = {
    reshape: fold, transpose: turn, turned: [...turn, ...fold],
    add: [verb], matmul: [verb],
  }[operation] ?? [`${verb}, axis`, { ...field("axis", "Axis", axis, []), head: [""] }];
  return [...request, "→ R", shape?.length ? { name: "result", label: "Shape of R", head: places(shape), values: texts_of(shape) } : shape ? "( )" : "–"];
}

function facts({ strides_a, strides_b, stretched_a, stretched_b, strides, shape_b, shares_memory, error }) {
  const steps = (name, head, value) => ({ name, head, value: value ? tuple(value) : "–" });
  const second = stretched_b ? steps("stretched_b", "B stretched, bytes", stretched_b) : steps("strides_b", "B strides, bytes", strides_b);
  const memory = { name: "memory", head: "memory", value: error ? "–" : shares_memory ? "shared" : "its own" };
  const first = stretched_a ? steps("stretched_a", "A stretched, bytes", stretched_a) : steps("strides_a", "A strides, bytes", strides_a);
  return [first, shape_b ? second : memory, steps("strides_r", "R strides, bytes", strides)];
}

/** The places that were asked for, where they can be drawn: with the numbers, or without those that they do not fit. */
const folded = ({ places, error, shape_a }) => (places && size(places) <= 400 && (!error || size(places) !== size(shape_a)) ? places : null);

/** What is laid out; `parts` are, for every cell, the numbers of A, then of B, in it. */
export function content({ state, shown, fresh, stopped = "" }) {
  const over = (name, shape) => [name, ...tuple(shape).split(" "), ...(stopped.startsWith(`edge_${name.toLowerCase()}`) ? ["stops here"] : [])];
  const { shape_a, shape_b, shape, values_a, values_b, values, error, sources, order } = shown, n = size(shape_a), own = words.isOwn(shown);
  const wanted = folded(shown), result = shape ?? wanted, first = indices(n).map(k => [k]);
  return {
    blocks: { A: shape_a, ...(shape_b && { B: shape_b }), ...(result && { R: result }) },
    titles: {
      A: over("A", shape_a), ...(shape_b && { B: over("B", shape_b) }), R: shape ? over("R", shape) : [words.missing(shown)],
      M: [`${own ? "memory of A" : "new memory of R"}${shown.shares_memory ? " and R" : ""}: one line`],
    },
    pull: fresh && !error && Boolean(wanted), chips: order?.length ?? 0,
    memory: own ? n : values.length, digits: `${Math.max(...values_a, ...(values_b ?? []), ...(values ?? []))}`.length,
    filled: error ? n : null, stops: result?.length === 2 ? shown.fits : null, thread: shown.keeps_order !== null,
    parts: { A: first, B: values_b?.map((_, k) => [n + k]), R: sources, M: own ? first : sources },
    n, total: n + (values_b?.length ?? 0), follow: state.follow[0], origin: `${[state.operation, shape_a, shape_b]}`,
  };
}

/** The edges that can be pulled, the axes that can be swapped. */
export function handles({ shown }) {
  const edge = (kind, letter, shape, axes = shape.map((_, i) => i)) => axes.map(axis =>
    ({ name: `${kind}.${axis}`, block: letter, axis, value: shape[axis], label: `Edge of ${letter}: size of axis ${axis}`, text: `${shape[axis]}`, reach: 24 }));
  const list = edge("edge_a", "A", shown.shape_a);
  if (shown.shape_b) list.push(...edge("edge_b", "B", shown.shape_b));
  if (folded(shown)) list.push(...edge("edge_r", "R", shown.places));
  shown.order?.forEach((axis, slot) => list.push({
    name: `swap.${axis}`, value: slot, shape: `chip axis-${axis}`, caption: [`axis ${axis}: ${shown.shape[slot]}`], label: `Axis ${axis} of A among the axes of R`, text: `axis ${slot} of R`, reach: 3,
  }));
  return list;
}
