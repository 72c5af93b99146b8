// What the figure says, the cure for what cannot be, and the arithmetic behind each number.
import { indices } from "kit/data.js";
import { hasAxis, positive, size, tuple, unravel } from "kit/shapes.js";

const minus = text => `${text}`.replaceAll("-", "−");

const index = (name, place) => `${name}[${place.join(", ")}]`;
const either = numbers => numbers.join(", ").replace(/, (\d+)$/, " or $1");
const reading = values => `${values.slice(0, 6).join(", ")}${values.length > 6 ? ", …" : ""}`;
const times = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

export function describe(state, shown, held) {
  const after = held ? ` Held: ${held.shape ? `${tuple(held.shape)}, read ${reading(held.values)}` : "no result"}.` : "";
  if (shown.error) return `${CURES[state.operation](shown, state)} NumPy says: “${shown.error.trimEnd()}”.${after}`;
  return followed(state, shown) + SAYS[state.operation](shown, state) + after;
}

/** Where the followed number was, and is. */
function followed({ operation, follow: [id] }, shown) {
  const { shape_a, shape_b, values_a, values_b, shape } = shown, n = size(shape_a), own = id < n, k = own ? id : id - n;
  const value = (own ? values_a : values_b)?.[k], found = went(shown, id);
  if (value === undefined) return "";
  const was = index(own ? "A" : "B", unravel(k, own ? shape_a : shape_b));
  if (operation === "matmul" || operation === "sum") return `${was} = ${value} goes into ${times(found.length, "sum")} of R. `;
  return `${value} was ${was}, now it is ${found.length > 1 ? `in ${found.length} places of R` : index("R", unravel(found[0], shape))}. `;
}

const SAYS = {
  reshape: ({ values, shape }, { target }) => `${target.includes(-1) && target.indexOf(-1) < shape.length ? `One size decides the other: −1 stands for ${shape[target.indexOf(-1)]}. The` : "Pull an edge of R: the"} numbers run on like text. Line by line R reads ${reading(values)}: the order of memory.`,
  transpose({ values, keeps_order, order }) {
    if (order.every((axis, i) => axis === i)) return "Drag a label of R onto another: every axis is still where it was.";
    return `Line by line R reads ${reading(values)}: ${keeps_order ? "still" : "not"} the order of memory. Nothing was moved there; R takes other strides. Drag a label of R onto another.`;
  },
  turned: ({ shares_memory, values, strides }) => `Line by line R reads ${reading(values)}: ${shares_memory
    ? `strides of ${tuple(strides)} read A’s memory like that. R is a view, and nothing is copied.`
    : "no strides read A’s memory like that. So reshape copies all of it, and says nothing."}`,
  sum({ shape_a, shape }, { axis: [axis] }) {
    const n = shape_a.at(axis), sums = size(shape), gone = `Axis ${positive(axis, shape_a.length)}, of size ${n}, is gone`;
    if (n === 1) return `${gone}, and no number has changed.`;
    return `${gone}: ${n} numbers meet in ${sums === 1 ? "one sum" : `each of ${sums} sums`}. Broadcasting is the mirror: it reads one number ${n} times, a sum makes one of ${n}. Tap a sum.`;
  },
  squeeze: () => "One pair of brackets is gone, and no number: R reads as before.",
  unsqueeze: ({ shape }, { axis: [axis] }) => `R has one axis more, of size 1, at ${positive(axis, shape.length)}. No number moves.`,
  concatenate({ shape_a: a, shape_b: b }, { axis: [axis] }) {
    const i = positive(axis, a.length);
    return `B joins A along axis ${i}: ${a[i]} + ${b[i]} = ${a[i] + b[i]}. All are copied into new memory.`;
  },
  stack: ({ shape, shape_a }) => `A new axis of size 2 holds A and B as wholes: two of ${tuple(shape_a)} give ${tuple(shape)}. All are copied into new memory.`,
  add({ shape, shape_a, shape_b, values_a, values_b }) {
    const both = size(shape) === values_a.length * values_b.length && values_a.length > 1 && values_b.length > 1;
    return `${both ? "Each number of A meets each of B." : "Lined up at their right ends, the shapes fit."} ${stretching("A", shape_a, shape)}${stretching("B", shape_b, shape)}Tap a sum: which two numbers are in it?`;
  },
  matmul: ({ shape_a, shape_b, shape }) =>
    `${shape_a.length > 2 || shape_b.length > 2 ? `${times(size(shape.slice(0, -2)), "product")}, one for each place in the batch. ` : ""}The inner size ${shape_a.at(-1)} is used up. Tap a number of R: what meets in it?`,
};

