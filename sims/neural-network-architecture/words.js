// What the figure says: sentences with the numbers, and the formula behind each number.
import { exact, rounded } from "kit/numbers.js";
import { same } from "kit/state.js";
import { nextBend } from "sim/model.js";

export const BEND_NAMES = { relu: "ReLU", leaky_relu: "leaky", tanh: "tanh", sigmoid: "σ", gelu: "GELU", silu: "SiLU", softmax: "softmax", none: "none" };
const IN_WORDS = {
  relu: "ReLU cuts off what is below 0", leaky_relu: "leaky ReLU lets little of what is below 0 through", tanh: "tanh squeezes into −1 … 1",
  sigmoid: "σ, the sigmoid, squeezes into 0 … 1", gelu: "GELU bends softly", silu: "SiLU bends softly",
  softmax: "softmax makes shares that sum to 1", none: "no bend",
};
const OTHERS = { ...BEND_NAMES, leaky_relu: "leaky ReLU", sigmoid: "the sigmoid σ", none: "straight" };
const LOW = "₀₁₂₃₄₅₆";

export const W = k => `W${LOW[k + 1]}`;
export const b = k => `b${LOW[k + 1]}`;
export const z = k => `z${LOW[k]}`;
/** What W and b of connection k are given: x, or what the layer before made of it. */
export const h = k => (k ? `h${LOW[k + 1]}` : "x");
/** What stands at layer k. No W takes the answers of the last one: they are p, or z if nothing bends. */
export const answer = (k, { bends }) => (k < bends.length ? h(k) : bends.at(-1) === "none" ? z(k) : "p");

/** 401,920. */
export const count = value => (value === null ? "–" : String(value).replace(/\B(?=(\d{3})+$)/g, ","));
/** 1.61 MB. */
export function bytes(value) {
  const power = value < 1000 ? 0 : value < 1e6 ? 1 : value < 1e9 ? 2 : 3;
  return `${power ? (value / 1000 ** power).toPrecision(3) : value} ${["B", "kB", "MB", "GB"][power]}`;
}
export const by = ([out, inner]) => `${count(out)}×\u200b${count(inner)}`;
const times = value => `×${Math.abs(value - Number(value.toPrecision(3))) < 1e-9 ? exact(value) : rounded(value)}`;
const place = ({ sizes }, layer) => (layer === 0 ? "the input" : layer === sizes.length - 1 ? "the output" : `layer ${layer}`);
const plural = (n, one) => `${count(n)} ${one}${n === 1 ? "" : "s"}`;
const equal = (values, by) => values.every(value => value === by);

/** The sum of all squares. */
export function total({ parameters, was_parameters, growth }) {
  if (growth === null || growth === 1) return `${count(parameters)} numbers to learn`;
  const change = `${count(was_parameters)} → ${count(parameters)}`;
  return `${change}${change.length < 14 ? " numbers to learn" : ""}: ${times(growth)}`;
}

/** What stands above each W after a change: by what factor it grew, or what it adds. */
export function gained({ shapes, weight_growth, new_layer, was_sizes, each }) {
  if (weight_growth) return weight_growth.map(factor => (factor === 1 ? "" : times(factor)));
  const old = was_sizes ? was_sizes.length - 2 : shapes.length;
  return shapes.map((_, k) => (new_layer && k >= old && k < shapes.length - 1 ? `+${count(each[k])}` : ""));
}

/** One or two sentences with the numbers. */
export function describe(state, shown, held, start) {
  const compared = held && held.parameters !== shown.parameters ? ` Held: ${count(held.parameters)}.` : "";
  return (shown.error ? misfit(shown, tried(state, start)) : grown(shown) ?? left(shown, start) ?? inFocus(state, shown)) + compared;
}

/** Has the reader changed a size? */
const tried = (state, start) => ["inputs", "hidden", "outputs", "depth", "inner"].some(key => !same(state[key], start[key]));

/** What clashes. The cure is for those who have tried one, or ask why. */
function misfit(shown, told) {
  const { misfit: k, columns, sizes, shapes, missing, error } = shown, few = columns[k] < sizes[k];
  const trouble = few ? `${missing} ${missing === 1 ? "finds" : "find"} no weight` : `${missing} ${missing === 1 ? "has" : "have"} no number`;
  return `${W(k)} (${by(shapes[k])}) has ${plural(columns[k], "column")}, but ${h(k)} brings ${plural(sizes[k], "number")}: ${trouble}. ${told ? cure(shown) : "What could give way? Try it."} NumPy says: “${error}”.`;
}

