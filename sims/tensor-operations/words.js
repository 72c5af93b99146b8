// What the figure says: what to do, what happened, the cure for what cannot be; and the arithmetic behind each number.
import { hasAxis, positive, range, size, unravel } from "sim/strides.js";

const minus = text => `${text}`.replaceAll("-", "−");

/** (2, 3, 4), or (4,): as NumPy writes a shape. */
export const tuple = shape => minus(`(${shape.join(", ")}${shape.length === 1 ? "," : ""})`);

const index = (name, place) => `${name}[${place.join(", ")}]`;
const list = numbers => (numbers.length > 1 ? `${numbers.slice(0, -1).join(", ")} or ${numbers.at(-1)}` : `${numbers[0]}`);
const reading = values => `${values.slice(0, 6).join(", ")}${values.length > 6 ? ", …" : ""}`;
const times = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  const after = held ? ` Held: ${held.shape ? `${tuple(held.shape)}, read ${reading(held.values)}` : "no result"}.` : "";
  if (shown.error) return `${CURES[state.operation](state, shown)} NumPy says: “${shown.error.trimEnd()}”.${after}`;
  return `${followed(state, shown)}${SAYS[state.operation](state, shown)}${after}`;
}

/** Where the followed number was, and is. */
function followed({ operation }, { followed: name, followed_at: from, followed_value: value, found_at: found }) {
  if (!name) return "";
  if (operation === "matmul") return `${index(name, from)} = ${value} goes into ${times(found.length, "sum")} of R. `;
  const now = found.length > 1 ? `in ${found.length} places of R` : `${index("R", found[0])}`;
  return `${value} was ${index(name, from)}, now it is ${now}. `;
}

const SAYS = {
  reshape: (_, { values }) => `Pull an edge of R: the numbers run on like text. Line by line R reads ${reading(values)}: the order of memory.`,
  transpose(_, { values, keeps_order, order }) {
    if (order.every((axis, i) => axis === i)) return "Every axis is where it was. Drag a label of R onto another, or take the arrow keys.";
    const still = keeps_order ? "still the order of memory" : "not the order of memory";
    return `Line by line R reads ${reading(values)}: ${still}. Nothing was moved there; R takes other strides. Drag a label of R onto another.`;
  },
  squeeze: (_, { values }) => `One pair of brackets is gone, and no number. Line by line R still reads ${reading(values)}.`,
  unsqueeze: ({ axis }, { shape }) => `R has one axis more, of size 1, at ${positive(axis[0], shape.length)}. No number moves: only the brackets are new.`,
  concatenate: ({ axis }, { shape_a, shape_b }) => {
    const i = positive(axis[0], shape_a.length), ways = shape_a.length === 2 ? [" (below)", " (beside)"][i] : "";
    return `B joins A along axis ${i}${ways}: ${shape_a[i]} + ${shape_b[i]} = ${shape_a[i] + shape_b[i]}. All numbers are copied into new memory.`;
  },
  stack: (_, { shape, shape_a }) => `A new axis of size 2 holds A and B as wholes: two of ${tuple(shape_a)} give ${tuple(shape)}. All are copied into new memory.`,
  add: (_, { shape, shape_a, shape_b }) => `Lined up at their right ends, the shapes fit. ${stretching("A", shape_a, shape)}${stretching("B", shape_b, shape)}Tap a sum: which two numbers are in it?`,
  matmul: (_, { shape_a, shape_b, shape }) => {
    const count = size(shape.slice(0, -2)), many = shape_a.length > 2 || shape_b.length > 2;
    return `${many ? `${times(count, "product")}, one for each place in the batch. ` : ""}The inner size ${shape_a.at(-1)} is used up. Tap a number of R: what meets in it?`;
  },
};

/** How often an operand is read anew. */
function stretching(name, own, shape) {
  const often = size(shape) / size(own);
  return often > 1 ? `${name} is read ${often} times over, with stride 0. ` : "";
}

const axes = ndim => (ndim === 1 ? "only axis 0" : ndim === 2 ? "axes 0 and 1" : `axes 0 to ${ndim - 1}`);

