// What the figure says: sentences with the numbers, and the formula behind each number.
import { brief } from "kit/brief.js";
import { WEIGHTS } from "kit/dense.js";
import { rowTimesColumn } from "kit/formula.js";
import { enclosed, exact, full } from "kit/numbers.js";
import { BACK, FIRST, phaseOf, updated } from "sim/model.js";

/** What is smaller has no room in a cell: it is told by one digit and its power of ten. */
export const SMALL = 0.01;

const INTO = { W1: 1, b1: 1, z1: 1, h2: 1, W2: 2, b2: 2, z2: 2 };

/** What is explained now: that of the number or handle in focus, else the step's own. */
export function present({ shown, focus = "" }) {
  const parts = focus.split("."), dragged = parts[0] === "drag", [name, i, j] = dragged ? parts.slice(1) : parts, key = name.replace("line_", "");
  const own = stepsOwn(shown.phase), seen = phaseOf(focus.replace("line_", "")) <= shown.phase;
  if (key === "dz1" && seen) return { what: "through", i: Number(i) };
  if (/^d[Wb]/.test(key) && seen) return { what: "one", layer: Number(key[2]), i: Number(i), j: j === undefined ? null : Number(j) };
  if (!INTO[key] || !seen || (dragged && own.what === "through")) return own;
  return { what: "into", layer: INTO[key], i: Number(i) };
}

function stepsOwn(phase) {
  if (phase >= BACK && phase < FIRST) return { what: "through", i: phase - BACK };
  return [{ what: "layer", layer: 1 }, { what: "layer", layer: 2 }, { what: "error" }, { what: "all", layer: 2 }, null, null, null, { what: "all", layer: 1 }, { what: "update" }][phase];
}

/** Where the steps are. */
export function stepName({ phase, passes }) {
  const names = ["hidden layer forward", "output and loss", "the error δ of the output", "gradients of layer 2", "back to hidden neuron 0", "back to hidden neuron 1", "back to hidden neuron 2", "gradients of layer 1", "one step of SGD"];
  return `pass ${passes + 1}, ${names[phase]}`;
}

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  const after = held ? ` Held: loss ${brief(held.L)}.` : "";
  if (state.check && shown.phase > 2) return checked(shown) + after;
  const { what, i, layer } = stepsOwn(shown.phase);
  return { layer: () => onward(state, shown, layer), error: () => error(state, shown), all: () => all(shown, layer), through: () => through(shown, i), update: () => update(state, shown) }[what]() + after;
}

const onward = (state, { awake, L, passes }, layer) => (layer === 1
  ? `${passes ? `Pass ${passes + 1} begins: the same example, the new weights.` : "Forward."} ${asleep(awake)} Folded corners are remembered for the way back.`
  : `The output misses its target: the loss is ${brief(L)}. Step on, and the error goes back.`);

function asleep(awake) {
  const sleeping = awake.flatMap((open, i) => (open ? [] : [i]));
  return sleeping.length === 0 ? "All three gates are open." : sleeping.length === 3 ? "All three gates are shut." : `The gate of neuron ${sleeping.join(" and ")} is shut.`;
}

const error = ({ loss }, { dz2 }) => `The way back begins with how the loss depends on the output: δ₂ = ${loss === "squared error" ? "2 (p − y)" : "p − y"} = ${dz2.map(each => brief(each)).join(" and ")}.`;

const all = ({ awake }, layer) => (layer === 2
  ? `Every wire’s gradient: the δ₂ at its end times the h₂ that it remembered. They fill a grid as large as W₂.`
  : `The same once more: δ₁ times the remembered x.${awake.every(Boolean) ? "" : awake.some(Boolean) ? " A neuron that slept has zeros in its whole row." : " All slept: only the bias b₂ learns."}`);

function through({ dz2, dh2, dz1, awake, shares }, i) {
  const joined = dz2.length === 1 ? `δ₂ comes back on the same wire, times its weight: ${brief(dh2[i])}` : `Each δ₂ comes back on its own wire, times its weight, and they add up: ${shares[i].map((each, k) => (k && each < 0 ? `(${brief(each)})` : brief(each))).join(" + ")} = ${brief(dh2[i])}`;
  return `${joined}. ${awake[i] ? `The gate was open: δ₁[${i}] = ${brief(dz1[i])}.` : `The gate was shut: δ₁[${i}] = 0.`}`;
}