const cure = ({ misfit: k, columns, sizes }) => `Give ${W(k)} ${plural(sizes[k], "column")}, or ${place({ sizes }, k)} ${plural(columns[k], k ? "neuron" : "number")}.`;

/** How the count followed the sizes. */
function grown({ growth, was_parameters, parameters, weight_growth, new_layer, was_sizes, sizes }) {
  if (growth === null || growth === 1) return null;
  const fact = `${times(growth)} numbers to learn: ${count(was_parameters)}\u00a0→\u00a0${count(parameters)}.`;
  if (weight_growth) return equal(sizes.slice(1, -1).map((size, k) => size / was_sizes[k + 1]), 2) ? `Twice as wide, but ${fact} ${squares(weight_growth)}` : fact;
  if (sizes.length - 2 !== 2 * (was_sizes.length - 2) || !new_layer) return fact;
  return `Twice as deep, and ${fact} Each new layer adds ${count(new_layer)}, always the same.`;
}

function squares(factors) {
  const inner = factors.slice(1, -1), last = W(factors.length - 1);
  if (!inner.length) return `${W(0)} and ${last} grew on one side only, so ${times(factors[0])}.`;
  const who = inner.length === 1 ? `${W(1)} grew on both sides` : `${W(1)} … ${W(inner.length)} grew on both sides`;
  return `${who}: ${times(inner[0])}; ${W(0)} and ${last} on one: ${times(factors[0])}.`;
}

/** How many layers are left where nothing bends between some; or where all bend again that did not at the start. */
function left({ runs, collapsed, parameters, shapes, sizes }, start) {
  const total = `${runs.length} of ${plural(shapes.length, "layer")} ${runs.length === 1 ? "is" : "are"} left`;
  if (runs.length === shapes.length) return start.bend1 === "none" && shapes.length > 1 ? `Something bends between all layers: all ${runs.length} are left.` : null;
  const melted = runs.filter(([from, to]) => to > from + 1)
    .map(([from, to]) => `${shapes.slice(from, to).map((_, k) => W(from + k)).toReversed().join(" ")} is one matrix, ${by([sizes[to], sizes[from]])}`);
  const work = collapsed && collapsed < parameters ? ` ${count(parameters)} numbers for the work of ${count(collapsed)}.` : "";
  return `${total}: ${melted.join(", and ")}, as nothing bends in between.${work}${collapsed ? " Tap a “none” twice." : ""}`;
}

function inFocus(state, shown) {
  const { focus, shapes, each, parameters, one_more } = shown, [out, inner] = shapes[focus];
  const start = focus === 1 && state.hidden.every(size => size === 8) ? "Pull a knob up, or press a button. " : "";
  const own = `${W(focus)} and ${b(focus)} hold ${out}\u00a0×\u00a0${inner}\u00a0+\u00a0${out} = ${count(each[focus])} of ${count(parameters)} numbers to learn.`;
  return `${start}${own}${start ? "" : ` One neuron more in ${place(shown, focus + 1)} costs ${count(one_more)}.`}`;
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, k] = name.split(".");
  if (Number(k) >= shown.sizes.length) return null; // a layer that has just gone
  return WHY[key]?.(shown, Number(k), state) ?? null;
}

const sizeName = ({ sizes }, layer) => (layer === 0 ? "inputs.0" : layer === sizes.length - 1 ? "outputs.0" : `hidden.${layer - 1}`);

/** What the size of a layer decides: rows before it, columns behind it. */
function layerWhy(shown, layer) {
  const n = shown.sizes[layer], last = shown.sizes.length - 1, rows = `${count(n)} rows of ${W(layer - 1)}`, columns = `${count(n)} columns of ${W(layer)}`;
  const formula = layer === 0 ? `${plural(n, "number")} in an example: ${columns}` : layer === last ? `${plural(n, "answer")}: ${rows}` : `${plural(n, "neuron")}: ${rows}, and ${columns}`;
  const operands = [sizeName(shown, layer), ...(layer ? [`shapes.${layer - 1}`] : []), ...(layer < last ? [`shapes.${layer}`] : [])];
  return { formula, operands };
}

