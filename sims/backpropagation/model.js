// One example forward through 2 → 3 → K, its loss, and the way back: pure numbers, no page, no clock.
import { ACTIVATIONS, sigmoid, softmax } from "kit/activations.js";
import { presetFrom } from "kit/data.js";
import { START, WEIGHTS, dragged, forward } from "kit/dense.js";
import { multiply, tidy, transpose } from "kit/maths.js";
import { entry, withEntry } from "kit/state.js";
import { program } from "sim/program.js";

export const PASSES = 10;
const NUDGE = 0.001;

/** What the steps of one pass bring, in their order: forward, the loss, backward, one step of SGD. */
export const PHASES = [["z1", "h2"], ["z2", "p", "L"], ["dz2"], ["dW2", "db2"], ["dz1.0"], ["dz1.1"], ["dz1.2"], ["dW1", "db1"], ["next_loss"]];
export const FORWARD = 1;
export const BACK = 4;
export const FIRST = 7;
export const UPDATE = PHASES.length - 1;

export const initial = {
  ...START,
  y: [0.35, 0.65],
  label: 0,
  outputs: "1",
  loss: "squared error",
  rate: "0.1",
  check: false,
  probe: 0,
  at: 0,
};

const preset = presetFrom(initial);
const ASLEEP = { W1: [[0.4, 0.5], [-0.6, 0.3], [0.5, -0.4]], b1: [-1, -0.5, -1], at: FIRST };

export const presets = {
  wires: preset("One output", "Press Step: which numbers carry the error back?", {}),
  branch: preset("A branch", "Where do two errors meet?", { outputs: "2", at: BACK }),
  asleep: preset("All asleep", "Which gradients are not zero?", ASLEEP),
  classes: preset("Two classes", "What does softmax leave of the error?", { outputs: "2", loss: "cross-entropy", at: 2 }),
  "yes-or-no": preset("Yes or no", "Is it p − y once more?", { loss: "cross-entropy", at: 2 }),
  check: preset("Check a gradient", "Touch a gradient: does a nudge agree?", { outputs: "2", check: true, at: FIRST }),
  far: preset("Too large a step", "Does every step lower the loss?", { y: [2, 0.65], rate: "0.5", at: UPDATE }),
};

const zip = (A, B, join) => (Array.isArray(A) ? A.map((part, i) => zip(part, B[i], join)) : join(A, B));
const outer = (d, a) => d.map(each => a.map(value => each * value + 0));

/** The target as numbers: those that were set, or 1 for the right class. */
function targetOf({ y, label, outputs, loss }) {
  if (loss === "squared error") return y.slice(0, Number(outputs));
  return outputs === "1" ? [label] : [0, 1].map(k => (k === label ? 1 : 0));
}

function logSumExp(z) {
  const largest = Math.max(...z);
  return largest + Math.log(z.reduce((sum, each) => sum + Math.exp(each - largest), 0));
}

/** [prediction, loss, gradient of the loss by z2]. */
function judge(z2, target, { loss }) {
  if (loss === "squared error") return [z2, z2.reduce((sum, p, k) => sum + (p - target[k]) ** 2, 0), z2.map((p, k) => 2 * (p - target[k]))];
  const single = z2.length === 1, p = single ? z2.map(sigmoid) : softmax(z2), total = single ? ACTIVATIONS.softplus(z2[0])[0] : logSumExp(z2);
  return [p, total - multiply([target], z2)[0], p.map((each, k) => each - target[k])];
}

/** Forward and back once: every value, every gradient, and the weights after one step of SGD. */
function pass(params, state) {
  const target = targetOf(state), { z1, awake, h2, z2 } = forward(state.x, params), [p, L, dz2] = judge(z2, target, state);
  const back = transpose(params.W2), shares = back.map(row => row.map((w, k) => w * dz2[k])), dh2 = multiply(back, dz2), dz1 = dh2.map((d, i) => (awake[i] ? d : 0));
  const grads = { dW1: outer(dz1, state.x), db1: dz1, dW2: outer(dz2, h2), db2: dz2 };
  const rate = Number(state.rate), next = Object.fromEntries(Object.keys(params).map(key => [key, zip(params[key], grads[`d${key}`], (w, g) => w - rate * g)]));
  return { target, z1, awake, gate: awake.map(Number), h2, z2, p, L, dz2, shares, dh2, dz1, ...grads, next, next_loss: lossOf(next, state) };
}

/** Do all weights stay within their range? */
const within = params => Object.values(params).flat(2).every(w => Math.abs(w) <= WEIGHTS.max);