/** What to do about it, in plain words: said before NumPy's message. */
const CURES = {
  reshape({ target, target_ndim }, { shape_a, places, fits }) {
    const wanted = target.slice(0, target_ndim), n = size(shape_a);
    if (wanted.filter(k => k === -1).length > 1) return "Leave one size to NumPy, not two: only one −1 can be worked out.";
    if (!places) return `No size may be 0: there are ${n} numbers to place.`;
    const free = wanted.includes(-1), known = size(wanted.filter(k => k > 0));
    if (free && wanted.length === 2) return `Stop the edge at a dot: ${n} numbers fill rows or columns of ${list(fits)}, not of ${known}.`;
    if (free) return `Make the other sizes divide ${n}: their product is ${known} now.`;
    return `Make the sizes multiply to ${n}, not ${known}; or write −1 for one of them and NumPy works it out.`;
  },
  transpose: (_, { shape_a }) => `Name each axis once: A has ${axes(shape_a.length)}.`,
  squeeze(_, { shape_a }) {
    const ones = range(shape_a.length).filter(i => shape_a[i] === 1);
    return ones.length ? `Only an axis of size 1 can go: here axis ${list(ones)}.` : `Make a size of A 1 first: no axis of ${tuple(shape_a)} can go.`;
  },
  unsqueeze: (_, { shape_a }) => `Choose a place from 0 to ${shape_a.length}: R will have ${times(shape_a.length + 1, "axis").replace("axiss", "axes")}.`,
  concatenate({ axis: [axis] }, { shape_a: a, shape_b: b }) {
    if (!hasAxis(axis, a.length)) return `Choose another axis: A has ${axes(a.length)}.`;
    if (a.length !== b.length) return `Give both as many axes: A has ${a.length}, B has ${b.length}.`;
    const own = positive(axis, a.length), i = a.findIndex((n, j) => j !== own && n !== b[j]);
    return `Make axis ${i} equal, ${a[i]} and ${b[i]} now: only axis ${own}, along which they are joined, may differ.`;
  },
  stack: (_, { shape_a: a, shape_b: b }) => (tuple(a) === tuple(b) ? `Choose a place from 0 to ${a.length} for the new axis.` : `Make the shapes equal: A is ${tuple(a)}, B is ${tuple(b)}.`),
  add: (_, { shape_a: a, shape_b: b }) => {
    const i = range(Math.min(a.length, b.length)).map(k => -1 - k).find(k => a.at(k) !== b.at(k) && a.at(k) !== 1 && b.at(k) !== 1);
    return `Line the shapes up at their right ends: ${a.at(i)} meets ${b.at(i)}. Make them equal, or one of them 1.`;
  },
  matmul(_, { shape_a: a, shape_b: b }) {
    const meeting = b.length > 1 ? b.at(-2) : b[0];
    if (a.at(-1) !== meeting) return `Make the inner sizes equal: a row of A has ${a.at(-1)}, a column of B ${meeting}.`;
    return `Make the batches fit: ${tuple(a.slice(0, -2))} and ${tuple(b.slice(0, -2))} must be equal, or 1, from the right.`;
  },
};

/** What stands where there is no result. */
export const missing = ({ operation }, { shape_a, places }) =>
  (operation === "reshape" && places ? `${times(size(places), "place")}, ${times(size(shape_a), "number")}` : "R: no result");

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, i] = name.split("."), k = Number(i);
  return WHY[key]?.(shown, k, state) ?? null;
}

const names = (letter, ks) => ks.map(k => `${letter}.${k}`);

/** Everywhere that an element of A or B went. */
const went = ({ sources }, id) => range(sources?.length ?? 0).filter(k => sources[k].includes(id));
const inMemory = ({ shares_memory, error }, id, places) => (shares_memory || error ? names("M", [id]) : names("M", places));

function element(letter, shape, steps, value, k) {
  const place = unravel(k, shape), way = place.map((each, i) => `${each} · ${steps[i]}`).join(" + ");
  return `${index(letter, place)} = ${value}: byte ${way || "0"}${way ? ` = ${place.reduce((sum, each, i) => sum + each * steps[i], 0)}` : ""} of its memory`;
}

function original(letter, first) {
  return (shown, k) => {
    const lower = letter.toLowerCase(), id = first(shown) + k, places = went(shown, id);
    const memory = letter === "A" || !(shown.shares_memory || shown.error) ? inMemory(shown, id, places) : [];
    return {
      formula: element(letter, shown[`shape_${lower}`], shown[`strides_${lower}`], shown[`values_${lower}`][k], k),
      operands: [...names("R", places), ...memory, ...(places.length || memory.length ? [] : ["shape.0"])],
    };
  };
}

/** The numbers that R[k] is made of, by name. */
function parts({ sources, shape_a }, k) {
  const n = size(shape_a);
  return sources[k].map(id => (id < n ? `A.${id}` : `B.${id - n}`));
}

