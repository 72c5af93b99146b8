// What the figure says: sentences with the numbers, and the formula behind each number.
import { brief, precise } from "kit/brief.js";
import { INDEX } from "kit/data.js";
import { explained } from "kit/formula.js";
import { enclosed, exact, operand, rounded } from "kit/numbers.js";
import { PLACE, keepsBack } from "kit/predict.js";
import { same } from "kit/state.js";
import { LAST, presets, targetOf } from "sim/model.js";

/** What Predict first asks. */
export const asks = state => `How much probability does class ${targetOf(state)} get?`;

/** What to try before the figure tells what comes of it: one invitation for each preset. */
const INVITES = {
  book: "The arrows are the gradient of the loss, one for each logit; a training step goes the other way. Drag a logit, and compare its arrow with its bar.",
  even: "Equal logits, equal p. The loss stands on the curve: read it there, then make another class the target. Does it cost more?",
  wrong: "Class 0 gets nearly everything, but class 1 is right. Look at the arrows, then pull the target’s logit up or press Step.",
  right: "Class 0 gets nearly everything, and class 0 is right. Look for the arrows, then drag a logit or press Step.",
  tie: "Classes 0 and 1 have equal logits and equal p, but only one of them is right. Compare their two arrows before you step.",
  warm: "Drag the knob beside ÷ T, or type into the cell: watch which bar is the highest, and how long the arrows are.",
  cold: "The logits of “Warm”, with a small T; class 1 is right. Drag the knob beside ÷ T to and fro: which numbers never move?",
  "plus-1000": "“Three logits”, and 1000 more. Compare p, dz and L; read the naive line; then drag a logit.",
  "minus-1000": "“Three logits”, and 1000 less. Read the naive line from the left, then drag a logit.",
  two: "Drag one logit up, and watch p. Then drag the other up just as far.",
};

/** One to three sentences with the numbers; `start` is the state that Reset goes back to. */
export function describe(state, shown, held, start) {
  if (keepsBack(state)) return PLACE;
  const untouched = Object.keys(presets).find(name => same(presets[name].state, state)), after = held ? ` Held: L = ${brief(held.L)}.` : "";
  const words = INVITES[untouched] ?? (state.predict ? judged(state, shown) : said(state, shown, start));
  return words + after + halt(shown);
}

function judged(state, { guess_error, p, missing }) {
  const k = targetOf(state);
  return `Your marker was ${brief(guess_error)} off: class ${k}, the target, gets p${INDEX[k]} = ${brief(p[k])}. What it lacks is ${brief(missing)}.`;
}

function said(state, shown, start) {
  if (state.floats) return floats(state, shown);
  if (shown.taken) return stepped(state, shown);
  const { p, L, z } = shown, k = targetOf(state), T = state.temperature[0];
  if (z.every(score => score === z[0])) return `All equal: every p is 1/${z.length}, whichever is the target, and the loss is ln ${z.length} = ${rounded(L)}. That is what it costs to know nothing.`;
  if (T !== 1) return heated(T);
  if (z.length === 2 && z.every((score, i) => score !== start.z[i])) return both(z, start);
  if (p[k] < 0.02) return wrong(shown);
  if (p[k] > 0.98) return `Sure and right: the target lacks only ${brief(shown.missing)}, so the arrows are all but gone. There is little left to correct.`;
  if (tied(z, k)) return "A tie: equal logits get equal p. But their arrows differ, for only the target’s points down: a step pulls the two apart.";
  return `Class ${k}, the target, gets p${INDEX[k]} = ${brief(p[k])} and lacks ${brief(shown.missing)}; the other${z.length > 2 ? "s have" : " has"} just that much too much. Each arrow is exactly ${GAP}; a step goes against it.`;
}

const GAP = "p\u00a0−\u00a0y";
const tied = (z, target) => z[target] === Math.max(...z) && z.filter(score => score === z[target]).length > 1;

const heated = T => (T > 1
  ? `T = ${rounded(T)} makes p look less sure, but its order stays. Each arrow is the gap ${GAP}, the pale band, divided by T: shorter.`
  : `T = ${rounded(T)} only makes p look surer: it moves no logit, so nothing is learnt. Each arrow is the gap ${GAP}, the pale band, divided by T: longer.`);

const wrong = ({ L, behind }) =>
  `Sure and wrong: the target’s logit lies ${brief(behind)} below the best one, and the loss is about that, ${brief(L)}. It can grow without limit; the target’s arrow is almost 1, the longest there is.`;

/** Two logits, both moved. */
function both([a, b], { z: [c, d] }) {
  if (Math.abs(a - b - (c - d)) < 1e-9) return "Both moved alike, and p is what it was: only the difference between logits counts.";
  return "Both moved, but not alike: their difference is another, and so is p. Move both alike, and p stays.";
}

function stepped(state, { taken, z, L, first_L, p }) {
  const [from, to] = [first_L, L].map(loss => brief(loss)), k = targetOf(state), loss = from === to ? `is still ${to}` : `went from ${from} to ${to}`;
  const arrows = p[k] < 0.02 ? "The target’s arrow is still almost its longest: it is pushed on with full force."
    : from === to ? "Arrows that are all but gone move next to nothing."
      : tied(state.z.slice(0, z.length), k) ? "Only the target’s arrow pointed down, so only its logit went up." : "The arrows shrink as p comes nearer to y.";
  return `${taken === 1 ? "One step" : `${taken} steps`} against the arrows: the loss ${loss}. ${arrows}`;
}

