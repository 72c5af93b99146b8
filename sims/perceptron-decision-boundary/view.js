// How the neuron, its line and its corrections are shown: what can be set, grabbed, read and drawn. It computes nothing.
import { option, pair } from "kit/data.js";
import { point, rounded } from "kit/numbers.js";
import { ticks } from "kit/ticks.js";
import { FARTHEST } from "sim/model.js";
import * as words from "sim/words.js";

export const title = "Perceptron decision boundary";
export const question = "Drag the tip of w: what does the line do?";
export const reach = 3.2;
export const step = 0.0625;

const places = { kind: "numbers", min: -2.75, max: 2.75, step };
const weights = { kind: "numbers", min: -FARTHEST, max: FARTHEST, step };

export const controls = [
  { key: "points", ...places },
  { key: "classes", kind: "numbers", min: -1, max: 1, step: 1 },
  { key: "w", ...weights },
  { key: "b", ...weights },
  { key: "rate", kind: "choice", label: "Rate", place: "more", options: ["0.25", "0.5", "1", "2"].map(rate => option(rate, words.RATES[rate])) },
  { key: "steps", kind: "numbers", min: 0, max: 1000, step: 1, aside: true },
  { key: "halved", kind: "numbers", min: 0, max: 7, step: 1, aside: true },
  { key: "edit", kind: "toggle", label: "Add points", place: "more", aside: true },
  { key: "pen", ...places, aside: true },
];

export const describe = words.describe;
export const why = words.why;

/** Which numbers would be kept back: none, nothing is to be predicted. */
export function answers() {
  return false;
}

/** Where the step bar stands. */
export function steps(state, { mistakes, total }) {
  const last = total ?? (state.steps < 1000 ? null : mistakes);
  return { key: "steps", position: mistakes, count: last, label: `${mistakes} mistakes corrected${last === null ? "" : ` of ${last}`}` };
}

/** s = w · x + b for the ringed point in cells, and the facts. */
export function numbers({ shown }) {
  const { w, x, b, score, right, X, mistakes, size, bound, from_zero } = shown;
  return {
    rows: [[
      { name: "w", label: "w", head: ["w"], values: w, edit: true }, "·",
      { name: "x", label: "x, the ringed point", head: ["x"], values: x }, "+",
      { name: "b", label: "b", head: ["b"], values: [b], edit: true }, "=",
      { name: "s", label: "s, the score", head: ["s"], values: [score] },
    ]],
    facts: [
      { name: "right", head: "right", label: "points on their own side", value: `${right} of ${X.length}` },
      { name: "mistakes", head: "corrections", value: String(mistakes) },
      { name: "bound", head: "at most", label: "corrections promised at most", value: bound === null || !from_zero ? "no promise" : bound },
      { name: "size", head: "‖w‖", label: "length of w", value: size },
    ],
    largest: 3,
  };
}

/** What can be grabbed. */
export function handles({ state, shown }) {
  const list = [{ name: "w", at: shown.tip, label: "Tip of w", text: point(shown.w), shape: "dot" }];
  if (shown.grip) list.push({ name: "b", at: shown.grip, label: "The line: pull it to change b", text: `b = ${rounded(shown.b)}`, shape: "square" });
  if (state.edit) list.push({ name: "pen", at: state.pen, label: "Pen: Enter puts a point here", text: point(state.pen), shape: "ring" });
  return list.map(each => ({ ...each, reach: 3 }));
}

/** What a click in the empty plane moves. */
export function clicked({ state }) {
  return state.edit ? "pen" : "";
}

/** Strokes that labels keep off where they can. */
export function strokes({ shown }) {
  const { tip, trail, boundary } = shown;
  return [[[0, 0], tip], ...trail.slice(1).map((end, k) => [trail[k], end]), ...(boundary ? [boundary] : [])];
}

/** Marks that labels never cover. */
export function marks({ shown }) {
  return shown.X;
}

