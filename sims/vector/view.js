// How two arrows and what is made of them are shown: what can be set, grabbed, read and drawn. It computes nothing.
import { ORIGIN, bars, glow, lightVector, outward, squaredPaper, vectorLabel } from "kit/arrows.js";
import { INDEX, option, pair } from "kit/data.js";
import { transpose } from "kit/maths.js";
import { point } from "kit/numbers.js";
import { tapped } from "kit/predict.js";
import { ticks } from "kit/ticks.js";
import * as words from "sim/words.js";

export const title = "Vector";
export const question = "Drag a tip: where does the thick arrow go?";
export const reach = 6.4;
export const step = 0.25;

export const controls = [
  { key: "a", kind: "numbers", min: -3, max: 3, step },
  { key: "b", kind: "numbers", min: -3, max: 3, step },
  { key: "c", kind: "numbers", min: -2, max: 2, step: 0.05 },
  { key: "show", kind: "choice", label: "Show", place: "bar", options: [
    option("subtract", "a − b"), option("add", "a + b"), option("scale", "c a"), option("length", "length of a"),
  ] },
  { key: "norm", kind: "choice", label: "Measure length", place: "more", options: [
    option("2", "straight (L2)"), option("1", "along streets (L1)"), option("inf", "by the largest part (L∞)"),
  ] },
  { key: "predict", kind: "toggle", label: "Predict first", place: "more", aside: true },
  { key: "answered", kind: "toggle", aside: true },
  { key: "guess", kind: "numbers", min: -6, max: 6, step, aside: true },
];

export const asks = words.asks;
export const describe = words.describe;
export const why = words.why;
const { NAMES } = words;

/** Where the same two vectors can be looked at otherwise; a matrix there holds entries up to 2. */
export function links({ a, b }) {
  const W = transpose([a, b]), fits = W.flat().every(value => Math.abs(value) <= 2);
  return [
    { sim: "dot-product", label: "Their dot product", state: { a, b } },
    ...(fits ? [{ sim: "matrix-transformation", label: "As columns of a matrix", state: { W } }] : []),
  ];
}

const column = (name, values, edit) => ({ name, label: name === "result" ? "the result" : name, head: [name], values, edit });

/** The sum that is asked for in cells, and lengths and direction. */
export function numbers({ state, shown, back }) {
  const a = column("a", state.a, true), b = column("b", state.b, true), c = column("c", state.c, true);
  const values = back ? [null, null] : (shown.result ?? ["none", "none"]);
  const result = { name: "result", label: NAMES[state.show], head: [NAMES[state.show]], values };
  const size = { name: "length_a", label: bars("a", state.norm), head: [bars("a", state.norm)], values: [shown.length_a] };
  const rows = { subtract: [a, "−", b, "=", result], add: [a, "+", b, "=", result], scale: [c, "·", a, "=", result], length: [a, "=", size, "·", result] };
  return { rows: [rows[state.show]], facts: facts(state, shown, back), largest: 6 };
}

function facts(state, shown, back) {
  const name = NAMES[state.show], hidden = value => (back ? null : value);
  const size = (key, of) => ({ name: key, head: bars(of, state.norm), label: `the length of ${of}`, value: shown[key] });
  const angle = (key, of, value) => ({ name: key, head: `∠ ${of.length > 3 ? `(${of})` : of} in °`, label: `the direction of ${of}`, value, largest: Infinity });
  if (state.show === "length") return [
    ...["norm_1", "norm_2", "norm_inf"].map((key, i) => ({ name: key, head: ["‖a‖₁", "‖a‖₂", "‖a‖∞"][i], value: shown.norms_a[i] })),
    angle("direction_a", "a", shown.direction_a ?? "none"),
  ];
  const result = { ...size("length_result", name), value: hidden(shown.length_result) };
  const turn = angle("direction_result", name, hidden(shown.direction_result ?? "none"));
  if (state.show === "scale") return [size("length_a", "a"), result, angle("direction_a", "a", shown.direction_a ?? "none"), turn];
  return [size("length_a", "a"), size("length_b", "b"), result, turn];
}

/** Which numbers are the answer that Predict first keeps back. */
export function answers(name) {
  return /result/.test(name);
}

const two = ({ show }) => show === "add" || show === "subtract";

/** What can be grabbed. */
export function handles({ state, shown, back }) {
  const list = [{ name: "a", at: state.a, label: "Tip of a", shape: "dot" }];
  if (two(state)) list.push({ name: "b", at: state.b, label: "Tip of b", shape: "dot" });
  if (state.show === "scale" && !back) list.push({ name: "scaled", at: shown.scaled, label: "Tip of c a", shape: "square" });
  if (state.predict) list.push({ name: "guess", at: state.guess, label: "Your marker for the result", shape: "diamond" });
  return list.map(each => ({ ...each, text: point(each.at), reach: 6 }));
}

/** Why a tip goes no further. */
export const stops = name => (name === "scaled" ? "c ends at ±2" : "ends at ±3, so that sums fit");

/** What a click in the empty plane moves. */
export const clicked = tapped;

