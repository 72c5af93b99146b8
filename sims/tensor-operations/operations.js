// What NumPy makes of shapes, and what it refuses. An element's place in memory is the sum of its indices times the
// strides, here counted in numbers; each operation says where every element of its result comes from.
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

const without = (list, i) => list.filter((_, j) => j !== i);
const inserted = (list, i, value) => [...list.slice(0, i), value, ...list.slice(i)];

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
function along(a, axis) {
  const rest = without(strides(a), axis), shape = without(a, axis), step = strides(a)[axis];
  return fresh(shape, walk(shape, rest).map(place => indices(a[axis]).map(i => place + i * step)));
}

/** The strides that read places, in this order, as a shape; null if none do. A size of 1 has the stride that NumPy gives it. */
function reread(order, shape) {
  const lines = strides(shape), last = shape.findLastIndex(n => n > 1);
  const step = i => (shape[i] > 1 ? order[lines[i]] : i < last ? step(i + 1) * shape[i + 1] : last < 0 ? 1 : order[lines[last]]);
  const steps = indices(shape.length).map(step);
  return `${walk(shape, steps)}` === `${order}` ? steps : null;
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
  sum: ({ a, axis }) => along(a, axis),
  squeeze: ({ a, axis }) => view(without(a, axis), without(strides(a), axis)),
  unsqueeze: ({ a, axis }) => view(inserted(a, axis, 1), strides(inserted(a, axis, 1))),
  concatenate: ({ a, b, axis }) => joined(a, b, axis, a.map((n, i) => (i === axis ? n + b[i] : n))),
  stack: ({ a, b, axis }) => joined(inserted(a, axis, 1), inserted(b, axis, 1), axis, inserted(a, axis, 2)),
  add: ({ a, b }) => summed(a, b),
  matmul: ({ a, b }) => multiplied(a, b),
};

/** A shape as NumPy writes it; in its messages without spaces. */
export const tuple = (shape, comma = ", ") => `(${shape.join(comma)}${shape.length === 1 ? "," : ""})`;
const tight = shape => tuple(shape, ",");
const named = shape => tight(shape.map(n => (n === -1 ? "newaxis" : n)));

const outside = (axis, ndim) => (hasAxis(axis, ndim) ? null : `axis ${axis} is out of bounds for array of dimension ${ndim}`);

/** Unknown sizes at the front are left out. */
function asked(target) {
  const known = target.findIndex(n => n !== -1), rest = target.slice(known);
  return target.length === 1 ? tight(rest) : `(${rest.map(n => (n === -1 ? "newaxis" : n)).join(",")})`;
}

function reshape({ a, target, places }) {
  if (target.filter(n => n === -1).length > 1) return "can only specify one unknown dimension";
  return places && size(places) === size(a) ? null : `cannot reshape array of size ${size(a)} into shape ${asked(target)}`;
}

function transpose({ a, axes }) {
  for (const [i, axis] of axes.entries()) {
    const wrong = outside(axis, a.length), same = other => positive(other, a.length) === positive(axis, a.length);
    if (wrong || axes.slice(0, i).some(same)) return wrong ?? "repeated axis in transpose";
  }
  return null;
}

function squeeze({ a, asked: axis }) {
  const alone = hasAxis(axis, a.length) && a.at(axis) === 1;
  return outside(axis, a.length) ?? (alone ? null : "cannot select an axis to squeeze out which has size not equal to one");
}

function concatenate({ a, b, asked: axis }) {
  const lengths = `the array at index 0 has ${a.length} dimension(s) and the array at index 1 has ${b.length} dimension(s)`;
  if (!hasAxis(axis, a.length)) return outside(axis, a.length);
  if (a.length !== b.length) return `all the input arrays must have same number of dimensions, but ${lengths}`;
  const i = a.findIndex((n, j) => j !== positive(axis, a.length) && n !== b[j]);
  return i < 0 ? null : "all the input array dimensions except for the concatenation axis must match exactly, "
    + `but along dimension ${i}, the array at index 0 has size ${a[i]} and the array at index 1 has size ${b[i]}`;
}

const stack = ({ a, b, asked: axis }) => (named(a) === named(b) ? outside(axis, a.length + 1) : "all input arrays must have the same shape");

const add = ({ a, b }) => (broadcast(a, b) ? null : `operands could not be broadcast together with shapes ${tight(a)} ${tight(b)} `);

function matmul({ a, b }) {
  const meeting = b.length > 1 ? b.at(-2) : b[0], batch = shape => shape.slice(0, -2);
  if (a.at(-1) !== meeting) return "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
    + `(n?,k),(k,m?)->(n?,m?) (size ${meeting} is different from ${a.at(-1)})`;
  const mapped = shape => `${tight(shape)}->${named([...batch(shape), -1, -1])}`;
  return broadcast(batch(a), batch(b)) ? null : "operands could not be broadcast together with remapped shapes "
    + `[original->remapped]: ${mapped(a)} ${mapped(b)}  and requested shape (${a.at(-2)},${b.at(-1)})`;
}

/** NumPy's message, word for word, or null: `asked` is the axis as it was named. */
export const REFUSALS = {
  reshape, transpose, squeeze, concatenate, stack, add, matmul,
  turned: request => transpose(request) ?? reshape(request),
  sum: ({ a, asked: axis }) => outside(axis, a.length),
  unsqueeze: ({ a, asked: axis }) => outside(axis, a.length + 1),
};
