// How far one arrow points the way of another: pure numbers, no page, no clock.
import { presetFrom } from "kit/data.js";
import { tidy } from "kit/maths.js";
import { array } from "kit/python.js";
import { add, along, angle, circle, cosine, dot, length, scale, subtract, unit } from "kit/vectors.js";

const FAR = 20, RADIUS = 0.8, GRID = 0.25, FINE = 0.004, NEAR = 0.18, MAGNET = 0.07;

export const initial = {
  a: [2.5, 1],
  b: [1, 2.25],
  c: [1.5],
  show: "pair",
  predict: false,
  answered: false,
  guess: [-1, -2],
};

const preset = presetFrom(initial);

export const presets = {
  angle: preset("Angle", "Turn b round a: when is a · b zero, when largest?", {}),
  neuron: preset("A neuron", "a holds the weights: which inputs b make it say yes?", { a: [2, 1.5], b: [2.5, -0.75] }),
  perpendicular: preset("Right angle", "What does a know of b now?", { a: [2, 1], b: [-1, 2] }),
  opposite: preset("Against", "Why is this a number below zero?", { a: [2, 1], b: [-2.5, 0.75] }),
  itself: preset("a · a", "What is a vector times itself?", { a: [2, 1.5], b: [2, 1.5] }),
  "length-one": preset("Length 1", "If a is 1 long, what does a · b read off b?", { a: [1, 0], b: [2.25, 2] }),
  longer: preset("c > 0", "b grows: which number stays?", { a: [2.5, 1], b: [0.5, 2], c: [1.5], show: "scaled" }),
  flip: preset("c < 0", "b is turned round: what becomes of the cosine?", { a: [2.5, 1], b: [1, 2], c: [-1], show: "scaled" }),
  zero: preset("Zero vector", "Which angle does an arrow without length make?", { a: [2, 1], b: [0, 0] }),
};

/** Every number and shape of the figure. `second` is what a is multiplied with: b, or c b. */
export function derive({ a, b, c: [c], show, guess }) {
  const scaled = tidy(scale(c, b)), second = show === "pair" ? b : scaled, u = unit(a);
  const cosine_similarity = cosine(a, second), share = along(second, a), product = dot(a, second);
  const way = tidy(dot(across(a), second)) < 0 ? -1 : 1, aside = u && scale(way, across(u));
  const shown = {
    scaled, second,
    products: a.map((value, i) => value * second[i]),
    dot: product,
    dot_first: dot(a, b),
    length_a: length(a),
    length_second: length(second),
    cosine: cosine_similarity,
    cosine_first: cosine(a, b),
    length_first: length(b),
    degrees: cosine_similarity === null ? null : (angle(a, second) * 180) / Math.PI,
    by_lengths: cosine_similarity === null ? null : length(a) * length(second) * cosine_similarity,
    most: length(a) * length(second),
    ring: b.some(Boolean) ? circle(96).map(point => scale(length(b), point)) : null,
    top: u && b.some(Boolean) ? scale(length(b), u) : null,
    shadow: u && product / length(a),
    foot: u && scale(share, a),
    sign: Math.sign(tidy(product)),
    border: u && [scale(-FAR, across(u)), scale(FAR, across(u))],
    zone: u && zone(u),
    yes: u && scale(2.4, subtract(u, aside)),
    no: u && scale(-2.4, add(u, aside)),
    ...arc(a, second, way),
    line: u && [scale(-FAR, u), scale(FAR, u)],
    multiples: [-1, 0, 1].map(k => scale(k, b)),
    guess_error: u && length(subtract(guess, scale(share, a))),
  };
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, tidy(value)]));
}

/** A quarter turn to the left. */
function across([x, y]) {
  return [-y, x];
}

/** All points on the side of the border to which u points. */
function zone(u) {
  const left = scale(FAR, across(u)), right = scale(-FAR, across(u)), forth = scale(FAR, u);
  return [left, add(left, forth), add(right, forth), right];
}