function update({ rate }, { L, next_loss }) {
  if (next_loss === null) return `A step of ${rate} is too large: it would take a weight beyond ±${WEIGHTS.max}, and training stops here. Choose a smaller rate behind More.`;
  const change = next_loss < L ? "falls" : next_loss > L ? "rises: the step was too large" : "stays";
  return `Every weight has moved by ${rate} times its gradient, downhill. The loss ${change}, from ${brief(L)} to ${brief(next_loss)}. Grey: from before the step.`;
}

function checked({ checked: name, loss_up, loss_down, quotient, backward, corner }) {
  const [key, i, j] = name.split("."), where = j === undefined ? `${letter(key)}, entry ${i}` : `${letter(key)}, row ${i}, column ${j}`;
  const verdict = corner ? "A gate turns between the two: at ReLU’s corner there is no one slope" : `The way back says ${brief(backward)}`;
  return `Nudge ${where}, up and down by 0.001: the loss is ${precise(loss_up)} and ${precise(loss_down)}, a slope of ${brief(quotient)}. ${verdict}.`;
}

const operand = value => enclosed(value, full);
const precise = value => exact(Number(value.toPrecision(7)));

export const letter = key => ({ W1: "W₁", b1: "b₁", W2: "W₂", b2: "b₂" })[key];

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const parts = name.split("."), [key, i, j] = parts[0] === "drag" ? parts.slice(1) : parts, plain = key.replace("line_", "");
  if (phaseOf([plain, i].join(".")) > shown.phase) return { formula: "Not yet: touch it or press Enter, and the steps go there", operands: [name] };
  return WHY[plain]?.(state, shown, Number(i), j === undefined ? null : Number(j)) ?? null;
}

const row = (key, i, n) => Array.from({ length: n }, (_, j) => `${key}.${i}.${j}`);
const entries = (key, n) => Array.from({ length: n }, (_, i) => `${key}.${i}`);

const total = (layer, symbol) => (state, shown, i) => {
  const from = layer === 1 ? state.x : shown.h2, W = shown[`W${layer}`], result = shown[layer === 1 ? "z1" : "z2"][i];
  return { formula: rowTimesColumn(`${symbol}[${i}]`, W[i], from, result, [shown[`b${layer}`][i]], full), operands: [...row(`W${layer}`, i, from.length), ...entries(layer === 1 ? "x" : "h2", from.length), `b${layer}.${i}`] };
};

/** A parameter: what it is, and once the step is taken, how it moved. */
const parameter = (key, layer) => (state, shown, i, j) => {
  const entry = array => (j === null ? array[i] : array[i][j]), symbol = `${letter(key)}[${j === null ? i : `${i}, ${j}`}]`;
  const moved = `${symbol} = ${full(entry(shown[key]))} − ${state.rate} · ${operand(entry(shown[`d${key}`]))} = ${full(entry(shown[`next_${key}`]))}`;
  const place = j === null ? `${symbol}: added to the sum of row ${i}` : `${symbol}: the wire from ${layer === 1 ? "input" : "hidden neuron"} ${j} to ${layer === 1 ? "hidden" : "output"} neuron ${i}`;
  const gradient = [`d${key}`, i, ...(j === null ? [] : [j])].join("."), out = state.loss === "squared error" ? "p" : "z2";
  return { formula: updated(shown) ? moved : place, operands: [phaseOf(gradient) > shown.phase ? `${layer === 1 ? "z1" : out}.${i}` : gradient] };
};

/** A weight's gradient: δ at the wire's end times what came in; a bias's is δ itself. */
const gradient = (key, layer) => (state, shown, i, j) => {
  const d = shown[`dz${layer}`][i], h = layer === 1 ? state.x : shown.h2, from = layer === 1 ? "x" : "h₂", delta = layer === 1 ? "δ₁" : "δ₂";
  if (j === null) return { formula: `∂L/∂${letter(key)}[${i}] = ${delta}[${i}] = ${full(d)}`, operands: [`dz${layer}.${i}`] };
  return { formula: `∂L/∂${letter(key)}[${i}, ${j}] = ${delta}[${i}] · ${from}[${j}] = ${full(d)} · ${operand(h[j])} = ${full(shown[key === "W1" ? "dW1" : "dW2"][i][j])}`, operands: [`dz${layer}.${i}`, `${layer === 1 ? "x" : "h2"}.${j}`] };
};

const target = (state, shown, k) => ({ formula: state.loss === "squared error" ? `y[${k}] = ${full(state.y[k])}: what the output should be` : `y[${k}] = ${shown.target[k]}: touch it to make ${state.outputs === "1" ? "the other answer" : `class ${k}`} the right one`, operands: [`p.${k}`] });

