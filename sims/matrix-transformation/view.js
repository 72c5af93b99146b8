// How an affine map of the plane is shown: what can be set, grabbed, read and drawn. It computes nothing.
import { INDEX, SUB, option } from "kit/data.js";
import { fixed, point, rounded } from "kit/numbers.js";
import { tapped } from "kit/predict.js";
import { ticks } from "kit/ticks.js";
import { TONE, detailed } from "sim/picture.js";
import * as picture from "sim/picture.js";
import * as words from "sim/words.js";

export const title = "Matrix transformation";
export const question = "Drag the tip of an arrow: what follows it?";
export const reach = 3.2;
export const step = 0.05;

export const controls = [
  { key: "W", kind: "numbers", min: -2, max: 2, step },
  { key: "b", kind: "numbers", min: -0.75, max: 0.75, step },
  { key: "x", kind: "numbers", min: -2.5, max: 2.5, step, aside: true },
  { key: "second", kind: "choice", label: "Then apply W₂", place: "more", options: [
    option("none", "nothing"), option("rotate", "a turn"), option("shear", "a shear"), option("reflect", "a mirror"),
    option("scale", "a scaling"), option("project", "a projection"),
  ] },
  { key: "circle", kind: "toggle", label: "Circle to ellipse", place: "more", aside: true },
  { key: "eigen", kind: "toggle", label: "Eigen-directions", place: "more", aside: true },
  { key: "predict", kind: "toggle", label: "Predict first", place: "bar", aside: true },
  { key: "answered", kind: "toggle", aside: true },
  { key: "guess", kind: "numbers", min: -2.75, max: 2.75, step, aside: true },
];

export const asks = words.asks;
export const describe = words.describe;
export const why = words.why;
export const draw = picture.draw;
const { composed, whole } = words;

const hide = (values, back) => (back ? values.map(() => null) : values);

/** y = W x + b in cells, the product if there are two maps, and the facts. */
export function numbers({ state, shown, back }) {
  const rows = [[
    { name: "W", label: "W", head: ["column 0", "column 1"], rows: true, values: state.W, edit: true }, "",
    { name: "x", label: "x", head: ["x"], values: state.x, edit: true }, "+",
    { name: "b", label: "b", head: ["b"], values: state.b, edit: true }, "=",
    { name: "y", label: "y", head: ["y"], values: hide(shown.point_first, back) },
  ]];
  if (composed(state)) rows.push([
    { name: "W2", label: "W₂", head: ["", ""], rows: true, values: shown.second_matrix }, "W =",
    { name: "M", label: "W₂W", head: ["", ""], values: shown.matrix }, "",
    { name: "z", label: "z", head: ["z"], values: hide(shown.point_image, back) },
  ]);
  return { rows, facts: facts(state, shown).map(fact => (back ? { ...fact, value: null } : fact)), largest: 2 };
}

function facts(state, shown) {
  const each = (on, values, name, symbol) =>
    on ? values.map((value, i) => ({ name: `${name}.${i}`, head: symbol + SUB[i], value })) : [];
  return [
    { name: "area", head: `area = det ${whole(state)}`, label: `det ${whole(state)}, the signed area`, value: shown.area },
    ...each(state.circle, shown.singular_values, "sigma", "σ"),
    ...each(state.eigen && shown.eigenvalues, shown.eigenvalues, "lambda", "λ"),
  ];
}

/** Which numbers are the answer that Predict first keeps back. */
export function answers(name) {
  return /^(y|z|area|sigma|lambda)/.test(name);
}

/** What can be grabbed. */
export function handles({ state, shown }) {
  const list = [
    { name: "x", at: state.x, label: "x, the point to follow", shape: "ring" },
    { name: "b", at: state.b, label: "b, where 0 lands", shape: "square" },
    { name: "column_0", at: shown.tips[0], label: "Tip of column 0 of W, where e₁ lands", shape: "dot" },
    { name: "column_1", at: shown.tips[1], label: "Tip of column 1 of W, where e₂ lands", shape: "dot" },
  ];
  if (state.predict) list.push({ name: "guess", at: state.guess, label: "Your marker for where x lands; Enter checks it", shape: "diamond" });
  return list.map(each => ({ ...each, text: point(each.at), reach: 3 }));
}

