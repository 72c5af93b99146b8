// The picture: forward in ink above, backward in its own colour below, and the text that stands beside them.
import { terse } from "kit/brief.js";
import { exact, rounded } from "kit/numbers.js";
import { EDGE, SCORES, STRIP, lower, marks, upper } from "sim/panes.js";
import { NAMES, SUB, sharing } from "sim/words.js";

const BAND = { asleep: "slope 0: asleep", vanishing: "vanishing" };
const WIDE = 0.19, BAR = 0.18, ASIDE = 0.3;
const scores = upper(SCORES);

const joined = path => path.slice(1).map((place, i) => [path[i], place]);
const thinned = points => points.filter((_, i) => i % 20 === 0);
const box = (left, right, bottom, top) => [[left, bottom], [right, bottom], [right, top], [left, top]];

/** Strokes that labels keep off where they can. */
export function strokes({ state, shown, back }) {
  if (sharing(state)) return state.z.flatMap((score, k) => [
    ...edges(k, score).map(edge => edge.map(scores.at)), ...(back ? [] : edges(k, shown.p[k]).map(edge => edge.map(lower.at))),
  ]);
  const above = upper(shown.span), list = joined(above.path(thinned(shown.curve)));
  if (back) return list;
  const stem = [0, shown.slope].map(height => lower.at([state.x[0], height]));
  return [...list, ...shown.slope_pieces.flatMap(piece => joined(lower.path(thinned(piece)))), tangent(state, shown), stem];
}

const edges = (k, height) => [-BAR, 0, BAR].map(aside => [[k + aside, 0], [k + aside, height]]);

const tangent = ({ x }, { y, slope, span, reach }) => upper(span).line([x[0], y], slope, 0.4 * reach);

/** Text in the figure. */
export function labels(scene) {
  return sharing(scene.state) ? labelsOfShares(scene) : labelsOfBend(scene);
}

function labelsOfBend({ state: { x: [x], f, predict, guess: [guess] }, shown, ghost, back, fresh }) {
  const { reach, y, slope, span, others } = shown, above = upper(span), left = -EDGE * reach;
  const label = (name, at, text, prefer, tone, more) => ({ name, at, text, prefer, tone, ...more });
  const list = back ? [] : shown.bands.filter(([, from, to]) => to - from > WIDE * 2 * reach).map(([kind, from, to], i) => {
    const middle = [(from + to) / 2, (STRIP[0] + STRIP[1]) / 2];
    return label(`band.${i}`, middle, BAND[kind], [0, 1], "ink", { on: middle, optional: true });
  });
  list.push(label("title.f", [0.9 * left, above.top], `${NAMES[f]}: f(x)`, [1, 0], "maths"));
  list.push(label("title.slope", [left, lower.top], "f′(x): what gets back", [1, -1], "maths"));
  if (predict) list.push(label("guess", lower.at([x, guess]), "your marker", [-1, 0.2], "accent"));
  list.push(label("y", above.at([x, y]), `f(x) = ${terse(y)}`, [-1, 1], "ink", { of: ["y"] }));
  if (!back) list.push(label("slope", lower.at([x, slope]), `slope ${terse(slope)}`, [1, slope < 0 ? -0.5 : 0.5], "backward", { of: ["slope"] }));
  if (fresh && !predict) list.push(label("hint", above.at([x, y]), "drag me", [1, -0.6], "accent"));
  const names = others.flatMap((name, i) => [
    label(`other.${i}`, above.at(shown.other_curves[i].at(-1)), NAMES[name], [-1, 0.4], "quiet", { optional: others.length > 1, of: ["other"] }),
    label(`otherslope.${i}`, lower.at([x, shown.other_slope[i]]), NAMES[name], [-1, 0.2], "quiet", { optional: true, of: ["otherslope"] }),
  ]);
  if (ghost?.shown.curve) names.push(label("held", above.path(ghost.shown.curve).at(-1) ?? [0, above.top], `held: ${NAMES[ghost.state.f]}`, [-1, -0.4], "quiet"));
  const tick = (name, at, text, prefer) => label(`tick.${name}`, at, text, prefer, "quiet", { optional: true });
  return [
    ...list, ...names.filter(({ name }) => !back || !name.startsWith("otherslope")),
    tick("whole", lower.at([left, 1]), "1: all of it", [1, -1]), tick("zero", lower.at([left, 0]), "0", [1, 1]),
    ...marks(-reach, reach, 10).map(k => tick(`x.${k}`, lower.at([k, 0]), exact(k), [0, -1])),
    ...marks(...span, 5).map(k => tick(`y.${k}`, above.at([left, k]), exact(k), [1, 1])),
  ];
}