/** The arc from a to b by the left (way 1) or right (-1), and its middle. */
function arc(a, b, way) {
  const turn = angle(a, b), start = Math.atan2(a[1], a[0]);
  if (turn === null) return { arc: null, arc_middle: null };
  const points = Array.from({ length: 25 }, (_, i) => start + (way * turn * i) / 24).map(at => [RADIUS * Math.cos(at), RADIUS * Math.sin(at)]);
  return { arc: points, arc_middle: points[12] };
}

/** The state after `handle` was moved to a place in the plane. The tip of c b stays on the line through b. */
export function move(state, handle, place) {
  if (handle === "b") return { ...state, b: turned(state, place) };
  if (handle !== "scaled") return { ...state, [handle]: place };
  return { ...state, c: [along(place, state.b) ?? state.c[0]] };
}

/** Near the circle through its tip b turns and keeps its length; with or against a, and across it, it turns exactly.
    Elsewhere it goes from grid point to grid point. */
function turned({ a, b }, place) {
  const size = length(b), way = unit(place);
  if (!way || !size || Math.abs(length(place) - size) > NEAR) return place.map(value => Math.round(value / GRID) * GRID);
  const ways = a.some(Boolean) ? [a, across(a), scale(-1, a), scale(-1, across(a))] : [], near = ways.find(each => angle(each, way) < MAGNET);
  return near ? scale(Math.round(size / length(a) / FINE) * FINE, near) : scale(size, way);
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python({ a, b, c, show, guess }) {
  return `import numpy as np
from layerwise.vectors import angle, cosine_similarity, norm, project, unit

a = ${array(a)}
b = ${array(b)}
c = ${c[0]}
guess = ${array(guess)}
scaled = c * b + 0.0
second = ${show === "pair" ? "b" : "scaled"}  # what a is multiplied with

# Multiply and add ...
products = a * second + 0.0
dot, dot_first = a @ second, a @ b
sign = int(np.sign(dot.round(12)))

# ... or lengths and angle. The zero vector has none.
length_a, length_second, length_first = norm(a), norm(second), norm(b)
cosine = degrees = by_lengths = cosine_first = None
if a.any() and b.any():
    cosine_first = cosine_similarity(a, b)
if a.any() and second.any():
    cosine = cosine_similarity(a, second)
    degrees = np.degrees(angle(a, second))
    by_lengths = length_a * length_second * cosine

# Does a turn left (1) or right (-1) to get to the other?
way = 1.0 if round(a[0] * second[1] - a[1] * second[0], 12) >= 0 else -1.0

# The shadow on the line of a, and the side of the plane where the product is above zero.
shadow = top = foot = border = zone = yes = no = line = guess_error = None
if a.any():
    u = unit(a)
    shadow, foot = dot / length_a, project(second, a) + 0.0
    left = ${FAR} * np.array([-u[1], u[0]])
    border, line = [-left, left], [-${FAR} * u, ${FAR} * u]
    zone = [left, left + ${FAR} * u, -left + ${FAR} * u, -left]
    aside = way * left / ${FAR}
    yes, no = 2.4 * (u - aside), -2.4 * (u + aside)
    guess_error = norm(guess - foot)
    top = length_first * u if b.any() else None

# The most that arrows of these lengths can give, and the circle on which b keeps its length.
most = length_a * length_second
t = 2 * np.pi * np.arange(96) / 96
ring = length_first * np.stack([np.cos(t), np.sin(t)], axis=1) if b.any() else None

# The arc of the angle, and b times -1, 0 and 1.
arc = arc_middle = None
if degrees is not None:
    turn = np.arctan2(a[1], a[0]) + way * np.radians(degrees) * np.arange(25) / 24
    arc = ${RADIUS} * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    arc_middle = arc[12]
multiples = [-1 * b, 0 * b, b]
print(f"{dot=}, {by_lengths=}, {cosine=}")
`;
}
