// What NumPy refuses, and its message, word for word.
import { broadcast, hasAxis, positive, size, tuple } from "kit/shapes.js";

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

/** For arrays of these shapes; the others take what they are asked for in the same way. */
export function matmul({ a, b }) {
  const meeting = b.length > 1 ? b.at(-2) : b[0], batch = shape => shape.slice(0, -2);
  if (a.at(-1) !== meeting) return "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
    + `(n?,k),(k,m?)->(n?,m?) (size ${meeting} is different from ${a.at(-1)})`;
  const mapped = shape => `${tight(shape)}->${named([...batch(shape), -1, -1])}`;
  return broadcast(batch(a), batch(b)) ? null : "operands could not be broadcast together with remapped shapes "
    + `[original->remapped]: ${mapped(a)} ${mapped(b)}  and requested shape (${a.at(-2)},${b.at(-1)})`;
}

/** The message for shapes a and b, or null: `asked` is the axis as it was named, `places` the target with its −1 worked out. */
export const REFUSALS = {
  reshape, transpose, squeeze, concatenate, stack, add, matmul,
  turned: request => transpose(request) ?? reshape(request),
  sum: ({ a, asked: axis }) => outside(axis, a.length),
  unsqueeze: ({ a, asked: axis }) => outside(axis, a.length + 1),
};
