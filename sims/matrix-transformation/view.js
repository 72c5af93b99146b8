// How an affine map of the plane is shown: what can be set, grabbed, read and drawn. It computes nothing.
import { fixed, point, rounded } from "kit/numbers.js";
import { ticks, unitVectors } from "kit/ticks.js";
import * as words from "sim/words.js";

export const title = "Matrix transformation";
export const question = "Drag the tip of an arrow: what follows it?";
export const reach = 3.2;
export const step = 0.05;

const option = (value, label) => ({ value, label });

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

export const describe = words.describe;
export const why = words.why;
const { SUB, column, composed, pair, whole } = words;
const TONE = { keeps: "positive", flips: "negative", collapses: "ink" };

const hide = (values, back) => (back ? values.map(() => null) : values);

/** y = W x + b in cells, the product if there are two maps, and the facts. */
export function numbers({ state, shown, back }) {
  const E = ["e₁", "e₂"];
  const rows = [[
    { name: "W", label: "W", head: E, rows: true, values: state.W, edit: true }, "",
    { name: "x", label: "x", head: ["x"], values: state.x, edit: true }, "+",
    { name: "b", label: "b", head: ["b"], values: state.b, edit: true }, "=",
    { name: "y", label: "y", head: ["y"], values: hide(shown.point_first, back) },
  ]];
  if (composed(state)) rows.push([
    { name: "W2", label: "W₂", head: ["", ""], rows: true, values: shown.second_matrix }, "W =",
    { name: "M", label: "W₂W", head: E, values: shown.matrix }, "",
    { name: "z", label: "z", head: ["z"], values: hide(shown.point_image, back) },
  ]);
  return { rows, facts: facts(state, shown).map(fact => (back ? { ...fact, value: null } : fact)), largest: 2 };
}

function facts(state, shown) {
  const each = (on, values, name, symbol) =>
    on ? values.map((value, i) => ({ name: `${name}.${i}`, head: symbol + SUB[i], value })) : [];
  return [
    { name: "area", head: `det ${whole(state)}`, label: `det ${whole(state)}, the signed area`, value: shown.area },
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
    { name: "column_1", at: shown.tips[0], label: "Tip of column 1 of W, where e₁ lands", shape: "dot" },
    { name: "column_2", at: shown.tips[1], label: "Tip of column 2 of W, where e₂ lands", shape: "dot" },
  ];
  if (state.predict) list.push({ name: "guess", at: state.guess, label: "Your marker for where x lands", shape: "diamond" });
  return list.map(each => ({ ...each, text: point(each.at), reach: 3 }));
}

/** What a click in the empty plane moves. */
export function clicked({ back }) {
  return back ? "guess" : "x";
}

/** Strokes that labels keep off where they can. */
export function strokes({ state, shown, back }) {
  const from = (start, tips) => tips.map(tip => [start, tip]), [, e1, , e2] = shown.square;
  if (back) return from(state.b, shown.tips);
  return [
    ...from(state.b, shown.tips), [state.x, shown.point_first], ...(composed(state) ? from(shown.offset, [e1, e2]) : []),
    ...(state.circle ? from(shown.offset, shown.axes_after ?? []) : []), ...(state.eigen ? shown.eigen_lines : []),
  ];
}

/** Text in the plane. */
export function labels({ state, shown, ghost, back, fresh }) {
  const list = shown.tips.map((tip, i) => ({
    name: `tip.${i}`, at: tip, text: `e${SUB[i]} ↦`, column: tip.map(fixed), tone: "vector",
    prefer: away(tip, state.b), of: [`W.0.${i}`, `W.1.${i}`, `tip.${i}`],
  }));
  const add = (name, at, text, prefer, tone = "maths") =>
    list.push({ name, at, text, prefer, tone, of: [name, `${name}.0`, `${name}.1`] });
  add("x", state.x, "x", [-1, 1]);
  if (!back) {
    list.push({
      name: "area", on: shown.rank === 2 && shown.centre, at: shown.square[2], prefer: away(shown.square[2], shown.offset),
      text: "area", column: [rounded(shown.area)], tone: TONE[shown.orientation], of: ["area"],
    });
    add("y", shown.point_first, "y", [1, -1]);
    if (composed(state)) add("z", shown.point_image, "z", [1, -1]);
    if (state.circle) shown.axes_after?.forEach((tip, i) => add(`sigma.${i}`, tip, `σ${SUB[i]}`, away(tip, shown.offset)));
    if (state.eigen) shown.eigen_lines.forEach(([end], i) => add(`lambda.${i}`, end, `λ${SUB[i]}`, away(end, shown.offset)));
  }
  if (state.b.some(Boolean)) add("b", state.b, "b", [-1, -1]);
  if (state.predict) add("guess", state.guess, "your marker", [0, -1], "accent");
  else if (fresh) add("hint", shown.tips[0], "drag me", [0.6, -1], "accent");
  if (ghost) add("held", ghost.shown.square[2], "held", [1, 1], "quiet");
  const before = { name: "before", at: [1, 1], text: "before", prefer: [0.6, 1], optional: true, tone: "quiet" };
  return [...list, before, ...unitVectors(), ...ticks([-3, -2, -1, 2, 3])];
}

