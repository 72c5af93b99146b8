// Formulas written out with the very numbers that went in.
import { enclosed, exact, operand } from "kit/numbers.js";

/** Row times column, plus what is added: "y₁ = 1.25 · (−1) + 0.5 · 2 + 0 = −0.25". A line may end after a summand only. */
export function rowTimesColumn(symbol, row, column, result, added = [], write = exact) {
  const inside = value => enclosed(value, write), products = row.map((value, i) => `${i ? inside(value) : write(value)}\u00a0·\u00a0${inside(column[i])}`);
  return `${symbol}\u00a0= ${[...products, ...added.map(inside)].join(" +\u00a0")} =\u00a0${write(result)}`;
}

/** The determinant of a 2 by 2 matrix. */
export function determinant(symbol, [[a, b], [c, d]], result) {
  return `det ${symbol} = ${exact(a)} · ${operand(d)} − ${operand(b)} · ${operand(c)} = ${exact(result)}`;
}

/** Why? from a table: the first part of a number's name chooses the answer, the second is its index. */
export const explained = answers => (name, state, shown) => {
  const [key, i] = name.split(".");
  return answers[key]?.(state, shown, i) ?? null;
};
