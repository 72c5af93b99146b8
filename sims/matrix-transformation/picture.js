// The picture: grid, square, arrows, and where the point goes, back to front. It computes nothing.
import { pair } from "kit/data.js";
import { column, composed } from "sim/words.js";

export const TONE = { keeps: "positive", flips: "negative", collapses: "ink" };

const E = [[1, 0], [0, 1]];

/** So much of column 0, then of column 1: shown where a prediction is judged, or the numbers are asked for. */
export const detailed = (state, lit) => (state.predict && state.answered) || lit("step.0") || lit("step.1");

/** The picture, back to front. */
export function draw(plane, { state, shown, ghost, lit, back }) {
  const any = names => names.some(lit);
  plane.clear("surface");
  plane.lines(shown.grid_before, { stroke: "muted", alpha: 0.26 });
  plane.lines([shown.grid_before[8], shown.grid_before[25]], { stroke: "muted" });
  if (back || !state.circle) drawUnits(plane, shown);
  if (ghost) drawGhost(plane, ghost);
  if (!back) drawImage(plane, state, shown);
  if (!back && detailed(state, lit)) drawRecipe(plane, shown.recipe, lit);
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

function drawUnits(plane, { square_before }) {
  plane.polygon(square_before, { fill: "muted", alpha: 0.12 });
  plane.polygon(square_before, { stroke: "muted", weight: 1.5, dash: [5, 4] });
  E.forEach(tip => plane.arrow([0, 0], tip, { stroke: "muted", weight: 1.5 }));
}

function drawImage(plane, state, shown) {
  const tone = TONE[shown.orientation], [, e1, , e2] = shown.square;
  const quiet = state.circle || state.eigen ? 0.5 : 1;
  plane.lines(shown.grid, { stroke: "ink", alpha: 0.38 * quiet, endless: true });
  plane.lines([shown.grid[8], shown.grid[25]], { stroke: "ink", weight: 1.5, alpha: 0.75 * quiet, endless: true });
  if (shown.lost && !composed(state)) plane.lines([shown.lost], { stroke: "ink", weight: 1.5, dash: [8, 6], endless: true });
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
  path.slice(1).forEach((place, i) => {
    plane.dot(place, 5, { fill: "ink" });
    plane.pointer(path[i], place, { stroke: "ink", weight: 2 });
  });
  if (covered(state, shown)) plane.dot(shown.point_first, 14, { stroke: "ink", weight: 2 });
}

/** Does y lie under a tip, or under b? */
function covered({ b }, { tips, point_first }) {
  return [...tips, b].some(place => place.every((value, i) => value === point_first[i]));
}

function drawRecipe(plane, places, lit) {
  places.slice(1).forEach((to, i) => {
    if (lit(`step.${i}`)) plane.path([places[i], to], { stroke: "accent", weight: 11, alpha: 0.4 });
    plane.arrow(places[i], to, { stroke: "ink", weight: 2 });
  });
}

function drawGhost(plane, { state, shown }) {
  plane.polygon(shown.square, { stroke: "muted", weight: 2, dash: [8, 5] });
  shown.tips.forEach(tip => plane.path([state.b, tip], { stroke: "muted", weight: 1.5, dash: [8, 5] }));
}