const away = (to, from) => [to[0] - from[0] || 0.01, to[1] - from[1]];

/** The picture, back to front. */
export function draw(plane, { state, shown, ghost, lit, back }) {
  const any = names => names.some(lit);
  plane.clear("surface");
  plane.lines(shown.grid_before, { stroke: "rule" });
  plane.lines([shown.grid_before[8], shown.grid_before[25]], { stroke: "muted" });
  plane.polygon(shown.square_before, { fill: "muted", alpha: 0.12 });
  plane.polygon(shown.square_before, { stroke: "muted", weight: 1.5, dash: [5, 4] });
  if (ghost) drawGhost(plane, ghost);
  if (!back) drawImage(plane, state, shown);
  if (any(pair("b")) || lit("b")) plane.dot(state.b, 13, { fill: "accent", alpha: 0.4 });
  if (any(pair("x"))) plane.dot(state.x, 16, { fill: "accent", alpha: 0.4 });
  if (any(pair("y"))) plane.dot(shown.point_first, 12, { fill: "accent", alpha: 0.4 });
  plane.arrow([0, 0], state.b, { stroke: "muted", weight: 2, trim: 8 });
  shown.tips.forEach((tip, i) => {
    if (any([...column("W", i), `tip.${i}`])) plane.path([state.b, tip], { stroke: "accent", weight: 11, alpha: 0.4 });
    plane.arrow(state.b, tip, { stroke: "ink", weight: 3, trim: 11 });
  });
  if (state.predict && !back) plane.path([state.guess, shown.point_image], { stroke: "accent", weight: 2, dash: [4, 4] });
}

function drawImage(plane, state, shown) {
  const tone = TONE[shown.orientation], [, e1, , e2] = shown.square;
  plane.lines(shown.grid, { stroke: "ink", alpha: 0.38 });
  plane.lines([shown.grid[8], shown.grid[25]], { stroke: "ink", weight: 1.5, alpha: 0.75 });
  if (composed(state)) plane.polygon(shown.square_first, { stroke: "ink", weight: 1.5, dash: [3, 4] });
  plane.polygon(shown.square, { fill: tone, alpha: 0.22 });
  if (shown.orientation === "flips") plane.hatch(shown.square, { stroke: tone, weight: 1.5, alpha: 0.55 });
  plane.polygon(shown.square, { stroke: tone, weight: shown.rank === 2 ? 2 : 5 });
  if (composed(state)) [e1, e2].forEach(tip => plane.arrow(shown.offset, tip, { stroke: tone, weight: 2.5 }));
  if (state.circle) {
    plane.polygon(shown.circle, { stroke: "muted", weight: 1.5, dash: [5, 4] });
    plane.polygon(shown.ellipse, { stroke: "ink", weight: 2 });
    shown.axes_before?.forEach(tip => plane.arrow([0, 0], tip, { stroke: "muted", weight: 1.5 }));
    shown.axes_after?.forEach(tip => plane.arrow(shown.offset, tip, { stroke: "ink", weight: 2 }));
  }
  if (state.eigen) plane.lines(shown.eigen_lines, { stroke: "ink", weight: 2.5, dash: [10, 5, 2, 5] });
  const path = [state.x, shown.point_first, ...(composed(state) ? [shown.point_image] : [])];
  plane.path(path, { stroke: "ink", weight: 1.5, dash: [2, 5] });
  path.slice(1).forEach(place => plane.dot(place, 5, { fill: "ink" }));
}

function drawGhost(plane, { state, shown }) {
  plane.polygon(shown.square, { stroke: "muted", weight: 2, dash: [8, 5] });
  shown.tips.forEach(tip => plane.arrow(state.b, tip, { stroke: "muted", weight: 2 }));
}
