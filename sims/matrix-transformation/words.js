// What the figure says: sentences with the numbers, and the formula behind each number.
import { determinant, rowTimesColumn } from "kit/formula.js";
import { exact, operand, point, rounded } from "kit/numbers.js";
import { keepsBack } from "kit/predict.js";

export const SUB = ["₁", "₂"];

/** Does a second map follow? */
export const composed = state => state.second !== "none";

/** The name of the whole map's matrix. */
export const whole = state => (composed(state) ? "W₂W" : "W");

/** The names of a row, of a column, of both entries. */
export const row = (name, i) => [`${name}.${i}.0`, `${name}.${i}.1`];
export const column = (name, j) => [`${name}.0.${j}`, `${name}.1.${j}`];
export const pair = name => [`${name}.0`, `${name}.1`];

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  if (keepsBack(state)) return "Where will x land? Put the diamond there: drag it, tap the plane, or use arrow keys and Enter.";
  const [, first, , second] = shown.square;
  const after = (state.eigen ? KEPT[shown.eigen_kind] : "") + (held ? ` Held: area ${rounded(held.area)}.` : "");
  if (state.predict) return `Your marker was ${rounded(shown.guess_error)} from ${composed(state) ? "z" : "y"}. ${aboutArea(shown)}${after}`;
  return `${after ? "" : `e₁ lands at ${point(first)}, e₂ at ${point(second)}. `}${aboutArea(shown)}${after}`;
}

const KEPT = {
  none: " Every arrow turns: no direction is kept.", one: " One direction is kept.",
  two: " Two directions are kept.", all: " Every direction is kept.",
};

function aboutArea({ area, orientation, rank }) {
  if (rank === 0) return "Everything falls onto one point: area 0.";
  if (orientation === "collapses") return "The whole plane falls onto one line: area 0.";
  if (orientation === "flips") return `The square is turned over: its signed area is ${rounded(area)}.`;
  return area === 1 ? "The square keeps its area of 1." : `The square’s area goes from 1 to ${rounded(area)}.`;
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, i, j] = name.split(".");
  if (name === "x" || name === "b") return { operands: pair(name) };
  return WHY[key]?.(state, shown, i, j) ?? null;
}

const WHY = {
  W: ({ W, b }, { tips }, i, j) => ({
    formula: `W${SUB[i]}${SUB[j]} = ${exact(tips[j][i])} − ${operand(b[i])} = ${exact(W[i][j])}: where e${SUB[j]} lands, seen from where 0 lands`,
    operands: [`tip.${j}`, `b.${i}`],
  }),
  b: ({ b }, _, i) => ({ formula: `b${SUB[i]} = ${exact(b[i])}: where 0 lands`, operands: ["b"] }),
  x: (_, __, j) => ({ formula: `x${SUB[j]} says how much of column ${+j + 1} goes into W x`, operands: column("W", j) }),
  y: ({ W, x, b }, { point_first }, i) => ({
    formula: rowTimesColumn(`y${SUB[i]}`, W[i], x, point_first[i], [b[i]]), operands: [...row("W", i), ...pair("x"), `b.${i}`],
  }),
  z: (_, { second_matrix, point_first, point_image }, i) => ({
    formula: rowTimesColumn(`z${SUB[i]}`, second_matrix[i], point_first, point_image[i]), operands: [...row("W2", i), ...pair("y")],
  }),
  W2: (_, __, i) => ({ formula: `Row ${+i + 1} of W₂ makes z${SUB[i]} out of y`, operands: [...pair("y"), `z.${i}`] }),
  M: ({ W }, { second_matrix, matrix }, i, j) => ({
    formula: rowTimesColumn(`row ${+i + 1} of W₂ · column ${+j + 1} of W`, second_matrix[i], [W[0][j], W[1][j]], matrix[i][j]),
    operands: [...row("W2", i), ...column("W", j)],
  }),
  area: (state, { matrix, area }) => {
    const key = composed(state) ? "M" : "W";
    return { formula: determinant(whole(state), matrix, area), operands: [...row(key, 0), ...row(key, 1)] };
  },
  sigma: (_, { singular_values }, i) => ({
    formula: `σ${SUB[i]} = ${exact(singular_values[i])}: the ${["longest", "shortest"][i]} that an arrow of length 1 becomes`, operands: [`sigma.${i}`],
  }),
  lambda: (state, { eigenvalues }, i) => ({
    formula: `${whole(state)} v = ${exact(eigenvalues[i])} v for every arrow v along this line`, operands: [`lambda.${i}`],
  }),
  column_1: () => ({ operands: column("W", 0) }),
  column_2: () => ({ operands: column("W", 1) }),
};