/** Strokes that labels keep off where they can. */
export function strokes({ state, shown, back }) {
  const list = [[ORIGIN, state.a]];
  if (two(state)) list.push([ORIGIN, state.b]);
  if (state.show === "add" && !back) list.push([state.a, shown.total], [state.b, shown.total]);
  if (state.show === "length") list.push(...shown.legs);
  if (shown.arrow && !back) list.push(shown.arrow, [ORIGIN, shown.result]);
  return list;
}

const MULTIPLES = ["−2a", "−a", "", "", "2a"];

/** Text in the plane. */
export function labels({ state, shown, ghost, back, fresh }) {
  const name = NAMES[state.show], list = [vectorLabel("a", "a", state.a)];
  if (two(state)) list.push(vectorLabel("b", "b", state.b));
  if (shown.result && !back) list.push(vectorLabel("result", name, shown.result));
  if (state.show === "subtract" && !back) list.push({ name: "way", at: shown.middle, text: name, tone: "maths", prefer: outward(shown.middle) });
  if (state.show === "subtract" && shown.result.some(Boolean) && !back) list.push({
    name: "moved", at: shown.moved_middle, text: "the same, from 0", prefer: outward(shown.moved_middle), optional: true, tone: "quiet",
  });
  if (state.show === "length") shown.leg_middles.forEach((at, i) => state.a[i] && list.push({
    name: `leg.${i}`, at, text: `a${INDEX[i]}`, tone: state.a[i] < 0 ? "negative" : "positive", prefer: i ? [state.a[0] || 1, 0] : [0, -state.a[1] || -1], of: [`leg.a.${i}`],
  }));
  if (state.show === "scale") shown.multiples.forEach((at, i) => MULTIPLES[i] && list.push({
    name: `multiple.${i}`, at, text: MULTIPLES[i], prefer: [1, -1], optional: true, tone: "quiet",
  }));
  if (state.predict) list.push({ name: "guess", at: state.guess, text: "your marker", prefer: [0, -1], tone: "accent" });
  else if (fresh) list.push({ name: "hint", at: state.a, text: "drag me", prefer: [0.6, -1], tone: "accent" });
  if (ghost?.shown.result) list.push({ name: "held", at: ghost.shown.result, text: "held", prefer: [1, 1], tone: "quiet" });
  return [...list, ...ticks([-6, -4, -2, 2, 4, 6])];
}

/** The picture, back to front. */
export function draw(plane, { state, shown, ghost, lit, back }) {
  squaredPaper(plane);
  if (ghost) drawGhost(plane, ghost);
  DRAW[state.show](plane, state, shown, back);
  light(plane, state, shown, lit);
  if (shown.arrow && !back) plane.arrow(...shown.arrow, { stroke: "ink", weight: 6, alpha: 0.85, trim: state.show === "length" ? 0 : 11 });
  plane.arrow(ORIGIN, state.a, { stroke: "ink", weight: 3, trim: 11 });
  if (two(state)) plane.arrow(ORIGIN, state.b, { stroke: "ink", weight: 3, trim: 11 });
  if (state.predict && shown.result && !back) plane.path([state.guess, shown.result], { stroke: "accent", weight: 2, dash: [4, 4] });
}

const DRAW = {
  subtract(plane, { a, b }, { result }, back) {
    plane.polygon([ORIGIN, a, b], { fill: "muted", alpha: 0.12 });
    if (back) return;
    plane.lines([[result, a]], { stroke: "muted", weight: 1.5, dash: [2, 5] });
    plane.arrow(ORIGIN, result, { stroke: "muted", weight: 2.5, dash: [6, 5] });
  },
  add(plane, { a, b }, { total }, back) {
    if (back) return;
    plane.polygon([ORIGIN, a, total, b], { fill: "muted", alpha: 0.12 });
    plane.arrow(a, total, { stroke: "muted", weight: 2.5, dash: [6, 5], trim: 4 });
    plane.arrow(b, total, { stroke: "muted", weight: 2.5, dash: [6, 5], trim: 4 });
  },
  scale(plane, _, { multiples }) {
    plane.path(multiples, { stroke: "muted", weight: 1.5, dash: [2, 5] });
    multiples.forEach(at => plane.dot(at, 3.5, { fill: "muted" }));
  },
  length(plane, { a }, { ball, as_long, legs, arc }) {
    plane.polygon(as_long, { stroke: "muted", weight: 1.5, dash: [6, 5] });
    plane.polygon(ball, { fill: "muted", alpha: 0.12 });
    plane.polygon(ball, { stroke: "muted", weight: 1.5 });
    legs.forEach((leg, i) => plane.lines([leg], { stroke: a[i] < 0 ? "negative" : "positive", weight: 3, dash: a[i] < 0 ? [7, 5] : [] }));
    plane.path(arc, { stroke: "ink", weight: 1.5 });
  },
};

/** What Why? speaks of. */
function light(plane, state, shown, lit) {
  for (const name of two(state) ? ["a", "b"] : ["a"]) lightVector(plane, name, state[name], lit);
  if (pair("result").some(lit) && shown.arrow) glow(plane, ...shown.arrow);
}

function drawGhost(plane, { state, shown }) {
  const style = { stroke: "muted", weight: 2, alpha: 0.7 };
  plane.arrow(ORIGIN, state.a, style);
  if (two(state)) plane.arrow(ORIGIN, state.b, style);
  if (shown.result) plane.arrow(ORIGIN, shown.result, { ...style, weight: 4 });
}
