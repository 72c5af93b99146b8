// Two dense layers with ReLU between them, on one example; the twin of layerwise.linear_maps and layerwise.activations.
import { numbersOf } from "kit/data.js";
import { affine, tidy } from "kit/maths.js";
import { snap, withEntry } from "kit/state.js";

/** What the reader may set; what training has made of a weight is kept to twelve decimals, within its range. */
export const RANGE = { min: -2, max: 2, step: 0.05 };
export const WEIGHTS = { min: -3, max: 3, step: 1e-12, stride: RANGE.step };

/** An example and a network of 2 → 3 → 2 that is easy to follow by hand; one of its neurons sleeps. */
export const START = {
  x: [1, 0.5],
  W1: [[0.5, 0.8], [-0.6, 0.4], [0.9, -0.7]],
  b1: [0.1, -0.1, 0.2],
  W2: [[0.7, -0.4, 0.2], [-0.3, 0.5, 0.8]],
  b2: [0, 0.1],
};

/** The controls of both. */
export const networkControls = [numbersOf("x", RANGE), ...["W1", "b1", "W2", "b2"].map(key => numbersOf(key, WEIGHTS))];

/** The state after a number was dragged to a value; "drag.W1.0.1" holds the number W1.0.1. */
export function dragged(state, handle, value) {
  const name = handle.slice("drag.".length), { min, max } = /^[Wb]/.test(name) ? WEIGHTS : RANGE;
  return withEntry(state, name, snap(value, { ...RANGE, min, max }));
}

/** z1 = W1 x + b1, h2 = ReLU(z1), z2 = W2 h2 + b2, and which hidden neurons are awake. */
export function forward(x, { W1, b1, W2, b2 }, round = tidy) {
  const z1 = round(affine(x, W1, b1)), h2 = z1.map(z => Math.max(0, z));
  return { z1, awake: z1.map(z => z > 0), h2, z2: round(affine(h2, W2, b2)) };
}

/** Every weight times the number that it meets. */
export function products(W, x) {
  return tidy(W.map(row => row.map((weight, j) => weight * x[j])));
}
