// One neuron and the points it should tell apart: pure numbers, no page, no clock.
import { presetFrom } from "kit/data.js";
import { tidy } from "kit/maths.js";
import { normal } from "kit/random.js";
import { add, dot, length, scale, subtract } from "kit/vectors.js";
import { program } from "sim/program.js";
import { homogeneous, learn, passes, widest } from "sim/rule.js";

/** The last step that is counted; nothing that can be separated in sight needs as many. */
export const MOST = 1000;

/** No weight is set beyond this. From 0 not even the corrections lead there: to the square of |(w, b)| each adds at most
    that of rate · |(x, 1)|, so a thousand come to √1000 · 2 · 4.02 = 254 at most. What was learned need not jump when it is touched. */
export const FARTHEST = 256;

const SLOTS = 10, LONGEST = 2.9, ARM = 2.75, NEAR = 0.25, TRAIL = 8;
const EMPTY = [0, 0], SPOTS = [-1.6, 1.6, -0.8, 0.8, -2.4, 2.4];
const LINELESS = Object.fromEntries(["boundary", "foot", "grip", "corner", "plus_side", "minus_side", "plus_spot", "minus_spot"].map(key => [key, null]));

/** Points in order, filled up to the same number of places; class 0 is an empty place. */
function places(points, classes) {
  const rest = Array.from({ length: SLOTS - points.length }, () => EMPTY);
  return { points: [...points, ...rest], classes: [...classes, ...rest.map(() => 0)] };
}

/** Two round clouds that touch, on a grid of eighths: 1 and −1 in turn. */
function clouds(seed) {
  const z = normal(seed, 2 * SLOTS), classes = Array.from({ length: SLOTS }, (_, i) => (i % 2 ? -1 : 1));
  const eighth = value => Math.round(8 * value) / 8 + 0;
  return places(classes.map((y, i) => [eighth(0.8 * z[2 * i] + 0.9 * y), eighth(0.8 * z[2 * i + 1] + 0.7 * y)]), classes);
}

const APART = places(
  [[1.5, 1.75], [-1.25, 0.5], [0.25, 2.25], [0.75, -1.5], [2.25, 0.25], [-2, -1], [0.5, 0.75], [-0.5, -1.25], [-1, 1.75], [-1.75, -0.25]],
  [1, -1, 1, -1, 1, -1, 1, -1, 1, -1],
);
const XOR = places([[-1, -1], [-1, 1], [1, -1], [1, 1]], [-1, 1, 1, -1]);
const AND = places([[0, 0], [0, 2], [2, 0], [2, 2]], [-1, -1, -1, 1]);
const THREE = places([[-1.5, -0.75], [1.25, 0.5], [-0.25, 1.75]], [1, 1, -1]);

export const initial = { ...APART, w: [1.25, -1], b: [0.5], rate: "1", steps: 0, halved: 0, edit: false, pen: [1, -0.5] };

const preset = presetFrom(initial);
const zero = { w: [0, 0], b: [0] };

export const presets = {
  separable: preset("Separable", "Which way must w point?", {}),
  bias: preset("Bias", "Where must the line go, without turning?", { ...AND, w: [1, 1], b: [0] }),
  "from-zero": preset("From zero", "How many corrections can it need?", zero),
  "small-steps": preset("Smaller steps", "From zero: what does a rate of ¼ change?", { ...zero, rate: "0.25" }),
  "wrong-start": preset("Wrong start", "And from here: what does ¼ change?", { w: [2, -2], b: [-1], rate: "0.25" }),
  narrow: preset("Narrow gap", "What makes it so slow?", { ...clouds(10), ...zero }),
  overlap: preset("Overlap", "When does it stop?", { ...clouds(1), ...zero }),
  xor: preset("XOR", "Where is w after four corrections?", { ...XOR, ...zero }),
  own: preset("Own points", "Which point makes it impossible?", { ...THREE, w: [0.5, -1], b: [0], edit: true }),
};

/** The places that hold a point. There is always one: an empty first place counts as class 1. */
function data({ points, classes }) {
  const labels = classes.map((value, i) => Math.sign(value) || (i ? 0 : 1)), taken = labels.map((_, i) => i).filter(i => labels[i]);
  return { X: taken.map(i => points[i]), y: taken.map(i => labels[i]) };
}

