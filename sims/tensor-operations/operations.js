// What NumPy makes of shapes: each operation says where every element of its result comes from.
import { indices } from "kit/data.js";
import { broadcast, reread, size, stretched, strides, walk } from "kit/shapes.js";

const without = (list, i) => list.filter((_, j) => j !== i);
const inserted = (list, i, value) => [...list.slice(0, i), value, ...list.slice(i)];

const view = (shape, steps) => ({ shape, steps, shared: true, sources: walk(shape, steps).map(place => [place]) });
const fresh = (shape, sources) => ({ shape, steps: strides(shape), shared: false, sources });

function joined(a, b, axis, shape) {
  const [own, other] = [size(a.slice(axis)), size(b.slice(axis))];
  return fresh(shape, indices(size(a.slice(0, axis))).flatMap(block =>
    [...indices(own).map(i => [block * own + i]), ...indices(other).map(i => [size(a) + block * other + i])]));
}

function summed(a, b) {
  const shape = broadcast(a, b), second = walk(shape, stretched(b, shape));
  return fresh(shape, walk(shape, stretched(a, shape)).map((place, k) => [place, size(a) + second[k]]));
}

/** The lines that run along an axis, one for every element. */
function added(a, axis) {
  const rest = without(strides(a), axis), shape = without(a, axis), step = strides(a)[axis];
  return fresh(shape, walk(shape, rest).map(place => indices(a[axis]).map(i => place + i * step)));
}

/** Axes in another order, and then folded anew: a view if strides can say it, else a copy. */
function turned({ a, order, places }) {
  const shape = order.map(i => a[i]), steps = order.map(i => strides(a)[i]), line = walk(shape, steps);
  const own = `${shape}` === `${places}` ? steps : reread(line, places);
  return own ? view(places, own) : fresh(places, line.map(place => [place]));
}

/** The row of A and the column of B of every element; a single axis is a row, or a column. */
function multiplied(a, b) {
  const rows = a.length > 1 ? a : [1, ...a], columns = b.length > 1 ? b : [...b, 1];
  const [m, inner] = rows.slice(-2), n = columns.at(-1), batch = broadcast(rows.slice(0, -2), columns.slice(0, -2));
  const [along, across] = [strides(rows), strides(columns)], whole = [...batch, m, n];
  const first = walk(whole, [...stretched(rows.slice(0, -2), batch, along), along.at(-2), 0]);
  const second = walk(whole, [...stretched(columns.slice(0, -2), batch, across), 0, 1]);
  const sources = first.map((place, k) => [...indices(inner).map(p => place + p), ...indices(inner).map(p => size(a) + second[k] + p * n)]);
  return fresh([...batch, ...(a.length > 1 ? [m] : []), ...(b.length > 1 ? [n] : [])], sources);
}

/** {shape, steps, shared, sources}; B's elements count on from A's. */
export const OPERATIONS = {
  reshape: ({ places }) => view(places, strides(places)),
  transpose: ({ a, order }) => view(order.map(i => a[i]), order.map(i => strides(a)[i])),
  turned,
  sum: ({ a, axis }) => added(a, axis),
  squeeze: ({ a, axis }) => view(without(a, axis), without(strides(a), axis)),
  unsqueeze: ({ a, axis }) => view(inserted(a, axis, 1), strides(inserted(a, axis, 1))),
  concatenate: ({ a, b, axis }) => joined(a, b, axis, a.map((n, i) => (i === axis ? n + b[i] : n))),
  stack: ({ a, b, axis }) => joined(inserted(a, axis, 1), inserted(b, axis, 1), axis, inserted(a, axis, 2)),
  add: ({ a, b }) => summed(a, b),
  matmul: ({ a, b }) => multiplied(a, b),
};