const lossOf = (params, state, round) => judge(forward(state.x, params, round).z2, targetOf(state), state)[1];

/** The passes so far, from the weights that were set; a step that would take a weight out of its range is not taken. */
function train(state, passes) {
  const n = Number(state.outputs);
  let params = { W1: state.W1, b1: state.b1, W2: state.W2.slice(0, n), b2: state.b2.slice(0, n) }, now = pass(params, state), k = 0;
  while (k < passes && within(now.next)) {
    params = now.next;
    now = pass(params, state);
    k += 1;
  }
  return { params, now, k };
}

/** The names of all parameters, in their order. */
export function parameters(outputs) {
  const names = (name, rows, columns) => Array.from({ length: rows }, (_, i) => (columns ? Array.from({ length: columns }, (_, j) => `${name}.${i}.${j}`) : [`${name}.${i}`])).flat();
  return [...names("W1", 3, 2), ...names("b1", 3), ...names("W2", Number(outputs), 3), ...names("b2", Number(outputs))];
}

/** A parameter nudged up and down, all others held: the slope of the loss, without any chain rule. */
function nudge(params, state) {
  const names = parameters(state.outputs), name = names[Math.min(state.probe, names.length - 1)], raw = value => value;
  const value = entry(params, name);
  const [up, down] = [value + NUDGE, value - NUDGE].map(each => withEntry(params, name, each));
  const [loss_up, loss_down] = [up, down].map(each => lossOf(each, state, raw));
  const [above, below] = [up, down].map(each => forward(state.x, each).awake);
  return { name, loss_up, loss_down, quotient: (loss_up - loss_down) / (2 * NUDGE), corner: above.some((open, i) => open !== below[i]) };
}

const allTidy = values => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, tidy(value)]));

/** Every number of the figure. */
export function derive(state) {
  const { params, now, k } = train(state, Math.floor(state.at / PHASES.length)), { next, next_loss, ...values } = now;
  const stopped = k < Math.floor(state.at / PHASES.length), phase = stopped ? UPDATE : state.at % PHASES.length;
  const { name, ...nudged } = nudge(params, state);
  return {
    ...allTidy({ ...params, ...values, ...nudged }), rate: Number(state.rate), epsilon: NUDGE, passes: k, phase, position: k * PHASES.length + phase,
    next_W1: tidy(next.W1), next_b1: tidy(next.b1), next_W2: tidy(next.W2), next_b2: tidy(next.b2), next_loss: within(next) ? tidy(next_loss) : null,
    checked: name, backward: tidy(entry(now, `d${name}`)),
  };
}

/** The step of a pass that brings this number; 0 for what was there before. */
export function phaseOf(name) {
  return Math.max(0, PHASES.findIndex(names => names.some(each => name === each || name.startsWith(`${each}.`))));
}

/** One step on. */
export function step(state) {
  const { position, phase, next_loss } = derive(state), last = PASSES * PHASES.length - 1;
  return { ...state, at: phase === UPDATE && next_loss === null ? position : Math.min(position + 1, last) };
}

/** Has the step of SGD been taken? */
export const updated = ({ phase, next_loss }) => phase === UPDATE && next_loss !== null;

/** The state that a change of a number starts from: the weights that are shown, as if they had been set. After a step of
    SGD the way forward has been gone once more. */
export function edited(state) {
  const shown = derive(state), after = updated(shown) ? "next_" : "";
  if (!shown.passes && !after) return state;
  const both = key => [...shown[after + key], ...state[key].slice(shown[key].length)];
  return { ...state, W1: shown[`${after}W1`], b1: shown[`${after}b1`], W2: both("W2"), b2: both("b2"), at: after ? FORWARD : shown.phase };
}

/** The state after something was dragged to a value. */
export const move = (state, handle, [, value]) => dragged(edited(state), handle, value);

/** A touched number that is not there yet becomes the present one, a gradient the one to check, a class the right one. */
export function drop(state, name) {
  const [key, i] = name.split("."), { phase, position } = derive(state), probe = parameters(state.outputs).indexOf(name.replace(/^d(?=[Wb])/, ""));
  const at = phaseOf(name) > phase ? position - phase + phaseOf(name) : state.at;
  if (key === "target") return { ...edited(state), label: state.outputs === "1" ? 1 - state.label : Number(i) };
  return key.startsWith("d") && probe >= 0 ? { ...state, at, probe } : { ...state, at };
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python(state) {
  return program(state, targetOf(state), parameters(state.outputs), WEIGHTS.max);
}
