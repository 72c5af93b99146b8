// How logits, probabilities and loss are shown: what can be set, grabbed and read. It computes nothing.
import { terse } from "kit/brief.js";
import { INDEX, numbersOf, option } from "kit/data.js";
import { exact, fixed, rounded } from "kit/numbers.js";
import { createBars } from "sim/figure.js";
import { LAST, LOGIT, WARMTH, targetOf } from "sim/model.js";
import * as words from "sim/words.js";

export const figure = createBars;
export const title = "Softmax and cross-entropy";
export const question = "Drag a logit: what do the arrows measure?";
export const step = LOGIT.stride;
export const legend = "Arrows: the gradient, from the target y to the probability p, divided by T. The pale band behind is p − y. Cells: blue above zero, hatched orange below.";

const SMALL = 0.01;

export const controls = [
  numbersOf("z", LOGIT),
  numbersOf("temperature", WARMTH),
  numbersOf("target", { min: 0, max: 3, step: 1 }),
  { key: "classes", kind: "choice", label: "Classes", place: "more", options: ["2", "3", "4"].map(count => option(count, count)) },
  { key: "shift", kind: "choice", label: "Add to all logits", place: "more", options: [option("0", "nothing"), option("100", "100"), option("1000", "1000"), option("-1000", "−1000")] },
  { key: "floats", kind: "toggle", label: "Naive beside stable", place: "more" },
  { key: "rate", kind: "choice", label: "Rate η of a step", place: "more", options: ["0.1", "0.5", "1", "2"].map(rate => option(rate, rate)) },
  numbersOf("at", { min: 0, max: LAST, step: 1, aside: true }),
  { key: "predict", kind: "toggle", label: "Predict first", place: "more", aside: true },
  { key: "answered", kind: "toggle", aside: true },
  numbersOf("guess", { min: 0, max: 1, step: 0.01, aside: true }),
];

export const describe = words.describe;
export const why = words.why;
export const asks = words.asks;

/** The step bar: so many steps down the gradient. */
export function steps(state, { taken, further }) {
  return { key: "at", position: taken, count: further ? LAST : taken, label: `${taken} steps down the gradient` };
}

/** Which numbers are the answer that Predict first keeps back. */
export const answers = name => /^(p|dz|L|naive_\w+|stable_\w+)\./.test(name);

/** Does the question of a preset still make sense? */
export const stays = (state, preset) => state.classes === preset.classes && state.shift === preset.shift;

/** Too small for three digits, or too large for a cell: its power of ten, as NumPy writes it. */
function readable(value, least = SMALL) {
  if (typeof value !== "number") return value;
  if (Math.abs(value) >= 1e5) return value.toExponential(0).replace("+", "");
  return value !== 0 && Math.abs(value) < least ? terse(value, least) : value;
}

/** The cells of the figure, and what floating point makes of the exponentials. */
export function numbers({ state, shown, back }) {
  const part = (name, label, values, more) => ({ name, label, values, columns: values.length, board: true, ...more });
  const kept = values => values.map(value => (back ? null : readable(value)));
  const z = state.shift === "0" ? part("z", "Logit", shown.z, { edit: true }) : part("z", "Logit", shown.logits.map(value => (Number.isInteger(value) ? exact(value) : fixed(value, 1))));
  return {
    rows: [[
      z, part("temperature", "Temperature T", state.temperature, { edit: true }), part("p", "Probability p", kept(shown.p)), part("y", "Target y", shown.y, { digits: 0 }),
      part("dz", "Gradient by the logit", kept(shown.dz)), part("L", "Loss L", kept([shown.L])),
    ], ...(state.floats ? exponentials(state, shown, kept, back) : [])],
    facts: [], largest: 4,
  };
}

/** Two sentences: the formula as it stands, and with the largest logit taken off. */
function exponentials(state, shown, kept, back) {
  const target = targetOf(state);
  const part = (name, label, head, values, digits) => ({ name, label, head, values: kept(values), columns: values.length, largest: 1e9, digits });
  const line = (way, powers, values, total, share, digits) => [
    part(`${way}_exp`, `${way}: e to the power`, powers.map(rounded), values), "/", part(`${way}_sum`, `${way}: the sum`, ["sum"], [total], digits), "=", part(`${way}_p`, `${way}: p of the target`, [`p${INDEX[target]}`], [share]),
  ];
  // The stable sum has the decimals of its summands, the first of which is 1.
  return [["e\u00a0to naive", ...line("naive", shown.scaled, shown.naive_exp, shown.naive_sum, shown.naive_p[target])], ["e\u00a0to stable", ...line("stable", shown.shifted, shown.stable_exp, shown.stable_sum, shown.p[target], back ? undefined : 3)]];
}

/** What can be grabbed: the tip of every logit, the temperature, and a marker while the reader predicts. */
export function handles({ state, shown }, measures) {
  const { middle, score, unit, share, strip, warmth, warm, tall } = measures, target = targetOf(state);
  return [
    ...shown.z.map((value, k) => ({
      name: `tip.${k}`, at: [middle(k), -score(value)], slide: "y", step: step * unit, value, reach: LOGIT.max, shape: "dot",
      label: `Logit z${INDEX[k]}`, text: exact(shown.logits[k]),
    })),
    { name: "warmth", at: [warmth(state.temperature[0]), -strip], slide: "x", step: WARMTH.step * warm, value: state.temperature[0], reach: WARMTH.max, shape: "square", label: "Temperature T", text: rounded(state.temperature[0]) },
    ...(state.predict ? [{ name: "guess", at: [middle(target), -share(state.guess)], slide: "y", step: tall * 0.01, value: state.guess, reach: 1, shape: "diamond", label: "Your marker", text: rounded(state.guess) }] : []),
  ];
}