const sum = (shown, part) => shown.shapes.map(part).join(" + ");
const all = ({ shapes }) => shapes.map((_, k) => `shapes.${k}`);
const product = ([out, inner]) => `${out}·${inner}`;
const both = (shown, k) => [sizeName(shown, k), sizeName(shown, k + 1)];

const WHY = {
  layer: layerWhy,
  inputs: shown => layerWhy(shown, 0),
  hidden: (shown, k) => layerWhy(shown, k + 1),
  outputs: shown => layerWhy(shown, shown.sizes.length - 1),
  shapes: (shown, k) => ({
    formula: `${W(k)}: ${plural(shown.shapes[k][0], "row")}, one per neuron; ${plural(shown.shapes[k][1], "column")}, one per input. With ${b(k)}: ${product(shown.shapes[k])} + ${shown.shapes[k][0]} = ${count(shown.each[k])}`,
    operands: both(shown, k),
  }),
  bends: (shown, k, state) => ({ formula: `${answer(k + 1, shown)} = φ(${z(k + 1)}): ${IN_WORDS[shown.bends[k]]}; nothing to learn here. Tap again to make it ${OTHERS[nextBend(state, k)]}`, operands: [sizeName(shown, k + 1)] }),
  out: (shown, k, { batch }) => ({ formula: `${shown.out} neurons: one row of ${W(shown.focus)} each${batch ? `, so one column of ${W(shown.focus)}ᵀ` : ""}`, operands: [sizeName(shown, shown.focus + 1)] }),
  inner: ({ focus, inner, arriving, ...shown }) => ({ formula: inner === arriving ? `${W(focus)} has as many columns as numbers arrive: ${inner} = ${arriving}` : `${W(focus)} has ${inner} columns, but ${arriving} numbers arrive. ${cure(shown)}`, operands: ["arriving.0", "arriving.1"] }),
  arriving: (shown, k, { batch }) => ({
    formula: batch && k === 0 ? "One row for each example, here and in every layer" : `${h(shown.focus)}: what ${place(shown, shown.focus)} gives, ${plural(shown.arriving, "number")}${batch ? " an example" : ""}`,
    operands: batch && k === 0 ? ["B.0"] : [sizeName(shown, shown.focus), "inner.0"],
  }),
  bias: shown => ({ formula: `${b(shown.focus)}: one number for each of the ${shown.bias} neurons`, operands: [sizeName(shown, shown.focus + 1)] }),
  result: (shown, k, { batch, B }) => {
    if (!shown.flow[shown.focus + 1]) return { formula: `No answer: shapes before it do not meet. ${cure(shown)}`, operands: ["inner.0", "arriving.0"] };
    return batch && k === 0 ? { formula: `One row for each of the ${B[0]} examples`, operands: ["arriving.0"] } : { formula: `One number for each of the ${shown.out} neurons`, operands: ["out.0"] };
  },
  B: () => ({ formula: "The examples lie in the rows of one matrix; the weights are the same for all of them", operands: ["arriving.0", "result.0"] }),
  depth: ({ parameters }) => ({ formula: `Hidden layers, 1 to 5. Together with the output: ${count(parameters)} numbers to learn`, operands: ["parameters"] }),
  parameters: shown => ({ formula: `${sum(shown, shape => `(${product(shape)} + ${shape[0]})`)} = ${count(shown.parameters)}`, operands: all(shown) }),
  memory: shown => ({ formula: `${count(shown.parameters)} numbers of 4 bytes each = ${count(shown.memory)} bytes`, operands: ["parameters"] }),
  kept: (shown, k, { batch, B }) => ({ formula: `${batch ? `${B[0]} · ` : ""}(${shown.sizes.join(" + ")}) · 4 bytes = ${count(shown.kept)} bytes, kept for the way back`, operands: shown.sizes.map((_, layer) => sizeName(shown, layer)) }),
  multiply_adds: (shown, k, { batch, B }) => ({ formula: `${batch ? `${B[0]} · (` : ""}${sum(shown, product)}${batch ? ")" : ""} = ${count(shown.multiply_adds)}${batch ? "" : " for one example"}`, operands: all(shown) }),
};