/** Text in the plane. */
export function labels({ state, shown, fresh, ghost }) {
  const { w, tip, trail, zoom, x, label, grip, mistakes, corner, plus_spot, minus_spot } = shown, list = [];
  const add = (name, at, text, prefer, more) => list.push({ name, at, text, prefer, tone: "maths", of: [name, ...pair(name)], ...more });
  add("w", tip, "w", tip.some(Boolean) ? tip : [0, 1], { text: zoom === 1 ? "w" : `w, drawn at 1 ⁄ ${1 / zoom}`, tone: zoom === 1 ? "maths" : "ink" });
  if (fresh && !mistakes) add("hint", tip, "drag me", [0.6, -1], { tone: "accent" });
  add("x", x, "x", [-1, 1]);
  if (mistakes) {
    const [from, to] = trail.slice(-2), size = state.rate === "1" ? "" : words.RATES[state.rate];
    add("push", from.map((value, i) => (value + to[i]) / 2), `${label > 0 ? "+" : "−"} ${size}x`, [from[1] - to[1], to[0] - from[0]], { tone: tone(label) });
  }
  if (plus_spot) add("plus", plus_spot, "● s > 0", w, { on: plus_spot, tone: "positive", optional: true });
  if (minus_spot) add("minus", minus_spot, "◆ s < 0", [-w[0], -w[1]], { on: minus_spot, tone: "negative", optional: true });
  if (grip && fresh) add("pull", grip, `b`, corner[1], { of: ["b.0"] });
  if (ghost) add("held", ghost.shown.tip, "held", [1, 1], { tone: "quiet" });
  return [...list, ...ticks([-3, -2, -1, 1, 2, 3])];
}

const tone = label => (label > 0 ? "positive" : "negative");
const dash = label => (label > 0 ? [] : [7, 4]);

/** The picture, back to front. */
export function draw(plane, { shown, ghost, lit }) {
  const { w, tip, trail, foot, corner, boundary, mistakes } = shown, any = names => names.some(lit);
  plane.clear("surface");
  drawSides(plane, shown);
  plane.lines([[[-8, 0], [8, 0]], [[0, -8], [0, 8]]], { stroke: "rule" });
  if (ghost) drawGhost(plane, ghost.shown);
  if (boundary) {
    if (lit("b.0")) plane.path(boundary, { stroke: "accent", weight: 11, alpha: 0.4 });
    plane.path([[0, 0], foot], { stroke: "muted", weight: 1.5, dash: [2, 4] });
    plane.path(corner, { stroke: "muted", weight: 1.5 });
    plane.path(boundary, { stroke: "ink", weight: 2.5 });
  }
  drawPoints(plane, shown);
  if (any(pair("x"))) plane.dot(shown.x, 18, { fill: "accent", alpha: 0.4 });
  if (mistakes) drawCorrections(plane, trail, shown);
  if (any(pair("w"))) plane.path([[0, 0], tip], { stroke: "accent", weight: 11, alpha: 0.4 });
  plane.arrow([0, 0], tip, { stroke: "ink", weight: 3, trim: 11 });
  if (!w.some(Boolean)) plane.dot([0, 0], 4, { fill: "ink" });
}

function drawSides(plane, { boundary, plus_side, minus_side }) {
  if (!boundary) return;
  plane.polygon(plus_side, { fill: "positive", alpha: 0.11 });
  plane.polygon(minus_side, { fill: "negative", alpha: 0.08 });
  plane.hatch(minus_side, { stroke: "negative", weight: 1, alpha: 0.16 });
}

/** A disc is class 1, a diamond class -1; solid if it is right, hollow and crossed out if it is missed. */
function drawPoints(plane, { X, y, missed, x }) {
  X.forEach((at, i) => {
    const style = { stroke: tone(y[i]), weight: 2.5, fill: missed[i] ? "surface" : tone(y[i]) };
    if (y[i] > 0) plane.dot(at, 7, style);
    else plane.diamond(at, 9, style);
    if (missed[i]) plane.cross(at, 4, { stroke: "ink", weight: 2 });
  });
  plane.dot(x, 15, { stroke: "ink", weight: 1.5 });
}

/** The corrections so far, tip to tail; of the last one also the w before it, and the point it came from. */
function drawCorrections(plane, trail, { label, x }) {
  const [before, now] = trail.slice(-2);
  plane.path(trail.slice(0, -1), { stroke: "muted", weight: 1.5 });
  plane.arrow([0, 0], before, { stroke: "muted", weight: 2 });
  plane.path([[0, 0], x], { stroke: tone(label), weight: 1.5, dash: [2, 5] });
  plane.arrow(before, now, { stroke: tone(label), weight: 3, trim: 11, dash: dash(label) });
}

function drawGhost(plane, { boundary, tip }) {
  if (boundary) plane.path(boundary, { stroke: "muted", weight: 2, dash: [8, 5] });
  plane.arrow([0, 0], tip, { stroke: "muted", weight: 2 });
}
