// How a bend and its slopes are shown: what can be set, grabbed, read and drawn. It computes nothing.
import { brief, terse } from "kit/brief.js";
import { option } from "kit/data.js";
import { rounded } from "kit/numbers.js";
import { EDGE, SCORES, lower, upper } from "sim/panes.js";
import * as picture from "sim/picture.js";
import * as words from "sim/words.js";

export const title = "Activation functions";
export const question = "Drag: when does nothing get back?";
export const reach = 5;
export const step = 0.05;

const { NAMES, SUB, sharing } = words;
const functions = Object.entries(NAMES).map(([value, label]) => option(value, label));

export const controls = [
  { key: "z", kind: "numbers", min: -4, max: 4, step: 0.1 },
  { key: "x", kind: "numbers", min: -10, max: 10, step, aside: true },
  { key: "range", kind: "numbers", min: 1, max: 10, step: 1 },
  { key: "leak", kind: "numbers", min: 0, max: 0.5, step: 0.01 },
  { key: "temperature", kind: "numbers", min: 0.25, max: 5, step: 0.05 },
  { key: "f", kind: "choice", label: "f", place: "bar", options: [...functions, option("softmax", "Softmax")] },
  { key: "compare", kind: "choice", label: "Compare with", place: "more", when: state => !sharing(state),
    options: [option("none", "nothing"), ...functions, option("all", "all seven")] },
  { key: "predict", kind: "toggle", label: "Predict first", place: "more", aside: true },
  { key: "answered", kind: "toggle", aside: true },
  { key: "guess", kind: "numbers", min: -0.25, max: 1.25, step: 0.05, aside: true },
];

export const describe = words.describe;
export const why = words.why;
export const asks = words.asks;

/** Does the question of a preset still make sense? */
export const stays = (state, preset) => state.f === preset.f;

/** A number that is kept back, or what is told of one too small for three digits. */
const readable = (value, back) => (back ? { value: null } : { value, text: Math.abs(value) >= 0.001 || value === 0 ? "" : terse(value) });
const field = (name, head, label, values) => ({ name, head: [head].flat(), label, values, edit: true });

/** What was set, in cells, and what came out. */
export function numbers({ state, shown, back }) {
  if (sharing(state)) return {
    rows: [[field("z", ["z₁", "z₂", "z₃"], "z, the scores", state.z), field("temperature", "T", "T, the temperature", state.temperature)]],
    facts: [["p", "p", shown.p, "share"], ["s", "p′", shown.p_slopes, "slope of share"]].flatMap(([name, head, values, label]) =>
      values.map((value, k) => ({ name: `${name}.${k}`, head: head + SUB[k], label: `${label} ${k + 1}`, ...readable(value, back) }))),
    largest: 4,
  };
  const leaky = state.f === "leaky_relu" || shown.others.includes("leaky_relu");
  const row = [field("x", "x", "x, the input", state.x), field("range", "range ±", "Range of inputs to both sides", state.range)];
  const fact = (name, head, label, told) => ({ name, head, label, ...told });
  const beside = shown.others.length === 1 ? [
    fact("other", "g(x)", `${NAMES[shown.others[0]]} at x`, readable(shown.other_y[0])),
    fact("otherslope", "g′(x)", `Slope of ${NAMES[shown.others[0]]} at x`, readable(shown.other_slope[0], back)),
  ] : [];
  return {
    rows: [leaky ? [...row, field("leak", "α", "α, the slope of the leak", state.leak)] : row],
    facts: [
      fact("y", "f(x)", "f at x", readable(shown.y)), fact("slope", "f′(x)", "Slope of f at x", readable(shown.slope, back)), ...beside,
      fact("outputs", "f spans", "f spans, in this range", { value: shown.outputs.map(value => terse(value)).join(" … ") }),
      fact("slopes", "f′ spans", "f′ spans, in this range", { value: back ? null : shown.slopes.map(value => terse(value)).join(" … ") }),
    ],
    largest: 10,
  };
}

/** Which numbers are the answer that Predict first keeps back. */
export function answers(name) {
  return /^(slopes?|otherslope|p|s)(\.|$)/.test(name);
}

/** The part of the plane that is shown: a little more than the range. */
export function frame({ state, shown }) {
  if (sharing(state)) return { left: -0.65, right: 2.65, bottom: 0, top: 1 };
  return { left: -EDGE * shown.reach, right: EDGE * shown.reach, bottom: 0, top: 1 };
}

/** What can be grabbed. */
export function handles({ state, shown }) {
  const list = sharing(state) ? state.z.map((score, k) => ({
    name: `z_${k}`, at: upper(SCORES).at([k, score]), slide: "y", step: 0.1 * upper(SCORES).scale, value: score, reach: 4,
    label: `Score z${SUB[k]}`, text: rounded(score), shape: "dot",
  })) : [{
    name: "x", at: upper(shown.span).at([state.x[0], shown.y]), slide: "x", value: state.x[0], reach: shown.reach,
    label: "The point on the curve", text: `x = ${rounded(state.x[0])}, f(x) = ${brief(shown.y)}`, shape: "dot",
  }];
  if (state.predict) list.push({
    name: "guess", at: lower.at([sharing(state) ? 0 : state.x[0], state.guess[0]]), slide: "y", step: 0.05 * lower.scale, value: state.guess[0],
    reach: 1.25, label: "Your marker", text: rounded(state.guess[0]), shape: "diamond",
  });
  return list;
}

/** What a click in the empty figure moves. */
export function clicked({ state, back }) {
  return back ? "guess" : sharing(state) ? "" : "x";
}

export const strokes = picture.strokes;
export const labels = picture.labels;
export const draw = picture.draw;
