// How the way forward is shown: neurons as stacks of numbers, weights as wires, and below them each layer's matrix, whose
// rows are the neurons. It computes nothing.
import { terse } from "kit/brief.js";
import { numbersOf } from "kit/data.js";
import { RANGE, networkControls } from "kit/dense.js";
import { beside, biasGrip, heads, inputGrips, linePart, wireGrip } from "kit/grips.js";
import { key, layout as arrange, litRow, rail, rowHandles, shareBar, wires } from "kit/layers.js";
import { createNetwork } from "kit/network.js";
import { rounded } from "kit/numbers.js";
import { frame, gate } from "kit/wires.js";
import { ORDER, reached, redraw } from "sim/model.js";
import * as words from "sim/words.js";

export const figure = createNetwork;
export const title = "Forward propagation";
export const question = "Drag a number on a wire. Which row is it?";
export const step = RANGE.step;

export const controls = [
  ...networkControls,
  numbersOf("seed", { min: 0, max: 999, step: 1, aside: true }),
  ...["at", "far"].map(key => numbersOf(key, { min: 0, max: ORDER.length - 1, step: 1, aside: true })),
  { key: "redraw", kind: "action", label: "New weights", place: "more", act: redraw },
];

export const describe = words.describe;
export const why = words.why;
const { present } = words;

/** The step bar: one dot per sum and per activation. */
export function steps(state) {
  const count = ORDER.length - 1;
  return { key: "at", position: state.at, count, label: `Step ${state.at} of ${count}: ${words.stepName(state)}` };
}

/** The same network can be walked back through. */
export function links({ x, W1, b1, W2, b2 }) {
  return [
    { sim: "backpropagation", label: "This network in backpropagation", state: { x, W1, b1, W2, b2, outputs: "2" } },
    { sim: "neural-network-architecture", label: "Its shape in network architecture", state: { inputs: [2], hidden: [3, 8, 8, 8, 8], outputs: [2], depth: [1] } },
  ];
}

/** What stands where. */
export function layout(size) {
  const matrix = (parts, columns, gap) => ({ parts, columns, gap });
  return arrange(size, {
    tall: 464, rows: 3, above: 18,
    columns: [
      { parts: [["x", 28, 88]], count: 2 },
      { parts: [["z1", 28], ["h2", 28, 8]], count: 3 },
      { parts: [["z2", 28], ["p", 28, 14]], count: 2 },
    ],
    matrices: [matrix([["W1", 28]], 2, 8), matrix([["b1", 28]], 1, 6), matrix([["W2", 28]], 3, 22), matrix([["b2", 28]], 1, 6)],
  });
}

const masked = (state, name, values) => values.map((value, i) => (reached(state, `${name}.${i}`) ? value : "·"));

/** The numbers in the figure, and the matrix line of the layer that is present. */
export function numbers(scene) {
  const { state, shown } = scene, { x, W1, b1, W2, b2 } = state;
  const lie = (name, label, values, edit = false) => ({ name, label, values, columns: values[0].length ?? 1, board: true, edit });
  return {
    rows: [
      [
        lie("x", "Input x", x, true), lie("z1", "Hidden sums z₁", masked(state, "z1", shown.z1)), lie("h2", "Hidden activations h₂", masked(state, "h2", shown.h2)),
        lie("z2", "Output sums z₂", masked(state, "z2", shown.z2)), lie("p", "Probabilities p", masked(state, "p", shown.p.map(p => (p < 0.001 ? terse(p) : p)))),
        lie("W1", "W₁", W1, true), lie("b1", "b₁", b1, true), lie("W2", "W₂", W2, true), lie("b2", "b₂", b2, true),
      ],
      matrixLine(scene),
    ],
    facts: [],
    largest: 2,
  };
}

