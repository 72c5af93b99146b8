// Logits become probabilities, probabilities a loss, and the loss a correction: pure numbers, no page, no clock.
import { softmax } from "kit/activations.js";
import { indices, presetFrom, sum } from "kit/data.js";
import { tidy } from "kit/maths.js";
import { snap } from "kit/state.js";
import { program } from "sim/program.js";

/** What the reader may set. A hand pulls a logit to ±4; a step may take it on to the edge, and is kept to twelve decimals. */
export const LOGIT = { min: -4.5, max: 4.5, step: 1e-12, stride: 0.1 };
export const HAND = { min: -4, max: 4, step: 0.1 };
export const WARMTH = { min: 0.25, max: 4, step: 0.05 };
export const LAST = 40;

const AXES = [4, 8, 16, 32, 64], PIECES = 40;

export const initial = {
  z: [2, 1, 0, -1],
  temperature: [1],
  target: 0,
  classes: "3",
  shift: "0",
  floats: false,
  rate: "1",
  at: 0,
  predict: false,
  answered: false,
  guess: 0.5,
};

const preset = presetFrom(initial);
const SURE = [4, -4, -4, -4];

export const presets = {
  book: preset("Three logits", "Drag a logit: what do the arrows measure?", {}),
  even: preset("All equal", "Tap another rail: what does not knowing cost?", { z: [0, 0, 0, 0] }),
  wrong: preset("Sure and wrong", "Press Step: how hard is the target pushed?", { z: SURE, target: 1 }),
  right: preset("Sure and right", "Press Step: what is there left to correct?", { z: SURE }),
  tie: preset("A tie", "Press Step: what pulls the two apart?", { z: [2, 2, -1, -1] }),
  warm: preset("Warm: T = 4", "Drag T: what becomes of order and arrows?", { z: [3, 1, -2, -2], temperature: [4] }),
  cold: preset("Cold: T = 0.5", "Drag T: does it learn, or only look surer?", { z: [3, 1, -2, -2], temperature: [0.5], target: 1 }),
  "plus-1000": preset("1000 more", "1000 was added: which numbers stay?", { shift: "1000", floats: true }),
  "minus-1000": preset("1000 less", "Nothing is too large: why does it break?", { shift: "-1000", floats: true }),
  two: preset("Two classes", "Drag both up: does p change?", { z: [1, -0.5, 0, 0], classes: "2" }),
};

/** The class that is right, among those that are shown. */
export const targetOf = ({ target, classes }) => Math.min(target, Number(classes) - 1);

/** p, −ln p of the target, and p − y. What the target lacks is what the others have: 1 − p would lose its digits near 1. */
function judge(z, target, T) {
  const p = softmax(z, T), others = sum(p.filter((_, k) => k !== target)), largest = Math.max(...z);
  const L = Math.log(sum(z.map(score => Math.exp((score - largest) / T)))) - (z[target] - largest) / T;
  return { p, L, gap: p.map((share, k) => (k === target ? 0 - others : share)) };
}

/** The logits after so many steps down the gradient, unless one of them would leave the picture. */
function descend(state) {
  const T = state.temperature[0], target = targetOf(state), rate = Number(state.rate);
  const next = z => judge(z, target, T).gap.map((gap, k) => z[k] - (rate * gap) / T);
  let z = state.z.slice(0, Number(state.classes)), taken = 0, after = next(z);
  while (taken < state.at && within(after)) [z, taken, after] = [after, taken + 1, next(after)];
  return { z: tidy(z), taken, further: within(after) };
}

const within = z => z.every(score => Math.abs(score) <= LOGIT.max);

/** What floating point says where it cannot count on. */
const inWords = value => (Number.isNaN(value) ? "nan" : Math.abs(value) === Infinity ? "inf" : value);

/** Every number of the figure. */
export function derive(state) {
  const { z, taken, further } = descend(state), T = state.temperature[0], target = targetOf(state), shift = Number(state.shift);
  const { p, L, gap } = judge(z, target, T), first_L = judge(state.z.slice(0, z.length), target, T).L;
  const logits = z.map(score => score + shift), m = Math.max(...logits), reach = AXES.find(axis => axis >= L);
  const naive_exp = logits.map(score => Math.exp(score / T)), naive_sum = sum(naive_exp);
  const scaled = logits.map(score => score / T), shifted = logits.map(score => (score - m) / T), stable_exp = shifted.map(Math.exp);
  return {
    z, taken, further, logits, m, p, y: indices(z.length).map(k => (k === target ? 1 : 0)), gap, missing: 0 - gap[target], dz: gap.map(each => each / T),
    L, first_L, behind: 0 - shifted[target], reach, curve: indices(PIECES + 1).map(i => (reach * i) / PIECES).map(loss => [loss, Math.exp(-loss)]),
    scaled, shifted, stable_exp, stable_sum: sum(stable_exp),
    naive_exp: naive_exp.map(inWords), naive_sum: inWords(naive_sum), naive_p: naive_exp.map(each => inWords(each / naive_sum)),
    guess_error: Math.abs(state.guess - p[target]),
  };
}

/** The state that a change starts from: the logits as they are shown, as if they had been set. */
export function edited(state) {
  return state.at ? { ...state, z: [...derive(state).z, ...state.z.slice(Number(state.classes))], at: 0 } : state;
}

/** One step down the gradient. */
export function step(state) {
  const { taken, further } = derive(state);
  return { ...state, at: further ? Math.min(taken + 1, LAST) : taken };
}

/** The state after something was dragged to a value. */
export function move(state, handle, value) {
  if (handle === "guess") return { ...state, guess: value };
  const now = edited(state), [, i] = handle.split(".");
  if (handle === "warmth") return { ...now, temperature: [snap(value, WARMTH)] };
  return { ...now, z: now.z.map((score, k) => (k === Number(i) ? snap(value, HAND) : score)) };
}

/** A class that is tapped becomes the right one. */
export function drop(state, name) {
  const [key, k] = name.split(".");
  return key === "y" ? { ...edited(state), target: Number(k) } : state;
}

/** The program that computes the same numbers, with the same names, from the library. */
export const python = state => program(state, { target: targetOf(state), AXES, PIECES, LOGIT });
