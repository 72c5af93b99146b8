// How the product of two arrows is shown: what can be set, grabbed, read and drawn. It computes nothing.
import { ORIGIN, lightVector, outward, squaredPaper, vectorLabel } from "kit/arrows.js";
import { option } from "kit/data.js";
import { transpose } from "kit/maths.js";
import { point } from "kit/numbers.js";
import { tapped } from "kit/predict.js";
import { ticks } from "kit/ticks.js";
import * as words from "sim/words.js";

export const title = "Dot product";
export const question = "Turn b round a: when is a · b zero, when largest?";
export const reach = 4.8;
export const step = 0.25;

export const controls = [
  { key: "a", kind: "numbers", min: -3, max: 3, step },
  { key: "b", kind: "numbers", min: -3, max: 3, step: 0.001, stride: step },
  { key: "c", kind: "numbers", min: -1.5, max: 1.5, step: 0.05 },
  { key: "show", kind: "choice", label: "Multiply a by", place: "bar", options: [option("pair", "b"), option("scaled", "c b")] },
  { key: "predict", kind: "toggle", label: "Predict first", place: "more", aside: true },
  { key: "answered", kind: "toggle", aside: true },
  { key: "guess", kind: "numbers", min: -4.5, max: 4.5, step, aside: true },
];

export const asks = words.asks;
export const describe = words.describe;
export const why = words.why;
const { second } = words;
const isPair = ({ show }) => show === "pair";

/** Where the same two vectors can be looked at otherwise; a matrix there holds entries up to 2. */
export function links({ a, b }) {
  const W = transpose([a, b]), fits = W.flat().every(value => Math.abs(value) <= 2);
  return [
    { sim: "vector", label: "Add and subtract them", state: { a, b } },
    ...(fits ? [{ sim: "matrix-transformation", label: "As columns of a matrix", state: { W } }] : []),
  ];
}

/** Multiply and add, in cells; then lengths and angle. */
export function numbers({ state, shown, back }) {
  const cells = (name, head, values, edit) => ({ name, label: head, head: [head], values, edit });
  const a = cells("a", "a", state.a, true), b = cells("b", "b", state.b, true), c = cells("c", "c", state.c, true);
  const dot = cells("dot", `a · ${second(state)}`, [back ? null : shown.dot]);
  const products = cells("products", "aᵢ bᵢ", back ? [null, null] : shown.products);
  const row = isPair(state) ? [a, "×", b, "=", products, "Σ", dot] : [a, "· (", c, "·", b, ") =", dot];
  return { rows: [row], facts: facts(state, shown).map(fact => (back && answers(fact.name) ? { ...fact, value: null } : fact)), largest: 9 };
}

function facts(state, shown) {
  const fact = (name, head, label, more) => ({ name, head, label, value: shown[name] ?? "none", ...more });
  const angle = fact("degrees", "θ in °", "the angle θ", { largest: Infinity });
  const shadow = fact("shadow", "s", `s, the shadow of ${second(state)} on the line of a`);
  if (isPair(state)) return [
    fact("length_a", "‖a‖", "the length of a"), fact("length_second", "‖b‖", "the length of b"),
    fact("cosine", "cos θ", "the cosine of θ", { largest: 1 }), fact("by_lengths", "‖a‖ ‖b‖ cos θ", "the product by lengths and angle"), shadow, angle,
  ];
  return [
    fact("dot_first", "a · b", "a times b"), fact("cosine_first", "cos (a, b)", "the cosine of a and b", { largest: 1 }),
    fact("cosine", "cos (a, c b)", "the cosine of a and c b", { largest: 1 }), shadow, angle,
  ];
}

/** Which numbers are the answer that Predict first keeps back. */
export function answers(name) {
  return /^(products|dot|by_lengths|shadow|cosine|degrees)/.test(name);
}

/** What can be grabbed. */
export function handles({ state, shown }) {
  const list = [
    { name: "b", at: state.b, label: "Tip of b", shape: "dot" }, { name: "a", at: state.a, label: "Tip of a", shape: "dot" },
  ];
  if (!isPair(state)) list.push({ name: "scaled", at: shown.scaled, label: "Tip of c b", shape: "square" });
  if (state.predict) list.push({ name: "guess", at: state.guess, label: "Your marker for the end of the shadow", shape: "diamond" });
  return list.map(each => ({ ...each, text: point(each.at), reach: 5 }));
}

/** Why a tip goes no further. */
export const stops = name => (name === "scaled" ? "c ends at ±1.5" : "ends at ±3, so that all fits");

/** What a click in the empty plane moves. */
export const clicked = tapped;

