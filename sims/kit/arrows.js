// Vectors of the plane as arrows from the origin: the squared paper, their labels, and the light of Why?.
import { INDEX, pair } from "kit/data.js";
import { exact, operand, rounded } from "kit/numbers.js";

export const ORIGIN = [0, 0];

const COUNT = Array.from({ length: 41 }, (_, i) => i - 20);
const GRID = COUNT.flatMap(k => [[[k, -20], [k, 20]], [[-20, k], [20, k]]]);
const AXES = [[[-20, 0], [20, 0]], [[0, -20], [0, 20]]];

/** A clear plane with one line for each unit, and the axes. */
export function squaredPaper(plane) {
  plane.clear("surface");
  plane.lines(GRID, { stroke: "rule" });
  plane.lines(AXES, { stroke: "muted" });
}

/** The side on which the label of a tip stands. */
export const outward = ([x, y]) => [x || 0.01, y];

/** The label at the tip of a vector: its name and its components. */
export function vectorLabel(name, text, at) {
  return { name, at, text, column: at.map(rounded), tone: "vector", prefer: outward(at), of: pair(name) };
}

/** Why? of one component: how far the arrow goes along that axis. */
export function component(name, vector, i) {
  return { formula: `${name}${INDEX[i]} = ${exact(vector[i])}: how far ${["right", "up"][i]} ${name} goes`, operands: [`leg.${name}.${i}`] };
}

const P_SIGN = { 1: "₁", 2: "", inf: "∞" };

/** The length of something, as it is written: the straight one without a sign. */
export const bars = (name, p = "2") => `‖${name}‖${P_SIGN[p]}`;

/** Why? of a length: by streets (p = 1), straight (2) or by the largest part (inf). */
export function measured(name, vector, result, operands, p = "2") {
  const sizes = vector.map(value => exact(Math.abs(value)));
  const sum = {
    1: sizes.join(" + "), 2: `√(${vector.map(value => `${operand(value)}²`).join(" + ")})`, inf: `the larger of ${sizes.join(" and ")}`,
  }[p];
  return { formula: `${bars(name, p)} = ${sum} = ${exact(result)}`, operands };
}

/** A stroke that is lit. */
export function glow(plane, from, to) {
  plane.path([from, to], { stroke: "accent", weight: 11, alpha: 0.4 });
}

/** What Why? lights of a vector: all of it, or its way along one axis. */
export function lightVector(plane, name, [x, y], lit) {
  if (pair(name).some(lit)) glow(plane, ORIGIN, [x, y]);
  if (lit(`leg.${name}.0`)) glow(plane, ORIGIN, [x, 0]);
  if (lit(`leg.${name}.1`)) glow(plane, [x, 0], [x, y]);
}
