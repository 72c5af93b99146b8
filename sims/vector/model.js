// Two arrows of the plane and what arithmetic makes of them: pure numbers, no page, no clock.
import { presetFrom } from "kit/data.js";
import { tidy } from "kit/maths.js";
import { array, list } from "kit/python.js";
import { add, along, circle, direction, length, scale, subtract, unit } from "kit/vectors.js";

/** The p of each way of measuring, in both languages. */
const P = { 1: 1, 2: 2, inf: Infinity }, P_PYTHON = { 1: "1", 2: "2", inf: "np.inf" };

/** All arrows of length 1 end here. */
const BALLS = { 1: [[1, 0], [0, 1], [-1, 0], [0, -1]], 2: circle(96), inf: [[1, -1], [1, 1], [-1, 1], [-1, -1]] };

export const initial = {
  a: [2.5, 1.25],
  b: [-1.5, 2.25],
  c: [1.5],
  show: "subtract",
  norm: "2",
  predict: false,
  answered: false,
  guess: [-2, -3],
};

const preset = presetFrom(initial);

export const presets = {
  subtract: preset("a − b", "From which tip to which does a − b point?", {}),
  error: preset("How wrong?", "The target is b, the answer was a. How far off is it?", { a: [2.5, -1], b: [1, 2.5] }),
  equal: preset("a = b", "What is left when nothing differs?", { a: [2, 1.5], b: [2, 1.5] }),
  add: preset("a + b", "Does it matter which arrow you walk first?", { a: [3, 0.75], b: [-1, 2.5], show: "add" }),
  cancel: preset("Cancel", "Which arrow undoes a?", { a: [2.5, 1], b: [-2.5, -1], show: "add" }),
  scale: preset("c a", "What does c change, and what does it leave?", { a: [2, 1.25], c: [1.75], show: "scale" }),
  reverse: preset("c < 0", "What does a minus sign do to an arrow?", { a: [2, 1.25], c: [-1.25], show: "scale" }),
  length: preset("Length", "Where do all arrows as long as a end?", { a: [1.5, 2], show: "length" }),
  streets: preset("Streets", "How far is it if you may only walk along the streets?", { a: [2, 1.5], show: "length", norm: "1" }),
  largest: preset("Largest part", "Which component decides?", { a: [2.5, 1.5], show: "length", norm: "inf" }),
  zero: preset("Zero vector", "Which way does an arrow without length point?", { a: [0, 0], show: "length" }),
};

const RESULT = { subtract: "difference", add: "total", scale: "scaled", length: "unit_a" };

/** Every number and shape of the figure. `result` is what is asked for; `arrow` is where it is drawn. */
export function derive({ a, b, c: [c], show, norm, guess }) {
  const p = P[norm], length_a = length(a, p), corner = [a[0], 0];
  const results = { total: add(a, b), difference: subtract(a, b), scaled: tidy(scale(c, a)), unit_a: unit(a, p) };
  const result = results[RESULT[show]], start = show === "subtract" ? b : [0, 0];
  const turn = direction(a), sweep = Array.from({ length: 25 }, (_, i) => ((turn ?? 0) * i * Math.PI) / (24 * 180));
  const shown = {
    ...results, result,
    arrow: result && [start, add(start, result)],
    middle: result && add(start, scale(0.5, result)),
    moved_middle: result && scale(0.5, result),
    norms_a: [1, 2, Infinity].map(each => length(a, each)),
    length_a,
    length_b: length(b, p),
    length_result: result && length(result, p),
    direction_a: turn,
    direction_result: result && direction(result),
    multiples: [-2, -1, 0, 1, 2].map(k => scale(k, a)),
    legs: [[[0, 0], corner], [corner, a]],
    leg_middles: [scale(0.5, corner), scale(0.5, add(corner, a))],
    arc: sweep.map(angle => [0.75 * Math.cos(angle), 0.75 * Math.sin(angle)]),
    ball: BALLS[norm],
    as_long: BALLS[norm].map(point => scale(length_a, point)),
    guess_error: result && length(subtract(guess, result)),
  };
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, tidy(value)]));
}

/** The state after `handle` was moved to a place in the plane. The tip of c a stays on the line through a. */
export function move(state, handle, place) {
  if (handle !== "scaled") return { ...state, [handle]: place };
  return { ...state, c: [along(place, state.a) ?? state.c[0]] };
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python({ a, b, c, show, norm, guess }) {
  const result = RESULT[show], start = show === "subtract" ? "b" : "np.zeros(2)", drawn = show === "length" ? "a.any()" : "True";
  const corners = norm === "2" ? "np.stack([np.cos(t), np.sin(t)], axis=1)" : `np.array(${list(BALLS[norm])})`;
  return `import numpy as np
from layerwise.vectors import norm, unit

a = ${array(a)}
b = ${array(b)}
c = ${c[0]}
guess = ${array(guess)}
p = ${P_PYTHON[norm]}  # how lengths are measured


def direction(v):
    """Degrees from the first axis, counter-clockwise; the zero vector has no direction."""
    return float(np.degrees(np.arctan2(v[1], v[0]))) if v.any() else None


# Arithmetic goes component by component.
total = a + b
difference = a - b  # from the tip of b to the tip of a
scaled = c * a + 0.0
length_a, length_b = norm(a, p=p), norm(b, p=p)
norms_a = [norm(a, p=1), norm(a, p=2), norm(a, p=np.inf)]
unit_a = a / length_a if a.any() else None
if a.any() and p == 2:
    np.testing.assert_allclose(unit_a, unit(a))

# What the figure shows as the result, and where it draws it.
result = ${result}
arrow = middle = moved_middle = length_result = direction_result = guess_error = None
if ${drawn}:
    start = ${start}
    arrow, middle, moved_middle = [start, start + result], start + result / 2, result / 2
    length_result, direction_result = norm(result, p=p), direction(result)
    guess_error = norm(guess - result)
direction_a = direction(a)

# What is drawn around them.
multiples = [k * a for k in range(-2, 3)]
corner = np.array([a[0], 0.0])
legs = [[np.zeros(2), corner], [corner, a]]
leg_middles = [corner / 2, (corner + a) / 2]
sweep = np.radians(np.linspace(0, direction_a or 0.0, 25))
arc = 0.75 * np.stack([np.cos(sweep), np.sin(sweep)], axis=1)
t = 2 * np.pi * np.arange(96) / 96
ball = ${corners}
as_long = length_a * ball
print(f"{result=}, {length_a=}, {length_b=}")
`;
}
