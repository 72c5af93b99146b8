// What the figure says: sentences with the numbers, and the formula behind each number.
import { brief, precise } from "kit/brief.js";
import { INDEX, indices } from "kit/data.js";
import { explained } from "kit/formula.js";
import { enclosed, exact, operand, rounded } from "kit/numbers.js";
import { PLACE, keepsBack } from "kit/predict.js";
import { targetOf } from "sim/model.js";

/** What Predict first asks. */
export const asks = state => `How much probability does class ${targetOf(state)} get?`;

const told = value => brief(value);

/** One to three sentences with the numbers. */
export function describe(state, shown, held) {
  if (keepsBack(state)) return PLACE;
  const marker = state.predict ? `Your marker was ${told(shown.guess_error)} off. ` : "", after = held ? ` Held: L = ${told(held.L)}.` : "";
  return marker + said(state, shown) + after;
}

function said(state, shown) {
  if (state.floats) return floats(state, shown);
  if (shown.taken) return stepped(shown);
  const { p, L, z, missing, behind } = shown, k = targetOf(state), T = state.temperature[0], gap = "p\u00a0−\u00a0y";
  if (z.every(score => score === z[0])) return `All equal: every p is 1/${z.length}, and the loss is ln ${z.length} = ${rounded(L)}. That is what it costs to know nothing.`;
  if (T !== 1) return `T = ${rounded(T)} changes how sure p looks, not the order. Each arrow is the gap ${gap}, the pale band, divided by T: ${T > 1 ? "shorter" : "longer"}.`;
  if (p[k] < 0.02) return `Sure and wrong: the loss ${told(L)} goes with the lead of the best logit over the target’s, ${told(behind)}, without end. The target’s arrow has almost its full length: nothing saturates.`;
  if (p[k] > 0.98) return `Sure and right: the target lacks ${told(missing)}, and the arrows are all but gone. There is little left to correct.`;
  const tied = indices(z.length).filter(i => z[i] === Math.max(...z)).length > 1;
  if (tied) return "A tie: equal logits get equal p. But their arrows differ, for only the target’s points down: a step pulls the two apart.";
  return `p${INDEX[k]} = ${told(p[k])} lacks ${told(missing)}, and the other${z.length > 2 ? "s have" : " has"} just that much too much. Each arrow is exactly ${gap}: nothing else.`;
}

function stepped({ taken, L, first_L, further }) {
  const end = further ? "The arrows shrink as p comes nearer to y." : "One more would leave the picture.";
  return `${taken === 1 ? "One step" : `${taken} steps`} against the arrows: the loss went from ${told(first_L)} to ${told(L)}. ${end}`;
}

function floats({ shift, temperature: [T] }, { naive_sum, naive_p, m, p }) {
  const e = T === 1 ? "e^z" : "e^(z/T)", stable = `Stable: take the largest, ${exact(m)}, off first.`;
  if (naive_sum === "inf") return `Naive: ${e} overflows to inf, and inf / inf is nan: not a number. ${stable} The same p as ever.`;
  if (naive_p.includes("nan")) return `Naive: every ${e} is too small and becomes 0; 0 / 0 is nan: not a number. ${stable} The same p as ever.`;
  return `Both ways give the same p = ${told(p[0])} for class 0: a number that is added to all logits cancels${shift === "0" ? ". Add 1000, behind More" : ". Nothing has overflowed yet"}.`;
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