/** What a click in the empty plane moves. */
export const clicked = tapped;

/** Strokes that labels keep off where they can. */
export function strokes({ state, shown, back }) {
  const from = (start, tips) => tips.map(tip => [start, tip]), [, e1, , e2] = shown.square;
  if (back) return from(state.b, shown.tips);
  return [
    ...from(state.b, shown.tips), [state.x, shown.point_first], ...(composed(state) ? from(shown.offset, [e1, e2]) : []),
    ...(state.circle ? [...from([0, 0], shown.axes_before ?? []), ...from(shown.offset, shown.axes_after ?? [])] : []), ...(state.eigen ? shown.eigen_lines : []),
  ];
}

/** Text in the plane. */
export function labels({ state, shown, ghost, back, fresh, lit }) {
  const list = shown.tips.map((tip, i) => ({
    name: `tip.${i}`, at: tip, text: `column ${i}`, column: shown.columns[i].map(value => fixed(value)), tone: "vector",
    prefer: away(tip, state.b), of: [`W.0.${i}`, `W.1.${i}`, `tip.${i}`],
  }));
  const add = (name, at, text, prefer, tone = "maths", from) =>
    list.push({ name, at, text, prefer, tone, from, of: [name, `${name}.0`, `${name}.1`] });
  add("x", state.x, fresh ? "point x" : "x", [-1, 1]);
  if (!back) {
    list.push({
      name: "area", on: shown.rank === 2 && shown.centre, at: shown.square[2], prefer: away(shown.square[2], shown.offset),
      text: "area", column: [rounded(shown.area)], tone: TONE[shown.orientation], of: ["area"],
    });
    add("y", shown.point_first, "y", [1, -1], "maths", state.x);
    if (composed(state)) {
      add("z", shown.point_image, "z", [1, -1], "maths", shown.point_first);
      [shown.square[1], shown.square[3]].forEach((tip, i) => add(`M.${i}`, tip, `W₂W e${SUB[i]}`, away(tip, shown.offset), TONE[shown.orientation]));
    }
    if (detailed(state, lit)) shown.recipe.slice(1).forEach((tip, i) => list.push({
      name: `step.${i}`, at: tip, text: `x${INDEX[i]} of column ${i}`, from: shown.recipe[i], prefer: away(tip, shown.recipe[i]), tone: "quiet",
    }));
    if (state.circle) shown.axes_after?.forEach((tip, i) => add(`sigma.${i}`, tip, `σ${SUB[i]}`, away(tip, shown.offset)));
    if (state.eigen) shown.eigen_lines.forEach(([end], i) => add(`lambda.${i}`, end, `λ${SUB[i]}`, away(end, shown.offset)));
  }
  if (state.b.some(Boolean)) add("b", state.b, "b", [-1, -1]);
  if (state.predict) add("guess", state.guess, "your marker", [0, -1], "accent");
  else if (fresh) add("hint", shown.tips[0], "drag me", [0.6, -1], "accent");
  if (ghost) add("held", ghost.shown.square[2], "held", [1, 1], "quiet");
  return [...list, ...(state.circle && !back ? round(shown) : UNITS), ...ticks([-3, -2, -1, 1, 2, 3])];
}

const UNITS = [
  { name: "before", at: [1, 1], text: "before", prefer: [0.6, 1], optional: true, tone: "quiet" },
  { name: "e.0", at: [0.5, 0], text: "e₁", prefer: [0, -1], optional: true, tone: "quiet" },
  { name: "e.1", at: [0, 0.5], text: "e₂", prefer: [-1, 0], optional: true, tone: "quiet" },
];

/** On the circle: the arrows that become the axes of the ellipse. */
function round({ axes_before }) {
  return (axes_before ?? []).map((tip, i) => ({ name: `v.${i}`, at: tip, text: `v${SUB[i]}`, prefer: tip, optional: true, tone: "quiet" }));
}

const away = (to, from) => [to[0] - from[0] || 0.01, to[1] - from[1]];
