// How a network's shape is shown: layers are columns that can be pulled, each W a grid to scale. It computes nothing.
import { option } from "kit/data.js";
import { createArchitecture } from "sim/figure.js";
import { BENDS, LAST_BENDS, canDeepen, canWiden, deepen, widen } from "sim/model.js";
import * as words from "sim/words.js";

export const figure = createArchitecture;
export const title = "Neural network architecture";
export const question = "Twice as wide, or twice as deep: which costs more?";
export const step = 1;
export const stepsBehindMore = true;
export const legend = "Squares: every number to learn, W and beside it b, all to one scale. Bars: the number of neurons.";

const { BEND_NAMES, W, b, by, bytes, count, h, z } = words;
const named = list => list.map(value => option(value, value === "sigmoid" ? "sigmoid" : BEND_NAMES[value]));
const bend = k => ({ key: `bend${k}`, kind: "choice", label: `After layer ${k}`, place: "more", options: named(BENDS), when: ({ depth }) => k <= depth[0] });

export const controls = [
  { key: "focus", kind: "numbers", min: 0, max: 5, step: 1, aside: true },
  { key: "inputs", kind: "numbers", min: 1, max: 784, step: 1 },
  { key: "hidden", kind: "numbers", min: 1, max: 512, step: 1 },
  { key: "outputs", kind: "numbers", min: 1, max: 100, step: 1 },
  { key: "depth", kind: "numbers", min: 1, max: 5, step: 1 },
  { key: "widen", kind: "action", label: "Double width", place: "bar", act: widen, can: canWiden, cannot: "512 neurons are the most that a layer of this figure can have." },
  { key: "deepen", kind: "action", label: "Double depth", place: "bar", act: deepen, can: canDeepen, cannot: "Five hidden layers are the most that this figure has room for: there is no doubling these." },
  ...[1, 2, 3, 4, 5].map(bend),
  { key: "bend_out", kind: "choice", label: "After the output", place: "more", options: named(LAST_BENDS) },
  { key: "batch", kind: "toggle", label: "A batch of examples", place: "more" },
  { key: "B", kind: "numbers", min: 1, max: 256, step: 1 },
  { key: "loose", kind: "numbers", min: 0, max: 6, step: 1 },
  { key: "inner", kind: "numbers", min: 1, max: 784, step: 1 },
  { key: "was", kind: "numbers", min: 1, max: 512, step: 1, aside: true },
  { key: "was_depth", kind: "numbers", min: 0, max: 5, step: 1, aside: true },
];

export const describe = words.describe;
export const why = words.why;

/** The step bar sends the signal on, connection by connection. */
export function steps(state, { focus, shapes }) {
  return { key: "focus", position: focus, count: shapes.length - 1, label: `Connection ${focus + 1} of ${shapes.length}` };
}

/** A network small enough to be gone through number by number can be. */
export function links({ inputs: [inputs], hidden: [hidden], outputs: [outputs], depth: [depth], bend1, loose }) {
  if (inputs !== 2 || hidden !== 3 || depth !== 1 || bend1 !== "relu" || loose) return [];
  const forward = { sim: "forward-propagation", label: "Open in forward propagation", state: {} };
  const backward = { sim: "backpropagation", label: "Open in backpropagation", state: { outputs: String(outputs) } };
  return [...(outputs === 2 ? [forward] : []), ...(outputs <= 2 ? [backward] : [])];
}

/** The sizes in the figure, the layer in focus as an equation of shapes, and what the network costs. */
export function numbers({ state, shown }) {
  const size = (name, label, values) => ({ name, label, values, edit: true, digits: 0, columns: values.length, board: true });
  const words = (name, label, values) => ({ name, label, values, columns: values.length, board: true });
  const figure = [
    size("inputs", "Numbers in an example", state.inputs), size("hidden", "Neurons of the hidden layers", state.hidden.slice(0, state.depth[0])),
    size("outputs", "Neurons of the output layer", state.outputs),
    words("shapes", "Shape of W", shown.shapes.map(by)), words("bends", "Activation", shown.bends.map(bend => BEND_NAMES[bend])),
  ];
  const costs = [
    { name: "parameters", head: "parameters", label: "Parameters: numbers to learn", value: count(shown.parameters) },
    { name: "memory", head: "memory", label: "Memory of the parameters", value: bytes(shown.memory) },
    { name: "multiply_adds", head: "multiply–adds", value: count(shown.multiply_adds) },
    { name: "kept", head: "activations", label: "Memory of the layers’ outputs", value: bytes(shown.kept) },
  ];
  return { rows: [figure, equation(state, shown), setting(state)], facts: costs, largest: 1e9 };
}

/** z = W h + b in shapes, or Z = H Wᵀ + b for a batch. */
function equation({ batch, B }, { focus, out, inner, arriving, bias, flow }) {
  const part = (name, label, heads, values) => ({ name, label, values: values.map(String), columns: values.length, head: heads, axes: heads.map(head => ({ B: "rows", in: "inner", out: "columns" })[head]) });
  const columns = { name: "inner", label: `Columns of ${W(focus)}`, values: [inner], columns: 1, head: ["in"], axes: ["inner"], edit: true, digits: 0 };
  const rows = part("out", `Rows of ${W(focus)}`, ["out"], [out]), added = part("bias", `Size of ${b(focus)}`, ["out"], [bias]);
  const result = (heads, letter) => part("result", `Shape of ${letter}`, heads, flow[focus + 1] ?? heads.map(() => "–"));
  const H = h(focus).toUpperCase(), Z = z(focus + 1).toUpperCase();
  if (!batch) return [z(focus + 1), result(["out"], z(focus + 1)), `= ${W(focus)}`, rows, columns, h(focus), part("arriving", `Size of ${h(focus)}`, ["in"], [arriving]), `+ ${b(focus)}`, added];
  return [Z, result(["B", "out"], Z), `= ${H}`, part("arriving", `Shape of ${H}`, ["B", "in"], [B[0], arriving]), `${W(focus)}ᵀ`, columns, rows, `+ ${b(focus)}`];
}

function setting({ batch, depth, B }) {
  const cell = (name, label, values) => ({ name, label, values, edit: true, digits: 0, columns: 1 });
  return ["hidden layers", cell("depth", "Hidden layers", depth), ...(batch ? ["examples B =", cell("B", "Examples in the batch", B)] : [])];
}

/** What can be pulled: the top edge of every layer. */
export function handles({ shown: { sizes } }) {
  const last = sizes.length - 1, who = k => (k === 0 ? "Input: numbers" : k === last ? "Output: neurons" : `Layer ${k}: neurons`);
  return sizes.map((size, k) => ({ name: `layer.${k}`, at: [k, size], slide: "y", value: size, reach: 784, shape: "edge-y", label: who(k), text: `${size}` }));
}