const WHY = {
  x: (state, shown, j) => ({ formula: `x[${j}] = ${full(state.x[j])} is remembered: the gradients of column ${j} of W₁ need it`, operands: shown.phase >= FIRST ? [0, 1, 2].map(i => `dW1.${i}.${j}`) : [`W1.0.${j}`, `W1.1.${j}`, `W1.2.${j}`] }),
  W1: parameter("W1", 1), b1: parameter("b1", 1), W2: parameter("W2", 2), b2: parameter("b2", 2),
  z1: total(1, "z₁"), z2: total(2, "z₂"),
  h2: (state, { z1, h2 }, i) => ({ formula: `h₂[${i}] = max(0, ${full(z1[i])}) = ${full(h2[i])}, remembered for ∂L/∂W₂`, operands: [`z1.${i}`] }),
  p: (state, shown, k) => (state.loss === "squared error" ? total(2, "p")(state, shown, k)
    : { formula: `p[${k}] = ${shown.p.length === 1 ? "1 / (1 + e^−z₂[0])" : `e^z₂[${k}] / (e^z₂[0] + e^z₂[1])`} = ${full(shown.p[k])}`, operands: entries("z2", shown.z2.length) }),
  y: target, target,
  L: (state, { L, p, target: y }) => ({
    formula: state.loss === "squared error" ? `L = ${p.map((each, k) => `(${full(each)} − ${operand(y[k])})²`).join(" + ")} = ${full(L)}` : `L = −ln ${y.length === 1 && !y[0] ? `(1 − ${full(p[0])})` : full(p[y.indexOf(1)])} = ${full(L)}`,
    operands: [...entries("p", p.length), ...entries(state.loss === "squared error" ? "y" : "target", p.length)],
  }),
  dz2: (state, { p, target: y, dz2 }, k) => ({
    formula: `δ₂[${k}] = ${state.loss === "squared error" ? "2 · " : ""}(${full(p[k])} − ${operand(y[k])}) = ${full(dz2[k])}`, operands: [`p.${k}`, `${state.loss === "squared error" ? "y" : "target"}.${k}`],
  }),
  dz1: (state, { W2, dz2, dh2, dz1, awake }, i) => ({
    formula: `δ₁[${i}] = (${W2.map((each, k) => `${k ? operand(each[i]) : full(each[i])} · ${operand(dz2[k])}`).join(" + ")}) · ${awake[i] ? 1 : 0} = ${full(dh2[i])} · ${awake[i] ? 1 : 0} = ${full(dz1[i])}`,
    operands: [...W2.map((_, k) => `W2.${k}.${i}`), ...entries("dz2", dz2.length), `z1.${i}`],
  }),
  W2T: (state, shown, i, k) => ({ formula: `Row ${i} of W₂ᵀ is column ${i} of W₂: the wires out of hidden neuron ${i}`, operands: [`W2.${k}.${i}`] }),
  dh2: (state, { shares, dh2 }, i) => ({ formula: `What comes back to hidden neuron ${i}: ${shares[i].map(operand).join(" + ")} = ${full(dh2[i])}`, operands: [`dz1.${i}`, ...entries("dz2", shares[i].length)] }),
  gate: (state, { awake, z1 }, i) => ({ formula: `z₁[${i}] = ${full(z1[i])}: the gate was ${awake[i] ? "open, 1" : "shut, 0"}`, operands: [`z1.${i}`] }),
  h2T: (state, { h2 }, _, i) => ({ formula: `h₂[${i}] = ${full(h2[i])}, remembered from the way forward`, operands: [`h2.${i}`] }),
  xT: (state, shown, _, j) => ({ formula: `x[${j}] = ${full(state.x[j])}, remembered from the way forward`, operands: [`x.${j}`] }),
  dW1: gradient("W1", 1), db1: gradient("b1", 1), dW2: gradient("W2", 2), db2: gradient("b2", 2),
  next_b2: parameter("b2", 2),
  next_loss: (state, { next_loss }) => ({ formula: next_loss === null ? `A weight would be beyond ±${WEIGHTS.max}` : `The loss of the same example with the new weights: ${full(next_loss)}`, operands: ["L.0"] }),
  backward: (state, shown) => ({ formula: `What the way back computed for ${shown.checked.replaceAll(".", " ")}: ${full(shown.backward)}`, operands: [`d${shown.checked}`, "quotient"] }),
  quotient: (state, { loss_up, loss_down, quotient }) => ({ formula: `(${full(loss_up)} − ${full(loss_down)}) / 0.002 = ${full(quotient)}`, operands: ["backward"] }),
};
