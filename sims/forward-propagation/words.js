// What the figure says: sentences with the numbers, and the formula behind each number.
import { brief, precise } from "kit/brief.js";
import { rowTimesColumn } from "kit/formula.js";
import { enclosed, full, rounded } from "kit/numbers.js";
import { same } from "kit/state.js";
import { ORDER, reached } from "sim/model.js";

const FAMILY = { z1: 1, h2: 1, W1: 1, b1: 1, z2: 2, p: 2, W2: 2, b2: 2 };

/** The neuron that is explained now: that of the number or handle in focus, else the step's own. */
export function present({ state, focus = "" }) {
  const parts = focus.split("."), [name, i] = parts[0] === "drag" ? parts.slice(1) : parts, plain = name.replace("line_", "");
  const step = ORDER[state.at].split("."), stays = !FAMILY[plain] || (step[0] === "p" && focus.startsWith("drag.b2"));
  const [now, neuron] = stays ? step : [plain, i];
  return { layer: FAMILY[now], neuron: Number(neuron), what: now };
}

/** Where the steps are. */
export function stepName({ at }) {
  const [name, i] = ORDER[at].split(".");
  return { z1: `the sum of hidden neuron ${i}`, h2: `ReLU of hidden neuron ${i}`, z2: `the sum of output neuron ${i}`, p: "softmax of both outputs" }[name];
}

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  const [name, i] = ORDER[state.at].split("."), after = held ? ` Held: ${brief(held[name][i])}.` : "";
  return SENTENCES[name](state, shown, Number(i)) + after;
}

const SENTENCES = {
  z1: (state, shown, i) => `Row ${i} of W₁ times x, plus its bias: ${total(1, state, shown, i).formula}.${state.at || state.far ? "" : " Step on: where does it go?"}`,
  h2: (state, { z1, awake }, i) => (awake[i] ? `ReLU: ${rounded(z1[i])} is above zero, the gate is open, it passes unchanged.` : `ReLU: ${rounded(z1[i])} is not above zero. The gate is shut, and 0 goes on.`) + twins(state, i),
  z2: (state, shown, i) => `Row ${i} of W₂ times h₂, plus its bias: ${total(2, state, shown, i).formula}.`,
  p: (state, { p, difference, awake }) => `Softmax makes shares of both scores: ${brief(p[0])} and ${brief(p[1])}. ${reason(state, difference, awake)}`,
};

/** A neuron with the row and bias of the one before gives its answer again. */
function twins({ W1, b1 }, i) {
  const twin = i > 0 && same([W1[i], b1[i]], [W1[i - 1], b1[i - 1]]);
  return twin ? ` Neuron ${i - 1} has the same row and bias: whatever x is, they answer alike.` : "";
}

function reason({ x }, difference, awake) {
  if (!awake.some(Boolean)) return "All gates are shut: only the biases b₂ still speak, whatever x is.";
  if (x.every(value => value === 0)) return "x is 0, so W₁ has no say: the biases answer.";
  return `Only the difference of the scores counts, ${rounded(difference)}.`;
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const parts = name.split("."), [key, i, j] = parts[0] === "drag" ? parts.slice(1) : parts;
  return WHY[key.replace("line_", "")]?.(state, shown, Number(i), Number(j)) ?? null;
}

const rowOf = (W, i, n) => Array.from({ length: n }, (_, j) => `${W}.${i}.${j}`);

function total(layer, state, { z1, h2, z2 }, i) {
  const [W, b, from, z, input] = layer === 1 ? ["W1", "b1", state.x, z1, "x"] : ["W2", "b2", h2, z2, "h2"];
  const operands = [...rowOf(W, i, from.length), ...from.map((_, j) => `${input}.${j}`), `${b}.${i}`];
  return { formula: rowTimesColumn(`z${layer === 1 ? "₁" : "₂"}[${i}]`, state[W][i], from, z[i], [state[b][i]], full), operands };
}

const weight = (layer, from) => (state, shown, i, j) => ({
  formula: `Row ${i}, column ${j} of W${layer === 1 ? "₁" : "₂"} is the wire from ${from} ${j}: drag the wire, or type${sum(layer, state, shown, i)}`,
  operands: [`${layer === 1 ? "x" : "h2"}.${j}`, `z${layer}.${i}`],
});

const bias = layer => (state, shown, i) => ({ formula: `b${layer === 1 ? "₁" : "₂"}[${i}] = ${full(state[`b${layer}`][i])} is added to the sum of row ${i}${sum(layer, state, shown, i)}`, operands: [`z${layer}.${i}`] });

/** What its neuron makes of it, once the steps are there. */
const sum = (layer, state, shown, i) => (reached(state, `z${layer}.${i}`) ? `. ${total(layer, state, shown, i).formula}` : "");

const WHY = {
  x: (state, shown, j) => ({ formula: `x[${j}] = ${full(state.x[j])} meets column ${j} of W₁: one weight for each hidden neuron`, operands: [0, 1, 2].map(i => `W1.${i}.${j}`) }),
  W1: weight(1, "input"), W2: weight(2, "hidden neuron"), b1: bias(1), b2: bias(2),
  z1: (state, shown, i) => total(1, state, shown, i),
  z2: (state, shown, i) => total(2, state, shown, i),
  h2: (state, { z1, h2 }, i) => ({ formula: `h₂[${i}] = max(0, ${full(z1[i])}) = ${full(h2[i])}`, operands: [`z1.${i}`] }),
  p: (state, { z2, p }, k) => ({ formula: `p[${k}] = e^${enclosed(z2[k], full)} / (e^${enclosed(z2[0], full)} + e^${enclosed(z2[1], full)}) = ${precise(p[k])}`, operands: ["z2.0", "z2.1"] }),
};
