// One example goes forward through 2 → 3 → 2: at each neuron a sum, then its activation. Pure numbers, no page, no clock.
import { softmax } from "kit/activations.js";
import { presetFrom } from "kit/data.js";
import { START, WEIGHTS, dragged, forward, products } from "kit/dense.js";
import { tidy } from "kit/maths.js";
import { array } from "kit/python.js";
import { normal } from "kit/random.js";
import { snap } from "kit/state.js";

/** The order of the steps: z₁ and h₂ of one hidden neuron after another, then both outputs, then softmax. */
export const ORDER = ["z1.0", "h2.0", "z1.1", "h2.1", "z1.2", "h2.2", "z2.0", "z2.1", "p.0"];
const LAST = ORDER.length - 1;

export const initial = {
  ...START,
  seed: 0,
  at: 0,
  far: 0,
};

const preset = presetFrom(initial);
const NIGHT = { W1: [[0.4, 0.5], [-0.6, 0.3], [0.5, -0.4]], b1: [-2, -2, -2] };
const TWINS = { W1: [[0.5, 0.8], [0.5, 0.8], [0.9, -0.7]], b1: [0.1, 0.1, 0.2] };

export const presets = {
  row: preset("One neuron", "Drag a number on a wire. Which row is it?", {}),
  asleep: preset("A sleeping neuron", "What passes a shut gate?", { x: [0.5, 0.5], at: 3 }),
  twins: preset("Twin neurons", "When do twins begin to differ?", { ...TWINS, at: 3 }),
  night: preset("All asleep", "What can the input still change?", { ...NIGHT, at: LAST }),
  lifted: preset("Lifted scores", "Raise both scores by 1: what does softmax say?", { b2: [1, 1.1], at: LAST }),
  zero: preset("Nothing goes in", "Who answers when x is zero?", { x: [0, 0], at: LAST }),
};

/** Every number of the figure. */
export function derive({ x, W1, b1, W2, b2 }) {
  const { z1, awake, h2, z2 } = forward(x, { W1, b1, W2, b2 });
  return { z1, awake, h2, z2, p: softmax(z2), difference: tidy(z2[0] - z2[1]), products1: products(W1, x), products2: products(W2, h2) };
}

/** Is this number computed by now? What the steps have brought once stays when they go back. */
export function reached({ at, far }, name) {
  const place = ORDER.indexOf(name.startsWith("p") ? "p.0" : name);
  return place <= Math.max(at, far);
}

/** One step on. */
export function step(state) {
  return { ...state, at: Math.min(state.at + 1, LAST) };
}

/** One step back, to look at it again. */
export function back(state) {
  return { ...state, far: Math.max(state.at, state.far), at: state.at - 1 };
}

/** The state after something was dragged to a value. */
export const move = (state, handle, [, value]) => dragged(state, handle, value);

/** A touched number of a neuron that is not there yet becomes the present one. */
export function drop(state, name) {
  const place = ORDER.indexOf(name.startsWith("p.") ? "p.0" : name);
  return reached(state, name) ? state : { ...state, at: place };
}

/** Other weights from the next seed: normal with variance 2 / inputs, as ReLU wants them (He and others, 2015); biases 0. */
export function redraw(state) {
  const seed = (state.seed + 1) % 1000, z = normal(seed, 12).map((value, i) => snap(value * Math.sqrt(2 / (i < 6 ? 2 : 3)), { ...WEIGHTS, step: WEIGHTS.stride }));
  const row = (from, n) => z.slice(from, from + n);
  return { ...state, seed, W1: [row(0, 2), row(2, 2), row(4, 2)], W2: [row(6, 3), row(9, 3)], b1: [0, 0, 0], b2: [0, 0] };
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python({ x, W1, b1, W2, b2 }) {
  return `import numpy as np
from layerwise.activations import relu, softmax
from layerwise.linear_maps import affine

x = ${array(x)}
W1, b1 = ${array(W1)}, ${array(b1)}
W2, b2 = ${array(W2)}, ${array(b2)}

z1 = affine(x, W1, b1).round(12) + 0.0
awake = z1 > 0
h2 = relu(z1)
z2 = affine(h2, W2, b2).round(12) + 0.0
p = softmax(z2)
difference = float((z2[0] - z2[1]).round(12)) + 0.0

# Row i of W1, entry by entry times x, is what the wires bring to neuron i.
products1 = (W1 * x).round(12) + 0.0
products2 = (W2 * h2).round(12) + 0.0
print(p)
`;
}
