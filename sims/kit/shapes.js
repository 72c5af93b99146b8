// Shapes and strides of arrays as NumPy has them. An element's place in memory is the sum of its indices times the strides,
// here counted in numbers, not in bytes.
import { indices } from "kit/data.js";

export const size = shape => shape.reduce((product, n) => product * n, 1);

/** Strides, if memory holds line after line. */
export const strides = shape => shape.map((_, i) => size(shape.slice(i + 1)));

/** The places in memory, in reading order. */
export function walk([n, ...rest], [stride, ...more]) {
  if (n === undefined) return [0];
  const inner = walk(rest, more);
  return indices(n).flatMap(i => inner.map(place => place + i * stride));
}

/** The index of the k-th element. */
export const unravel = (k, shape) => strides(shape).map((stride, i) => Math.floor(k / stride) % shape[i]);

export const positive = (axis, ndim) => (axis < 0 ? axis + ndim : axis);
export const hasAxis = (axis, ndim) => axis >= -ndim && axis < ndim;

/** The shape of both, from the right: equal sizes, or one of them 1; else null. */
export function broadcast(a, b) {
  const n = Math.max(a.length, b.length), at = (shape, i) => shape[i - n + shape.length] ?? 1;
  const pairs = indices(n).map(i => [at(a, i), at(b, i)]);
  return pairs.every(([x, y]) => x === y || x === 1 || y === 1) ? pairs.map(([x, y]) => (x === 1 ? y : x)) : null;
}

/** The strides that read an array as a larger one: 0 where it stands still. */
export function stretched(shape, to, steps = strides(shape)) {
  const lead = to.length - shape.length;
  return to.map((_, i) => (i < lead || shape[i - lead] === 1 ? 0 : steps[i - lead]));
}

/** The strides that read places, in this order, as a shape; null if none do. A size of 1 has the stride that NumPy gives it. */
export function reread(order, shape) {
  const lines = strides(shape), last = shape.findLastIndex(n => n > 1);
  const step = i => (shape[i] > 1 ? order[lines[i]] : i < last ? step(i + 1) * shape[i + 1] : last < 0 ? 1 : order[lines[last]]);
  const steps = indices(shape.length).map(step);
  return `${walk(shape, steps)}` === `${order}` ? steps : null;
}

/** A shape as NumPy writes it. */
export const tuple = (shape, comma = ", ") => `(${shape.join(comma)}${shape.length === 1 ? "," : ""})`;
