// What the figure says: sentences with the numbers, and the formula behind each number.
import { INDEX, SUB, pair } from "kit/data.js";
import { determinant, rowTimesColumn } from "kit/formula.js";
import { alike, exact, operand, point, rounded } from "kit/numbers.js";
import { keepsBack } from "kit/predict.js";

/** Does a second map follow? */
export const composed = state => state.second !== "none";

/** The name of the whole map's matrix. */
export const whole = state => (composed(state) ? "W₂W" : "W");

/** The names of a row, of a column. */
export const row = (name, i) => [`${name}.${i}.0`, `${name}.${i}.1`];
export const column = (name, j) => [`${name}.0.${j}`, `${name}.1.${j}`];

/** The title while the reader predicts. */
export function asks(state) {
  return composed(state) ? "Where does z land, after both maps?" : "Where does the point x land?";
}

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  if (keepsBack(state)) return "Put the diamond where you expect it, then press Check.";
  const said = state.predict ? judged(state, shown) : answered(state, shown);
  return (held ? `${said} Held: area ${rounded(held.area)}.` : said).replace(/column (?=\d)/g, "column\u00a0");
}

/** How far the guess was, and how the point comes about. */
function judged(state, { guess_error, point_first, point_image }) {
  const shift = state.b.some(Boolean) ? ", b and" : " and";
  const made = `${rounded(state.x[0])} of column 0${shift} ${rounded(state.x[1])} of column 1 make y = ${point(point_first)}`;
  return `${rounded(guess_error)} away: ${made}${composed(state) ? `, and W₂ makes z = ${point(point_image)} of it` : ""}.`;
}

const ANSWERS = [
  [state => state.eigen, (_, shown) => KEPT[shown.eigen_kind](shown)],
  [state => state.circle, (_, { singular_values }) => lengths(...alike(singular_values))],
  [composed, (_, shown) => order(shown)],
  [(_, { rank }) => rank === 0, () => "Everything falls onto one point: the area is 0."],
  [(_, { rank }) => rank === 1, () => "The plane falls onto one line: area 0. The whole dashed line lands on y."],
  [({ b }) => b.some(Boolean), ({ b }, { area }) => `b moves everything along: 0 lands at ${point(b)}. W alone leaves 0 where it is. The area is ${rounded(area)}.`],
  [(_, { eigen_kind, eigenvalues }) => eigen_kind === "all" && eigenvalues[0] === 1, () => "Everything stays: e₁ and e₂ are the columns of this matrix W, the identity."],
  [rigid(1), () => "A turn: every length stays, and so does the area. Only directions change."],
  [rigid(-1), (_, { area }) => `The square is turned over, like a page: its signed area is ${rounded(area)}. Every length stays.`],
  [(_, { eigen_kind, eigenvalues, area }) => eigen_kind === "one" && eigenvalues[0] === 1 && area === 1, () => "One line stays where it is; all other points slide along it. The area stays 1."],
  [(_, { area }) => area < 0, (_, { area }) => `The square is turned over, so the determinant, its signed area, is ${rounded(area)}.`],
];

/** What there is to see, the rarest first. */
function answered(state, shown) {
  const found = ANSWERS.find(([holds]) => holds(state, shown));
  return found ? found[1](state, shown) : `e₁ lands on column 0 of the matrix W, e₂ on column 1. The determinant is the area, ${rounded(shown.area)}.`;
}

function rigid(area) {
  return (_, shown) => shown.area === area && shown.singular_values[0] === 1;
}

function lengths(most, least) {
  return `An arrow of length 1 becomes at most σ₁ = ${most} long, at least σ₂ = ${least}.`;
}

const KEPT = {
  none: () => "Every arrow turns: no line through 0 is kept.",
  one: ({ eigenvalues: [one] }) => `Only arrows along λ₁ keep their line: they become ${rounded(one)} times themselves.`,
  two: ({ eigenvalues }) => grown(...alike(eigenvalues)),
  all: ({ eigenvalues: [one] }) => `Every arrow keeps its line and becomes ${rounded(one)} times itself.`,
};