function result(shown, k, { operation }) {
  const { shape, strides, values, values_a, values_b, sources } = shown, all = [...values_a, ...(values_b ?? [])], numbers = sources[k].map(id => all[id]);
  const half = numbers.length / 2, name = index("R", unravel(k, shape));
  const sum = numbers.slice(0, half).map((value, p) => `${value} · ${numbers[half + p]}`).join(" + ");
  const formula = { add: `${name} = ${numbers.join(" + ")} = ${values[k]}`, matmul: `${name} = ${sum} = ${values[k]}` }[operation];
  return { formula: formula ?? element("R", shape, strides, values[k], k), operands: [...parts(shown, k), `M.${shown.shares_memory ? sources[k][0] : k}`] };
}

/** One step along each axis, in numbers. */
const steps = strides => strides.map((each, i) => `one step along axis ${i} skips ${each / 8}`).join(", ");
const sizes = (name, shape) => names(name, range(shape.length));
const wide = (name, shape, i) => ({ formula: `${name} has ${shape[i]} along axis ${i}; all sizes multiply to ${shape.join(" · ")} = ${size(shape)} numbers`, operands: ["result.0"] });

const WHY = {
  A: original("A", () => 0), B: original("B", ({ shape_a }) => size(shape_a)), R: result,
  M: (shown, k, state) => (shown.shares_memory || shown.error
    ? { formula: `byte ${8 * k} of memory: ${index("A", unravel(k, shown.shape_a))}, number ${k} in reading order`, operands: [`A.${k}`, ...names("R", went(shown, k))] }
    : { formula: `byte ${8 * k} of the new memory: ${index("R", unravel(k, shown.shape))}`, operands: [`R.${k}`, ...result(shown, k, state).operands] }),
  shape: ({ shape_a }, i) => wide("A", shape_a, i), second: ({ shape_b }, i) => wide("B", shape_b, i),
  target: ({ places, shape_a, fits }, i, { target }) => ({
    formula: target[i] === -1 ? `−1: NumPy works it out from ${size(shape_a)} numbers${places ? `: ${places[i]}` : ""}` : `${target[i]} asked for along axis ${i}; ${size(shape_a)} can be divided by ${list(fits)}`,
    operands: [`result.${i}`, ...sizes("shape", shape_a)],
  }),
  axes: ({ shape_a }, i, { axes: [...all] }) => ({ formula: `axis ${i} of R is axis ${minus(all[i])} of A`, operands: [`result.${i}`, ...(hasAxis(all[i], shape_a.length) ? [`shape.${positive(all[i], shape_a.length)}`] : [])] }),
  axis: ({ shape_a }, _, { axis: [axis] }) => ({ formula: axis < 0 ? `axis ${minus(axis)} counts from the end` : `axis ${axis}, counted from 0`, operands: hasAxis(axis, shape_a.length) ? [`shape.${positive(axis, shape_a.length)}`] : sizes("shape", shape_a) }),
  result: ({ shape, shape_a, shape_b }, i) => ({
    formula: shape ? `R has ${shape[i]} along axis ${i}: ${shape.join(" · ")} = ${size(shape)} numbers` : "No result, so it has no shape",
    operands: [...sizes("target", shape ?? []), ...sizes("shape", shape_a), ...sizes("second", shape_b ?? [])],
  }),
  strides_a: ({ strides_a, shape_a }) => ({ formula: `A: ${steps(strides_a)}; a number takes 8 bytes`, operands: sizes("shape", shape_a) }),
  strides_b: ({ strides_b, shape_b }) => ({ formula: `B: ${steps(strides_b)}; a number takes 8 bytes`, operands: sizes("second", shape_b) }),
  strides_r: ({ strides, shape_a }) => ({ formula: strides ? `R: ${steps(strides) || "one number, no step"}; a number takes 8 bytes` : "No result, no strides", operands: ["result.0", ...sizes("shape", shape_a)] }),
  stretched_b: ({ stretched_b, shape_a, shape_b }) => ({ formula: stretched_b ? `B, read as large as R: ${steps(stretched_b)}` : "No result, nothing is stretched", operands: [...sizes("second", shape_b), ...sizes("shape", shape_a)] }),
  memory: ({ shares_memory, shape, shape_a }) => ({
    formula: shares_memory ? `R reads the same ${size(shape)} numbers, with other strides: change one, and A changes too` : shape ? `R has ${size(shape)} numbers of its own` : "No result, no memory",
    operands: ["strides_r", ...sizes("shape", shape_a)],
  }),
};