const stretching = (name, own, shape, often = size(shape) / size(own)) => (often > 1 ? `${name} is read ${often} times over, with stride 0. ` : "");

const another = ndim => `Choose another axis: A has ${ndim === 1 ? "only axis 0" : `axes 0 to ${ndim - 1}`}.`;
const place = ndim => `Choose a place from 0 to ${ndim} for the new axis.`;

/** What to do about it, in plain words. */
const CURES = {
  reshape({ shape_a, places, fits }, { target, target_ndim }) {
    const wanted = target.slice(0, target_ndim), n = size(shape_a), known = size(wanted.filter(k => k > 0));
    if (wanted.filter(k => k === -1).length > 1) return "Only one size can be worked out: write a single −1.";
    if (!places) return `No size may be 0: there are ${n} numbers to place.`;
    if (!wanted.includes(-1)) return `Make the sizes multiply to ${n}, not ${known}, or write −1 for one of them.`;
    return `−1 finds no whole size. Stop ${wanted.length === 2 ? "at a dot" : "where it comes out even"}: ${n} numbers fill ${either(fits)}, not ${known}.`;
  },
  turned: (shown, state) => CURES[/axis/.test(shown.error) ? "transpose" : "reshape"](shown, state),
  sum: ({ shape_a }) => another(shape_a.length),
  transpose: ({ shape_a }) => `Name each axis once. ${another(shape_a.length)}`,
  squeeze({ shape_a }) {
    const ones = indices(shape_a.length).filter(i => shape_a[i] === 1);
    return ones.length ? `Only an axis of size 1 can go: here axis ${either(ones)}.` : `Make a size of A 1 first: no axis of ${tuple(shape_a)} can go.`;
  },
  unsqueeze: ({ shape_a }) => place(shape_a.length),
  concatenate({ shape_a: a, shape_b: b }, { axis: [axis] }) {
    if (!hasAxis(axis, a.length)) return another(a.length);
    if (a.length !== b.length) return `Give both as many axes: A has ${a.length}, B has ${b.length}.`;
    const own = positive(axis, a.length), i = a.findIndex((n, j) => j !== own && n !== b[j]);
    return `Make axis ${i} equal, ${a[i]} and ${b[i]} now: only axis ${own} may differ.`;
  },
  stack: ({ shape_a: a, shape_b: b }) => (tuple(a) === tuple(b) ? place(a.length) : `Make the shapes equal: A is ${tuple(a)}, B is ${tuple(b)}.`),
  add({ shape_a: a, shape_b: b }) {
    const i = [-1, -2, -3, -4].find(k => a.at(k) !== b.at(k) && a.at(k) !== 1 && b.at(k) !== 1);
    return `Line the shapes up at their right ends: ${a.at(i)} meets ${b.at(i)}. Make them equal, or one of them 1.`;
  },
  matmul({ shape_a: a, shape_b: b }) {
    const meeting = b.at(-2) ?? b[0];
    if (a.at(-1) !== meeting) return `Make the inner sizes equal: a row of A has ${a.at(-1)}, a column of B ${meeting}.`;
    return `Make the batches equal, or 1: ${tuple(a.slice(0, -2))} and ${tuple(b.slice(0, -2))} now.`;
  },
};

