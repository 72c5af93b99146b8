// The messages with which NumPy refuses what cannot be, word for word; null where nothing is wrong.
import { broadcast, hasAxis, positive, size } from "sim/strides.js";

const tuple = shape => `(${shape.join(",")}${shape.length === 1 ? "," : ""})`;
const named = shape => tuple(shape.map(n => (n === -1 ? "newaxis" : n)));

const outside = (axis, ndim) => (hasAxis(axis, ndim) ? null : `axis ${axis} is out of bounds for array of dimension ${ndim}`);

/** NumPy leaves out what it does not know at the front of a shape. */
function asked(target) {
  const known = target.findIndex(n => n !== -1), rest = target.slice(known);
  return target.length === 1 ? tuple(rest) : `(${rest.map(n => (n === -1 ? "newaxis" : n)).join(",")})`;
}

function reshape({ a, target, places }) {
  if (target.filter(n => n === -1).length > 1) return "can only specify one unknown dimension";
  return places && size(places) === size(a) ? null : `cannot reshape array of size ${size(a)} into shape ${asked(target)}`;
}

/** Axes are read one after another: the first that is none, or stands a second time, ends it. */
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

const add = ({ a, b }) => (broadcast(a, b) ? null : `operands could not be broadcast together with shapes ${tuple(a)} ${tuple(b)} `);

function matmul({ a, b }) {
  const meeting = b.length > 1 ? b.at(-2) : b[0], batch = shape => shape.slice(0, -2);
  if (a.at(-1) !== meeting) return "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
    + `(n?,k),(k,m?)->(n?,m?) (size ${meeting} is different from ${a.at(-1)})`;
  const mapped = shape => `${tuple(shape)}->${named([...batch(shape), -1, -1])}`;
  return broadcast(batch(a), batch(b)) ? null : "operands could not be broadcast together with remapped shapes "
    + `[original->remapped]: ${mapped(a)} ${mapped(b)}  and requested shape (${a.at(-2)},${b.at(-1)})`;
}

export const REFUSALS = {
  reshape, transpose, squeeze, concatenate, stack, add, matmul,
  unsqueeze: ({ a, asked: axis }) => outside(axis, a.length + 1),
};