function labelsOfShares({ state: { z, predict, guess: [guess] }, shown: { p, p_slopes }, back, fresh }) {
  const list = z.map((score, k) => ({
    name: `z.${k}`, at: scores.at([k, score]), text: `z${SUB[k]} = ${rounded(score)}`, prefer: [0, score < 0 ? -1 : 1], tone: "ink", of: [`z.${k}`],
  }));
  if (!back) p.forEach((share, k) => list.push(
    { name: `p.${k}`, at: lower.at([k, 0]), text: `p${SUB[k]} = ${terse(share)}`, prefer: [0, -1], tone: "ink", of: [`p.${k}`] },
    { name: `s.${k}`, at: lower.at([k + ASIDE, p_slopes[k]]), text: terse(p_slopes[k]), prefer: [1, 0.6], tone: "backward", of: [`s.${k}`] },
  ));
  if (predict) list.push({ name: "guess", at: lower.at([0, guess]), text: "your marker", prefer: [1, 0], tone: "accent" });
  if (fresh && !predict) list.push({ name: "hint", at: scores.at([0, z[0]]), text: "drag me", prefer: [1, 0], tone: "accent" });
  return [
    ...list, { name: "title.p", at: [-0.65, STRIP[1]], text: "shares p, and how fast each follows its own score", prefer: [1, -0.3], tone: "quiet" },
    { name: "title.z", at: [1.5, scores.top], text: "scores z", prefer: [0, -1], tone: "quiet" },
  ];
}

/** The picture, back to front. */
export function draw(plane, scene) {
  plane.clear("surface");
  if (sharing(scene.state)) drawShares(plane, scene);
  else drawBend(plane, scene);
}

function drawBend(plane, { state, shown, ghost, lit, back }) {
  const { reach, y, slope, span, curve, slope_pieces } = shown, x = state.x[0], above = upper(span), end = EDGE * reach;
  const across = (pane, height) => [pane.at([-end, height]), pane.at([end, height])];
  plane.lines(marks(-reach, reach, 10).flatMap(k => [[[k, above.bottom], [k, above.top]], [[k, lower.bottom], [k, lower.top]]]), { stroke: "rule", alpha: 0.7 });
  plane.lines(marks(...span, 5).map(k => across(above, k)), { stroke: "rule", alpha: 0.7 });
  plane.lines([across(above, 0), across(lower, 0), [[0, above.bottom], [0, above.top]], [[0, lower.bottom], [0, lower.top]]], { stroke: "muted" });
  plane.lines([across(lower, 1)], { stroke: "muted", dash: [3, 5] });
  if (!back) drawBands(plane, shown, above);
  const beside = shown.others.length > 1 ? { stroke: "muted", weight: 1.5, alpha: 0.6 } : { stroke: "muted", weight: 2, dash: [7, 4] };
  shown.other_curves.forEach(each => plane.path(above.path(each), beside));
  shown.other_y.forEach(each => plane.dot(above.at([x, each]), 4, { fill: "muted" }));
  if (ghost?.shown.curve) plane.path(above.path(ghost.shown.curve), { stroke: "muted", weight: 2, dash: [2, 4] });
  plane.path(curve.map(above.at), { stroke: "ink", weight: 3 });
  if (back) return;
  shown.other_pieces.flat().forEach(each => plane.path(each.map(lower.at), beside));
  ghost?.shown.slope_pieces?.forEach(each => plane.path(lower.path(each), { stroke: "muted", weight: 2, dash: [2, 4] }));
  shown.other_slope.forEach(each => plane.dot(lower.at([x, each]), 4, { fill: "muted" }));
  slope_pieces.forEach(each => plane.path(each.map(lower.at), { stroke: "backward", weight: 2.5 }));
  plane.path([above.at([x, y]), lower.at([x, slope])], { stroke: "muted", weight: 1.5, dash: [2, 5] });
  if (lit("slope")) plane.path(tangent(state, shown), { stroke: "accent", weight: 11, alpha: 0.4 });
  if (lit("y") || lit("x.0")) plane.dot(above.at([x, y]), 16, { fill: "accent", alpha: 0.4 });
  plane.path(tangent(state, shown), { stroke: "backward", weight: 2.5 });
  plane.arrow(lower.at([x, 0]), lower.at([x, slope]), { stroke: "backward", weight: 5 });
  if (slope_pieces.length > 1) plane.dot(lower.at([0, 1]), 4, { fill: "surface", stroke: "backward", weight: 2 });
  plane.dot(lower.at([x, slope]), 5, { fill: "backward" });
}

