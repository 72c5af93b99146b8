// How the way back is shown: the same wires as forward, with δ below every z and each gradient in the cell of its weight.
// It computes nothing.
import { terse } from "kit/brief.js";
import { numbersOf, option } from "kit/data.js";
import { RANGE, networkControls } from "kit/dense.js";
import { linePart } from "kit/grips.js";
import { createNetwork } from "kit/network.js";
import { transpose } from "kit/maths.js";
import { edited, PASSES, PHASES, phaseOf, updated } from "sim/model.js";
import * as picture from "sim/picture.js";
import * as words from "sim/words.js";

export const figure = createNetwork;
export const title = "Backpropagation";
export const question = "Press Step: which numbers carry the error back?";
export const step = RANGE.step;
export const tall = true; // every value has its gradient below it

export const controls = [
  ...networkControls, numbersOf("y", RANGE),
  numbersOf("label", { min: 0, max: 1, step: 1 }),
  { key: "check", kind: "toggle", label: "Check gradient", place: "bar", when: ({ at }) => at % PHASES.length > 2 },
  { key: "outputs", kind: "choice", label: "Outputs", place: "more", options: [option("1", "one"), option("2", "two")] },
  { key: "loss", kind: "choice", label: "Loss", place: "more", options: [option("squared error", "squared error"), option("cross-entropy", "cross-entropy")] },
  { key: "rate", kind: "choice", label: "Rate", place: "more", options: ["0.01", "0.1", "0.5"].map(rate => option(rate, rate)) },
  numbersOf("probe", { min: 0, max: 16, step: 1, aside: true }),
  numbersOf("at", { min: 0, max: PASSES * PHASES.length - 1, step: 1, aside: true }),
];

export const describe = words.describe;
export const why = words.why;
export const layout = picture.layout;
export const handles = picture.handles;
export const marks = picture.marks;
export const texts = picture.texts;
export const slides = picture.slides;

/** The step bar: one pass forward and back, then the next one with the new weights. */
export function steps(state, shown) {
  const count = shown.next_loss === null && shown.phase === PHASES.length - 1 ? shown.position : PASSES * PHASES.length - 1;
  return { key: "at", position: shown.position, count, label: `Step ${shown.position}: ${words.stepName(shown)}` };
}

/** The same network, with the weights that it has now. */
export function links(state) {
  const { x, W1, b1, W2, b2 } = edited(state);
  return [
    { sim: "forward-propagation", label: "This network in forward propagation", state: { x, W1, b1, W2, b2 } },
    { sim: "neural-network-architecture", label: "Its shape in network architecture", state: { inputs: [2], hidden: [3, 8, 8, 8, 8], outputs: [Number(state.outputs)], depth: [1] } },
  ];
}

/** What is not there yet is a dot; what is too small to be read is told by one digit and its power of ten. */
function shownAs(shown, name, value) {
  if (Array.isArray(value)) return value.map((part, i) => shownAs(shown, `${name}.${i}`, part));
  if (phaseOf(name) > shown.phase) return "·";
  return typeof value === "number" && value !== 0 && Math.abs(value) < words.SMALL ? terse(value, words.SMALL) : value;
}

/** The numbers in the figure, the matrix line of this step, and what one step of SGD would do. */
export function numbers({ state, shown }) {
  const after = updated(shown), dress = (name, edit) => (name[0] === "d" && phaseOf(`${name}.0`) > shown.phase ? "ahead" : after && !edit && !/^d[Wb]/.test(name) ? "past" : "");
  const lie = (name, label, values, edit = false) =>
    ({ name, label, values: edit ? values : shownAs(shown, name, values), columns: values[0].length ?? 1, board: true, edit, dress: dress(name, edit) });
  const squared = state.loss === "squared error", weights = key => shown[(after ? "next_" : "") + key];
  const parts = [
    lie("x", "Input x", state.x, true), lie("z1", "Hidden sums z₁", shown.z1), lie("dz1", "δ of the hidden layer", shown.dz1), lie("h2", "Hidden activations h₂", shown.h2),
    ...(squared ? [lie("p", "Prediction p", shown.p)] : [lie("z2", "Output sums z₂", shown.z2)]), lie("dz2", "δ of the output", shown.dz2),
    ...(squared ? [] : [lie("p", "Probabilities p", shown.p)]),
    squared ? lie("y", "Target y", state.y.slice(0, shown.p.length), true) : { ...lie("target", "Target y", shown.target), dress: "" }, lie("L", "Loss L", [shown.L]),
    ...["W1", "b1", "W2", "b2"].flatMap(key => [lie(key, words.letter(key), weights(key), true), lie(`d${key}`, `Gradient of ${words.letter(key)}`, shown[`d${key}`])]),
  ];
  const paired = parts.map((part, i) => (parts[i + 1]?.name.startsWith("d") ? { ...part, below: parts[i + 1].dress || "there" } : part));
  return { rows: [paired, matrixLine(state, shown)], facts: facts(state, shown), largest: 2 };
}

function facts(state, shown) {
  const after = { name: "next_loss", head: "loss after a step", value: shown.phase < PHASES.length - 1 ? "·" : shown.next_loss ?? "too large" };
  if (!state.check || shown.phase < 3) return [after];
  const known = phaseOf(`d${shown.checked}`) <= shown.phase, say = (name, head, value) => ({ name, head, value: typeof value === "number" ? shownAs(shown, name, value) : value });
  return [after, say("backward", "by the way back", known ? shown.backward : "·"), say("quotient", "by a nudge", shown.quotient)];
}

/** The step as one equation of whole matrices. */
function matrixLine(state, shown) {
  const say = (name, label, values) => linePart(name, label, shownAs(shown, name, values));
  const { W1, b1, W2, b2, z1, h2, p, z2, dz2, dz1 } = shown, squared = state.loss === "squared error";
  const target = squared ? say("y", "y", state.y.slice(0, p.length)) : say("target", "y", shown.target);
  const back = [say("W2T", "W₂ᵀ", transpose(W2)), "·", say("dz2", "δ₂", dz2), "⊙", say("gate", "gate", shown.gate.map(String)), "=", say("dz1", "δ₁", dz1)];
  return [
    [say("W1", "W₁", W1), "·", say("x", "x", state.x), "+", say("b1", "b₁", b1), "=", say("z1", "z₁", z1)],
    [say("W2", "W₂", W2), "·", say("h2", "h₂", h2), "+", say("b2", "b₂", b2), "=", squared ? say("p", "p", p) : say("z2", "z₂", z2)],
    [squared ? "2 (" : "", say("p", "p", p), "−", target, squared ? ") =" : "=", say("dz2", "δ₂", dz2)],
    [say("dz2", "δ₂", dz2), "·", say("h2T", "h₂ᵀ", [h2]), "=", say("dW2", "∂W₂", shown.dW2)],
    back, back, back,
    [say("dz1", "δ₁", dz1), "·", say("xT", "xᵀ", [state.x]), "=", say("dW1", "∂W₁", shown.dW1)],
    [say("b2", "b₂", b2), `− ${state.rate} ·`, say("db2", "∂b₂", shown.db2), "=", say("next_b2", "new", shown.next_b2)],
  ][shown.phase];
}