function grown(one, two) {
  return `Two lines are kept: arrows along λ₁ become ${one} times themselves, along λ₂ ${two} times.`;
}

function order({ square, square_other, order_matters }) {
  const ours = `W first, then W₂: e₁ lands at ${point(square[1])}, e₂ at ${point(square[3])}.`;
  return order_matters ? `${ours} W₂ first: ${point(square_other[1])} and ${point(square_other[3])}.` : `${ours} W₂ first would do the same.`;
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, i, j] = name.split(".");
  return WHY[i === undefined ? `${key}_` : key]?.(state, shown, i, j) ?? WHY[key]?.(state, shown, i, j) ?? null;
}

const WAY = ["right", "up"];

const WHY = {
  W: ({ W, b }, { tips }, i, j) => ({
    formula: `W${INDEX[i]}${INDEX[j]} = ${b[i] ? `${exact(tips[j][i])} − ${operand(b[i])} = ` : ""}${exact(W[i][j])}: how far ${WAY[i]} column ${j} points${b[i] ? " from b" : ""}; the weight of x${INDEX[j]} in y${INDEX[i]}`,
    operands: b[i] ? [`tip.${j}`, `b.${i}`] : [`tip.${j}`],
  }),
  b: ({ b }, _, i) => ({ formula: `b${INDEX[i]} = ${exact(b[i])}: how far ${WAY[i]} 0 lands`, operands: ["b"] }),
  b_: ({ b }) => ({ formula: `b = ${point(b)}: 0 lands here, and everything moves along`, operands: pair("b") }),
  x: ({ x }, _, j) => ({ formula: `x${INDEX[j]} = ${exact(x[j])}: so much of column ${j} goes into y`, operands: [...column("W", j), `step.${j}`] }),
  x_: (state, { point_first }) => (state.predict ? { operands: pair("x") } : {
    formula: `x = ${point(state.x)}, a point: so much of column 0 and of column 1 make y = ${point(point_first)}`, operands: pair("x"),
  }),
  y: ({ W, x, b }, { point_first }, i) => ({
    formula: rowTimesColumn(`y${INDEX[i]}`, W[i], x, point_first[i], [b[i]]), operands: [...row("W", i), ...pair("x"), `b.${i}`, "step.0", "step.1"],
  }),
  z: (_, { second_matrix, point_first, point_image }, i) => ({
    formula: rowTimesColumn(`z${INDEX[i]}`, second_matrix[i], point_first, point_image[i]), operands: [...row("W2", i), ...pair("y")],
  }),
  W2: (_, __, i) => ({ formula: `Row ${i} of W₂ makes z${INDEX[i]} out of y`, operands: [...pair("y"), `z.${i}`] }),
  M: ({ W }, { second_matrix, matrix }, i, j) => ({
    formula: rowTimesColumn(`row ${i} of W₂ · column ${j} of W`, second_matrix[i], [W[0][j], W[1][j]], matrix[i][j]),
    operands: [...row("W2", i), ...column("W", j)],
  }),
  area: (state, { matrix, area }) => {
    const key = composed(state) ? "M" : "W";
    return { formula: determinant(whole(state), matrix, area), operands: [...row(key, 0), ...row(key, 1)] };
  },
  sigma: (_, { singular_values }, i) => ({
    formula: `σ${SUB[i]} = ${exact(singular_values[i])}: the ${["longest", "shortest"][i]} that an arrow of length 1 becomes`, operands: [`sigma.${i}`],
  }),
  lambda: (_, { eigenvalues }, i) => ({
    formula: `λ${SUB[i]} = ${exact(eigenvalues[i])}: an arrow v along this line becomes ${operand(eigenvalues[i])} v`, operands: [`lambda.${i}`],
  }),
  column_0: () => ({ operands: column("W", 0) }),
  column_1: () => ({ operands: column("W", 1) }),
};