/** Why no step can be taken. */
function halt({ taken, further }) {
  if (!further) return taken ? " One more step would leave the picture." : " No step here: with this rate it would leave the picture.";
  return taken === LAST ? " The walk ends here." : "";
}

function floats({ shift, temperature: [T] }, { naive_sum, naive_p, m, p }) {
  const e = T === 1 ? "e^z" : "e^(z/T)", stable = `Stable: take the largest, ${exact(m)}, off first.`;
  if (naive_sum === "inf") return `Naive: ${e} overflows to inf, and inf / inf is nan: not a number. ${stable} The same p as ever.`;
  if (naive_p.includes("nan")) return `Naive: every ${e} is too small and becomes 0; 0 / 0 is nan: not a number. ${stable} The same p as ever.`;
  return `Both ways give the same p₀ = ${brief(p[0])} for class 0: a number that is added to all logits cancels${shift === "0" ? ". Now add 1000 to all logits" : ". Nothing has overflowed yet"}.`;
}

const names = (key, values) => values.map((_, k) => `${key}.${k}`);
const T = ({ temperature: [t] }) => (t === 1 ? "" : ` / ${exact(t)}`);
const power = (state, value) => `e^${state.temperature[0] === 1 ? operand(value) : `(${exact(value)}${T(state)})`}`;
const within = value => enclosed(value, precise);

const WHY = {
  z: ({ shift }, { z, logits, p }, k) => ({
    formula: shift === "0" ? `z${INDEX[k]} = ${exact(z[k])}: a score. For p only its distance to the others counts` : `z${INDEX[k]} = ${exact(z[k])} + ${operand(Number(shift))} = ${exact(logits[k])}: for p only its distance to the others counts`,
    operands: names("p", p),
  }),
  temperature: ({ temperature: [t] }, { p }) => ({ formula: `T = ${exact(t)} divides every logit on the way to p, and every p − y on the way back`, operands: [...names("p", p), ...names("dz", p)] }),
  p: (state, { z, logits, m, p }, k) => {
    const scores = state.shift === "0" ? z : logits.map(score => score - m), why = state.shift === "0" ? "" : ` (z less ${exact(m)})`;
    return { formula: `p${INDEX[k]} = ${power(state, scores[k])} / (${scores.map(score => power(state, score)).join(" + ")})${why} = ${precise(p[k])}`, operands: [...names("z", z), "temperature.0"] };
  },
  y: (_, { y }, k) => ({ formula: Number(y[k]) ? `y${INDEX[k]} = 1: class ${k} is the right one` : `y${INDEX[k]} = 0: tap here, or on the rail above, to make class ${k} the right one`, operands: [`dz.${k}`, "L.0"] }),
  dz: (state, { p, y, dz }, k) => {
    const gap = `${precise(p[k])} − ${y[k]}`, symbols = `p${INDEX[k]} − y${INDEX[k]}`, t = T(state);
    return { formula: `∂L/∂z${INDEX[k]} = ${t ? `(${symbols}) / T = (${gap})${t}` : `${symbols} = ${gap}`} = ${precise(dz[k])}`, operands: [`p.${k}`, `y.${k}`, ...(t ? ["temperature.0"] : [])] };
  },
  L: (state, { p, L }) => {
    const k = targetOf(state);
    return { formula: `L = −ln p${INDEX[k]} = −ln ${within(p[k])} = ${precise(L)}`, operands: [`p.${k}`, `y.${k}`] };
  },
  naive_exp: (state, { scaled, naive_exp }, k) => ({ formula: `e^${operand(scaled[k])} ${result(naive_exp[k], "a double ends at 1.8·10³⁰⁸")}`, operands: [`z.${k}`, "temperature.0"] }),
  naive_sum: (_, { naive_exp, naive_sum }) => ({ formula: `The sum of the naive exponentials ${result(naive_sum, "one inf is enough")}`, operands: names("naive_exp", naive_exp) }),
  naive_p: (state, { naive_exp, naive_sum, naive_p }) => {
    const k = targetOf(state);
    return { formula: `${shown(naive_exp[k])} / ${shown(naive_sum)} ${result(naive_p[k], "not a number: a computer cannot tell")}`, operands: [`naive_exp.${k}`, "naive_sum.0"] };
  },
  stable_exp: (state, { logits, m, shifted, stable_exp }, k) => ({ formula: `z${INDEX[k]} less the largest: (${exact(logits[k])} − ${operand(m)})${T(state)} = ${exact(shifted[k])}; e^${operand(shifted[k])} = ${precise(stable_exp[k])}`, operands: [`z.${k}`, "temperature.0"] }),
  stable_sum: (_, { stable_exp, stable_sum }) => ({ formula: `${stable_exp.map(precise).join(" + ")} = ${precise(stable_sum)}: never less than 1, for the largest gives e^0`, operands: names("stable_exp", stable_exp) }),
  stable_p: (state, { stable_exp, stable_sum, p }) => {
    const k = targetOf(state);
    return { formula: `p${INDEX[k]} = ${precise(stable_exp[k])} / ${precise(stable_sum)} = ${precise(p[k])}`, operands: [`stable_exp.${k}`, "stable_sum.0"] };
  },
};

const shown = value => (typeof value === "number" ? large(value) : value);
const large = value => (Math.abs(value) >= 1e6 ? value.toExponential(3) : precise(value));
const result = (value, reason) => (typeof value === "number" ? `= ${large(value)}` : `= ${value}: ${reason}`);

/** The formula behind a number, and the numbers it is made of. */
export const why = explained(WHY);