/** Strokes that labels keep off where they can. */
export function strokes({ state, shown, back }) {
  const arrows = [[ORIGIN, state.a], [ORIGIN, state.b], [ORIGIN, shown.second]];
  return back || !shown.foot ? arrows : [...arrows, [ORIGIN, shown.foot], [shown.second, shown.foot]];
}

/** Text in the plane. */
export function labels({ state, shown, ghost, back, fresh }) {
  const list = [vectorLabel("a", "a", state.a), vectorLabel("b", "b", state.b)], { foot, arc_middle } = shown;
  if (!isPair(state)) list.push(vectorLabel("scaled", "c b", shown.scaled));
  const add = (name, at, text, prefer, tone, more) => list.push({ name, at, text, prefer, tone, ...more });
  if (!back && shown.sign) add("shadow", foot, "shadow s", [foot[0] - shown.second[0] || 0.01, foot[1] - shown.second[1]], TONE[shown.sign], { of: ["shadow"] });
  if (!back && arc_middle) add("angle", arc_middle, "θ", outward(arc_middle), "maths", { of: ["degrees"] });
  if (state.predict) add("guess", state.guess, "your marker", [0, -1], "accent");
  else if (fresh) add("hint", state.b, "drag me", [-0.6, -1], "accent");
  if (!back && isPair(state) && shown.top && shown.cosine < 1) add("top", shown.top, "largest", [shown.top[1], -shown.top[0]], "quiet", { optional: true });
  if (ghost) add("held", ghost.shown.second, "held", [1, 1], "quiet");
  if (!back && shown.zone) {
    add("yes", shown.yes, `a · ${second(state)} > 0`, outward(shown.yes), "quiet", { on: shown.yes, optional: true });
    add("no", shown.no, `a · ${second(state)} < 0`, outward(shown.no), "quiet", { on: shown.no, optional: true });
  }
  return [...list, ...ticks([-4, -3, -2, -1, 1, 2, 3, 4])];
}

const TONE = { "1": "positive", "0": "ink", "-1": "negative" };

/** The picture, back to front. */
export function draw(plane, scene) {
  const { state, shown, ghost, lit, back } = scene;
  squaredPaper(plane);
  if (!back && shown.zone) drawSides(plane, shown);
  if (ghost) drawGhost(plane, ghost);
  if (!back && isPair(state) && shown.ring) drawRing(plane, shown);
  if (!back && shown.foot) drawShadow(plane, shown);
  if (!back && shown.arc) plane.path(shown.arc, { stroke: "ink", weight: 1.5 });
  for (const name of ["a", "b"]) lightVector(plane, name, state[name], lit);
  if (!isPair(state)) drawMultiples(plane, shown);
  plane.arrow(ORIGIN, state.a, { stroke: "ink", weight: 3, trim: 11 });
  plane.arrow(ORIGIN, state.b, { stroke: "ink", weight: 3, trim: 11 });
  if (state.predict && shown.foot && !back) plane.path([state.guess, shown.foot], { stroke: "accent", weight: 2, dash: [4, 4] });
}

function drawSides(plane, { zone, border, line }) {
  plane.polygon(zone, { fill: "positive", alpha: 0.1 });
  plane.path(border, { stroke: "ink", weight: 1.5, dash: [8, 5] });
  plane.path(line, { stroke: "muted", weight: 1, dash: [2, 5] });
}

/** What b throws on the line of a: solid blue the way of a, dashed orange against it. */
function drawShadow(plane, { second: tip, foot, sign }) {
  plane.path([tip, foot], { stroke: "ink", weight: 1.5, dash: [2, 5] });
  plane.path([ORIGIN, foot], { stroke: TONE[sign], weight: 9, alpha: 0.75, dash: sign < 0 ? [9, 12] : [] });
  plane.dot(foot, 4, { fill: TONE[sign] });
}

/** Where b ends if it only turns, and where the product is largest then. */
function drawRing(plane, { ring, top }) {
  plane.polygon(ring, { stroke: "muted", weight: 1, alpha: 0.7 });
  if (top) plane.dot(top, 4, { fill: "muted" });
}

function drawMultiples(plane, { multiples, scaled }) {
  plane.path([multiples[0], multiples[2]], { stroke: "muted", weight: 1.5, dash: [2, 5] });
  plane.dot(multiples[0], 3.5, { fill: "muted" });
  plane.arrow(ORIGIN, scaled, { stroke: "ink", weight: 6, alpha: 0.85, trim: 11 });
}

function drawGhost(plane, { state, shown }) {
  plane.arrow(ORIGIN, state.a, { stroke: "muted", weight: 2, alpha: 0.7 });
  plane.arrow(ORIGIN, shown.second, { stroke: "muted", weight: 2, alpha: 0.7 });
}