/** What stands where there is no result. */
export const missing = ({ shape_a, places }) =>
  (places && size(places) !== size(shape_a) ? `${times(size(places), "place")}, ${times(size(shape_a), "number")}` : "R: no result");

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, i] = name.split("."), answer = WHY[key]?.(shown, Number(i), state);
  return answer ? { formula: answer[0], operands: answer[1] } : null;
}

const names = (letter, places) => places.map(k => `${letter}.${k}`);
const FIRST = names("shape", indices(4)), SECOND = names("second", indices(4));

/** Where in R an element is. */
const went = ({ sources }, id) => indices(sources?.length ?? 0).filter(k => sources[k].includes(id));

/** Does the memory that is shown belong to A? */
export const isOwn = ({ shares_memory, error }) => shares_memory || Boolean(error);

function address(name, shape, steps, value, k) {
  const at = unravel(k, shape), sum = at.map((each, i) => `${each} · ${steps[i]}`).join(" + ") || "0";
  return `${index(name, at)} = ${value}: byte ${sum} = ${at.reduce((total, each, i) => total + each * steps[i], 0)} of its memory`;
}

function A(shown, k) {
  const places = went(shown, k);
  return [address("A", shown.shape_a, shown.strides_a, k, k), [...names("R", places), ...names("M", isOwn(shown) ? [k] : places)]];
}

function B(shown, k) {
  const places = went(shown, size(shown.shape_a) + k);
  return [address("B", shown.shape_b, shown.strides_b, shown.values_b[k], k), [...names("R", places), ...names("M", places), ...SECOND]];
}

function R(shown, k, { operation }) {
  const { shape, strides, values, values_a, values_b, sources } = shown, n = values_a.length, ids = sources[k], half = ids.length / 2;
  const numbers = ids.map(id => (id < n ? id : values_b[id - n])), operands = [...ids.map(id => (id < n ? `A.${id}` : `B.${id - n}`)), `M.${isOwn(shown) ? ids[0] : k}`];
  const sum = { add: numbers, sum: numbers, matmul: numbers.slice(0, half).map((value, p) => `${value} · ${numbers[half + p]}`) }[operation];
  return [sum ? `${index("R", unravel(k, shape))} = ${sum.join(" + ")} = ${values[k]}` : address("R", shape, strides, values[k], k), operands];
}

function M(shown, k, state) {
  const [formula, operands] = (isOwn(shown) ? A : R)(shown, k, state);
  return [formula, [...operands, `${isOwn(shown) ? "A" : "R"}.${k}`]];
}

const counted = (name, key, operands) => ({ [key]: shape }) => [shape ? `${name}: ${shape.join(" · ") || 1} = ${times(size(shape), "number")}` : "No result", operands];
const stepped = (name, key, operands) => ({ [key]: strides }) =>
  [strides?.length ? `${name}: ${strides.map((each, i) => `one step along axis ${i} skips ${each / 8}`).join(", ")}; a number takes 8 bytes` : "No steps", operands];

const WHY = {
  A, B, R, M,
  shape: counted("A", "shape_a", FIRST), second: counted("B", "shape_b", SECOND), result: counted("R", "shape", [...FIRST, ...SECOND]),
  target: ({ shape_a, fits }) => [`−1: NumPy works it out. ${size(shape_a)} comes out even with ${either(fits)}`, FIRST],
  axes: (_, i, { axes }) => [`axis ${i} of R is axis ${minus(axes[i])} of A`, [`result.${i}`]],
  axis: (_, i, { axis }) => [`axis ${minus(axis[i])}, counted ${axis[i] < 0 ? "from the end" : "from 0"}`, ["result.0"]],
  strides_a: stepped("A", "strides_a", FIRST), strides_b: stepped("B", "strides_b", SECOND), strides_r: stepped("R", "strides", FIRST),
  stretched_a: stepped("A, read as large as R", "stretched_a", FIRST),
  stretched_b: stepped("B, read as large as R", "stretched_b", SECOND),
  memory: ({ shares_memory }) => [shares_memory ? "R reads the numbers of A: change one, and both change" : "R has numbers of its own", ["strides_r", ...FIRST]],
};