/** z = W x + b of the layer where the steps are. */
function matrixLine({ state, shown }) {
  const first = present({ state }).layer === 1, { x, W1, b1, W2, b2 } = state;
  if (first) return [linePart("W1", "W₁", W1), "·", linePart("x", "x", x), "+", linePart("b1", "b₁", b1), "=", linePart("z1", "z₁", masked(state, "z1", shown.z1))];
  return [linePart("W2", "W₂", W2), "·", linePart("h2", "h₂", masked(state, "h2", shown.h2)), "+", linePart("b2", "b₂", b2), "=", linePart("z2", "z₂", masked(state, "z2", shown.z2))];
}

const LAYERS = { 1: { W: "W1", b: "b1", from: "x", z: "z1", answer: "h2", products: "products1" }, 2: { W: "W2", b: "b2", from: "h2", z: "z2", answer: "p", products: "products2" } };

/** What can be dragged: inputs on their rails; wires and bias of the present neuron, or both biases that softmax compares. */
export function handles(scene, net) {
  const { state, shown } = scene, now = present(scene), { W, b, from, z, products } = LAYERS[now.layer], i = now.neuron;
  const known = name => from === "x" || reached(state, name), bias = k => biasGrip(net, `${b}.${k}`, `${z}.${k}`, state[b][k]);
  const chips = state[W][i].map((weight, j) => wireGrip(net, `${W}.${i}.${j}`, [`${from}.${j}`, `${z}.${i}`], weight, known(`${from}.${j}`) ? `= ${rounded(shown[products][i][j])}` : "= ·"));
  return [...inputGrips(net, state.x), ...(now.what === "p" ? [bias(0), bias(1)] : [...chips, bias(i)])];
}

/** Wires, gates, rails, and the present row. */
export function marks(scene, net) {
  const { state, shown } = scene, now = present(scene), { W, b, z, answer } = LAYERS[now.layer], i = now.neuron;
  const both = now.what === "p", lit = layer => row => !both && layer === now.layer && row === i, last = state[W][i].length - 1;
  return [
    ...wires(net, ["x", "z1"], state.W1, { largest: 2, lit: lit(1) }), ...wires(net, ["h2", "z2"], state.W2, { largest: 2, lit: lit(2) }),
    ...state.x.flatMap((value, j) => rail(net, `x.${j}`, value).marks),
    ...shown.awake.flatMap((open, j) => (reached(state, `h2.${j}`) ? gate(net.box(`z1.${j}`), net.box(`h2.${j}`), open) : [])),
    ...rowHandles(net, { W1: 3, W2: 2 }),
    ...(reached(state, "p.0") ? shown.p.flatMap((share, k) => shareBar(net, `p.${k}`, share, scene.ghost?.shown.p[k])) : []),
    ...(both ? frame({ ...net.box("z2.0", "p.1"), bottom: net.box("p.1").bottom + 10 }, "ring") : litRow(net, [`${W}.${i}.0`, `${W}.${i}.${last}`, `${b}.${i}`], [`${z}.${i}`, `${answer}.${i}`])),
    ...key(net, "W2.2.0").marks,
  ];
}

/** Names of layers and matrices, z, h and p beside their numbers. */
export function texts(scene, net) {
  return [
    ...heads(net, ["inputs", "hidden: ReLU", "softmax"]),
    ...[0, 1, 2].flatMap(i => [beside(net, `z1.${i}`, "z₁"), beside(net, `h2.${i}`, "h₂", { side: -1 })]),
    ...[0, 1].flatMap(k => [beside(net, `z2.${k}`, "z₂"), beside(net, `p.${k}`, "p")]),
    ...key(net, "W2.2.0").texts,
  ];
}

/** After a step numbers go along their wires, or through the gate. */
export function slides({ state }) {
  const [name, i] = ORDER[state.at].split(".");
  const from = { z1: ["x.0", "x.1"], h2: [`z1.${i}`], z2: ["h2.0", "h2.1", "h2.2"], p: [] }[name];
  return from.length ? [{ from, to: `${name}.${i}` }] : [{ from: ["z2.0"], to: "p.0" }, { from: ["z2.1"], to: "p.1" }];
}
