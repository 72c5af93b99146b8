// Shapes and strides as NumPy handles them, strides counted in numbers. An element's place in memory is the sum of
// its indices times the strides; whatever an operation does, it says where each element of its result comes from.

/** How many elements a shape has. */
export const size = shape => shape.reduce((product, n) => product * n, 1);

/** The strides of an array that lies in memory line by line. */
export const strides = shape => shape.map((_, i) => size(shape.slice(i + 1)));

/** The places in memory in reading order: the last axis runs fastest. */
export function walk([n, ...rest], [stride, ...more]) {
  if (n === undefined) return [0];
  const inner = walk(rest, more);
  return range(n).flatMap(i => inner.map(place => place + i * stride));
}

export const range = n => Array.from({ length: n }, (_, i) => i);

/** The index of the k-th element in reading order. */
export const unravel = (k, shape) => strides(shape).map((stride, i) => Math.floor(k / stride) % shape[i]);

/** An axis as it counts from the front, and whether there is one of that number. */
export const positive = (axis, ndim) => (axis < 0 ? axis + ndim : axis);
export const hasAxis = (axis, ndim) => axis >= -ndim && axis < ndim;

const without = (list, i) => list.filter((_, j) => j !== i);
const inserted = (list, i, value) => [...list.slice(0, i), value, ...list.slice(i)];

/** The shape that both fit into, aligned from the right: equal sizes, or one of them 1. Null if they clash. */
export function broadcast(a, b) {
  const n = Math.max(a.length, b.length), at = (shape, i) => shape[i - n + shape.length] ?? 1;
  const pairs = range(n).map(i => [at(a, i), at(b, i)]);
  return pairs.every(([x, y]) => x === y || x === 1 || y === 1) ? pairs.map(([x, y]) => (x === 1 ? y : x)) : null;
}

/** The strides with which a smaller array is read as a larger one: along a stretched axis it stands still. */
export function stretched(shape, to, steps = strides(shape)) {
  const lead = to.length - shape.length;
  return to.map((_, i) => (i < lead || shape[i - lead] === 1 ? 0 : steps[i - lead]));
}

const view = (shape, steps) => ({ shape, steps, shared: true, sources: walk(shape, steps).map(place => [place]) });
const fresh = (shape, sources) => ({ shape, steps: strides(shape), shared: false, sources });

/** A's part of each block, then B's. */
function joined(a, b, axis, shape) {
  const [own, other] = [size(a.slice(axis)), size(b.slice(axis))];
  return fresh(shape, range(size(a.slice(0, axis))).flatMap(block =>
    [...range(own).map(i => [block * own + i]), ...range(other).map(i => [size(a) + block * other + i])]));
}

function summed(a, b) {
  const shape = broadcast(a, b), second = walk(shape, stretched(b, shape));
  return fresh(shape, walk(shape, stretched(a, shape)).map((place, k) => [place, size(a) + second[k]]));
}

/** Of every element of the product: the row of A, then the column of B that meet in it. A single axis is a row, or a column. */
function multiplied(a, b) {
  const rows = a.length > 1 ? a : [1, ...a], columns = b.length > 1 ? b : [...b, 1];
  const [m, inner] = rows.slice(-2), n = columns.at(-1), batch = broadcast(rows.slice(0, -2), columns.slice(0, -2));
  const [along, across] = [strides(rows), strides(columns)], whole = [...batch, m, n];
  const first = walk(whole, [...stretched(rows.slice(0, -2), batch, along), along.at(-2), 0]);
  const second = walk(whole, [...stretched(columns.slice(0, -2), batch, across), 0, 1]);
  const sources = first.map((place, k) => [...range(inner).map(p => place + p), ...range(inner).map(p => size(a) + second[k] + p * n)]);
  return fresh([...batch, ...(a.length > 1 ? [m] : []), ...(b.length > 1 ? [n] : [])], sources);
}

/** What each operation makes of possible shapes: {shape, steps, shared, sources}, B's elements counted on from A's. */
export const OPERATIONS = {
  reshape: ({ places }) => view(places, strides(places)),
  transpose: ({ a, order }) => view(order.map(i => a[i]), order.map(i => strides(a)[i])),
  squeeze: ({ a, axis }) => view(without(a, axis), without(strides(a), axis)),
  unsqueeze: ({ a, axis }) => view(inserted(a, axis, 1), strides(inserted(a, axis, 1))),
  concatenate: ({ a, b, axis }) => joined(a, b, axis, a.map((n, i) => (i === axis ? n + b[i] : n))),
  stack: ({ a, b, axis }) => joined(inserted(a, axis, 1), inserted(b, axis, 1), axis, inserted(a, axis, 2)),
  add: ({ a, b }) => summed(a, b),
  matmul: ({ a, b }) => multiplied(a, b),
};