/** Where little or nothing comes back, and the strip that is as full as what does. */
function drawBands(plane, { bands, heat, reach }, above) {
  for (const [kind, from, to] of bands) {
    for (const { bottom, top } of [above, lower]) {
      plane.polygon(box(from, to, bottom, top), { fill: "muted", alpha: 0.1 });
      if (kind === "asleep") plane.hatch(box(from, to, bottom, top), { stroke: "muted", alpha: 0.35 });
    }
  }
  // On whole pixels: between cells that end within one, the paper would shine through.
  const edge = k => plane.toPlane(Math.round(plane.toPixels([reach * ((2 * k) / heat.length - 1), 0])[0]), 0)[0];
  heat.forEach((slope, i) => {
    const cell = box(edge(i), edge(i + 1), ...STRIP);
    if (slope < 0) plane.hatch(cell, { stroke: "backward", alpha: Math.min(1, -6 * slope) });
    else plane.polygon(cell, { fill: "backward", alpha: 0.8 * Math.min(1, slope) });
  });
  plane.polygon(box(-reach, reach, ...STRIP), { stroke: "muted" });
}

function drawShares(plane, { state: { z }, shown: { p, p_slopes }, ghost, lit, back }) {
  plane.lines([scores, lower].map(pane => [pane.at([-0.65, 0]), pane.at([2.65, 0])]), { stroke: "muted" });
  z.forEach((score, k) => {
    const bar = box(k - BAR, k + BAR, 0, score).map(scores.at), tone = score < 0 ? "negative" : "positive";
    if (lit(`z.${k}`)) plane.polygon(bar, { stroke: "accent", weight: 8, alpha: 0.4 });
    plane.polygon(bar, { fill: tone, alpha: 0.25 });
    if (score < 0) plane.hatch(bar, { stroke: tone, weight: 1.5, alpha: 0.55 });
    plane.polygon(bar, { stroke: tone, weight: 2 });
    plane.polygon(box(k - BAR, k + BAR, 0, 1).map(lower.at), { stroke: "rule" });
  });
  ghost?.shown.p?.forEach((share, k) => plane.path([[k - BAR, share], [k + BAR, share]].map(lower.at), { stroke: "muted", weight: 3, dash: [4, 4] }));
  if (back) return;
  p.forEach((share, k) => {
    const bar = box(k - BAR, k + BAR, 0, share).map(lower.at), foot = lower.at([k + ASIDE, 0]);
    if (lit(`p.${k}`)) plane.polygon(bar, { stroke: "accent", weight: 8, alpha: 0.4 });
    plane.polygon(bar, { fill: "ink", alpha: 0.7 });
    plane.arrow(foot, lower.at([k + ASIDE, p_slopes[k]]), { stroke: "backward", weight: 5 });
  });
}