/** Every number and shape of the figure. `weights` are (w₁, w₂, b) now; between two steps, on their way. */
export function derive(state) {
  const { X, y } = data(state), start = [...state.w, ...state.b], rate = Number(state.rate);
  const margin = widest(X, y), separable = margin > 1e-9, radius = Math.max(...X.map(x => length(homogeneous(x))));
  const run = learn(X, y, start, rate, separable ? MOST : Math.ceil(state.steps));
  const mistakes = Math.min(Math.ceil(state.steps), run.mistakes.length), done = run.mistakes.slice(0, mistakes);
  const weights = between(run.path, Math.min(state.steps, run.mistakes.length)), w = weights.slice(0, 2), b = weights[2];
  const scores = X.map(x => dot(weights, homogeneous(x))), missed = scores.map((s, i) => y[i] * s <= 0);
  const example = mistakes ? done.at(-1) : Math.max(0, missed.indexOf(true)), before = mistakes ? run.path[mistakes - 1] : null;
  return {
    X, y, w, b, size: length(w), scores, missed, right: missed.filter(miss => !miss).length,
    separable, radius, margin: separable ? margin : null, bound: separable ? (radius / margin) ** 2 : null,
    mistakes, passes: passes(done), total: separable && run.mistakes.length < MOST ? run.mistakes.length : null,
    from_zero: !start.some(Boolean), returned: mistakes > 0 && done.at(-1) === X.length - 1 && !length(subtract(weights, start)),
    example, x: X[example], label: y[example], score: scores[example],
    before, score_before: before && dot(before, homogeneous(X[example])), share: scale(rate, X[example]),
    ...line(w, b, X), ...drawn(run.path.slice(Math.max(0, mistakes - TRAIL), mistakes + 1), w, 2 ** -state.halved),
  };
}

function between(path, step) {
  const whole = Math.floor(step), part = step - whole;
  return part ? add(scale(1 - part, path[whole]), scale(part, path[whole + 1])) : path[whole];
}

/** Where the score is 0, and the half planes on its two sides; nothing of it if w is zero. `foot` is the place of the line
    that is nearest to 0, `grip` one from which it can be pulled; a `spot` beside it has room for words. Null if out of sight. */
function line(w, b, X) {
  if (!w.some(Boolean)) return LINELESS;
  const away = -b / length(w), n = scale(1 / length(w), w), along = [-n[1] + 0, n[0]], far = 12 + Math.abs(away);
  const at = (forth, aside) => tidy(add(scale(away + forth, n), scale(aside, along)));
  const first = (forth, asides, room) => asides.map(aside => at(forth, aside)).find(place =>
    Math.max(...place.map(Math.abs)) < 2.5 && X.every(x => length(subtract(x, place)) > room)) ?? null;
  return {
    boundary: [at(0, -12), at(0, 12)], foot: at(0, 0), grip: first(0, [1.6, -1.6, 0], 0), corner: [at(0.2, 0), at(0.2, 0.2), at(0, 0.2)],
    plus_side: [at(0, -12), at(0, 12), at(far, 12), at(far, -12)], minus_side: [at(0, -12), at(0, 12), at(-far, 12), at(-far, -12)],
    plus_spot: first(0.5, SPOTS, 0.75), minus_spot: first(-0.5, SPOTS, 0.75),
  };
}

/** w and the corrections that led to it, tip to tail, halved until they fit into the figure, or as often as before. */
function drawn(path, w, least) {
  const tips = path.map(weights => weights.slice(0, 2)), longest = Math.max(length(w), ...tips.map(tip => length(tip)));
  const zoom = Math.min(least, longest > LONGEST ? 2 ** -Math.ceil(Math.log2(longest / LONGEST)) : 1);
  return { zoom, tip: scale(zoom, w), trail: tips.map(tip => scale(zoom, tip)) };
}

/** One mistake further. */
export function step(state) {
  const { mistakes, total } = derive(state);
  return { ...state, halved: 0, steps: Math.min(total ?? MOST, mistakes + 1) };
}

/** The state that starts from the weights as they are now. */
export function edited(state) {
  const { w, b } = derive(state);
  return state.steps ? { ...state, w, b: [b], steps: 0, halved: 0 } : { ...state, halved: 0 };
}

/** The state after `handle` was moved to a place in the plane. */
export function move(state, handle, place) {
  // What was drawn shorter stays so while it is held: w keeps its true length, and nothing jumps.
  const { w, b, zoom, tip } = derive(state), now = { ...edited(state), halved: -Math.log2(zoom) };
  if (handle === "pen") return { ...state, pen: place };
  if (handle === "b") return { ...now, b: [slid(b, -dot(w, place))] };
  const room = Math.max(ARM, length(tip)) / (length(place) || 1);
  return { ...now, w: scale(Math.min(1, room) / zoom, place) };
}

/** The smallest pull at the line moves it, by a sixteenth at least. */
function slid(from, to) {
  return Math.abs(to - from) < 1 / 32 ? from + Math.sign(tidy(to - from)) / 16 : to;
}

/** The pen is put down: an empty place gets a point of class 1, then of class −1, then none. The last point stays. */
export function drop(state, handle) {
  if (handle !== "pen") return state;
  const { points, classes } = state, taken = classes.map(value => value !== 0), last = taken.filter(Boolean).length < 2;
  const here = points.findIndex((point, i) => taken[i] && length(subtract(point, state.pen)) < NEAR);
  const slot = here < 0 ? taken.indexOf(false) : here;
  if (slot < 0) return state;
  const next = here < 0 ? 1 : classes[slot] > 0 ? -1 : last ? 1 : 0;
  const put = (list, value) => list.map((each, i) => (i === slot ? value : each));
  return { ...state, steps: 0, classes: put(classes, next), points: here < 0 ? put(points, state.pen) : points };
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python(state) {
  return program({ ...state, ...data(state), most: MOST, longest: LONGEST, tail: TRAIL, spots: SPOTS });
}
