// What the figure says: sentences with the numbers, and the formula behind each number.
import { SUB, pair } from "kit/data.js";
import { explained, rowTimesColumn } from "kit/formula.js";
import { exact, operand, rounded } from "kit/numbers.js";

export const RATES = { 0.25: "¼", 0.5: "½", 1: "1", 2: "2" };

const RULE = "w ← w + rate · y · x, b ← b + rate · y";

/** The numbers that a score is made of, but for x. */
const WEIGHTS = [...pair("w"), "b.0"];

const glyph = label => (label > 0 ? "disc" : "diamond");

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  return told(state, shown) + (held ? ` Held: ${held.right} of ${held.X.length} right.` : "");
}

function told(state, shown) {
  const { X, right, label, separable } = shown, wrong = X.length - right;
  if (shown.mistakes) return about(state, shown);
  if (state.edit) return `Tap the plane, or move the ring and press Enter: a disc; again: a diamond; again: nothing.${separable ? "" : " No line separates these points."}`;
  if (!wrong) return "Every point is on its own side: the score w · x + b is above 0 for discs, below 0 for diamonds.";
  if (!shown.size && !shown.b) return `w and b are 0, so every score is 0, and that counts as a mistake. Step, and the ringed ${glyph(label)} is the first.`;
  return `${wrong === 1 ? "One point is" : `${wrong} points are`} on the wrong side. Step, and the ringed ${glyph(label)} corrects w.`;
}

function about(state, shown) {
  const { X, w, b, right, mistakes, total, returned, passes, separable } = shown, stuck = !separable && passes > 2;
  if (returned) return `Back at w = ${pairOf(w)}, b = ${exact(b)} after ${count(passes, "pass", "passes")}: ${cancel(shown)} No line separates these points, so this repeats for ever.`;
  if (mistakes === total) return `${lately(state, shown)} All ${X.length} are right, after ${count(mistakes, "correction", "corrections")}.`;
  return `${lately(state, shown)} Now ${right} of ${X.length} are right${stuck ? "; no line gets all" : ""}.`;
}

const count = (number, one, many) => (number === 1 ? `one ${one}` : `${number} ${many}`);
const pairOf = ([first, second]) => `(${exact(first)},\u00a0${exact(second)})`;

function cancel({ X, mistakes }) {
  return mistakes === X.length ? "each point was missed once, and the pushes +x and −x cancel." : "the pushes +x and −x cancel.";
}

/** The last correction with its numbers: before, what was added, now. */
function lately({ rate }, { before, score_before, share, label, w, b }) {
  const sign = label > 0 ? "+" : "−", sum = `${pairOf(before)} ${sign} ${pairOf(share)} = ${pairOf(w)}`;
  return `The ringed ${glyph(label)} scored ${rounded(score_before)}, so w ${sign} ${rate === "1" ? "" : RATES[rate]}x = ${sum} and b ${sign} ${RATES[rate]} = ${exact(b)}.`;
}

/** What a mistake did to one weight; before any, what the weight is for. */
function weight(symbol, meaning, { rate }, { before, label, mistakes }, entry, factor, now) {
  if (!mistakes) return `${symbol} = ${exact(now)}: ${meaning}`;
  const parts = [rate, label, ...factor].map((value, k) => (k ? operand(Number(value)) : exact(Number(value))));
  return `${symbol} = ${exact(before[entry])} + ${parts.join(" · ")} = ${exact(now)}: before + rate · y${factor.length ? ` · x${SUB[entry]}` : ""}`;
}

/** The formula behind a number, and the numbers it is made of. */
export const why = explained({
  w: (state, shown, i) => (i === undefined ? { operands: pair("w") } : {
    formula: weight(`w${SUB[i]}`, `what one unit of x${SUB[i]} adds to the score`, state, shown, i, [shown.x[i]], shown.w[i]),
    operands: [`x.${i}`],
  }),
  b: (state, shown, i) => (i === undefined ? { operands: ["b.0"] } : {
    formula: weight("b", "the score of the origin", state, shown, 2, [], shown.b), operands: ["b.0"],
  }),
  x: (_, { x }, i) => ({ formula: `x${SUB[i]} = ${exact(x[i])} of the ringed point; it counts w${SUB[i]} times`, operands: [`w.${i}`] }),
  s: (_, { w, x, b, score, label }) => ({
    formula: `${rowTimesColumn("s", w, x, score, [b])}; y · s ${label * score > 0 ? "> 0: right" : "≤ 0: a mistake"}`,
    operands: [...WEIGHTS, ...pair("x")],
  }),
  right: (_, { right, X }) => ({ formula: `${right} of ${X.length} points have y · s > 0`, operands: WEIGHTS }),
  mistakes: (_, { mistakes, passes }) => ({
    formula: mistakes ? `${mistakes} so far, each for a mistake, y · s ≤ 0; in pass ${passes}: ${RULE}` : `None yet. At the next, ${RULE}`,
    operands: WEIGHTS,
  }),
  bound: (_, { bound, radius, margin, from_zero }) => ({
    formula: bound === null ? "No line has a margin here, so nothing is promised"
      : `(R ⁄ γ)² = (${rounded(radius)} ⁄ ${rounded(margin)})² = ${rounded(bound)}: farthest (x, 1), widest margin${from_zero ? "" : "; promised only from w = 0, b = 0"}`,
    operands: ["bound", ...(from_zero ? [] : WEIGHTS)],
  }),
  size: (_, { w, size }) => ({ formula: `‖w‖ = √(${w.map(value => `${operand(value)}²`).join(" + ")}) = ${exact(size)}`, operands: pair("w") }),
});
