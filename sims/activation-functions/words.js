// What the figure says: sentences with the numbers, and the formula behind each number.
import { brief, precise } from "kit/brief.js";
import { exact, operand } from "kit/numbers.js";
import { PLACE, keepsBack } from "kit/predict.js";

export const SUB = ["₁", "₂", "₃"];

export const NAMES = {
  relu: "ReLU", leaky_relu: "Leaky ReLU", sigmoid: "Sigmoid", tanh: "Tanh", softplus: "Softplus", gelu: "GELU", silu: "SiLU",
};

/** Are three scores shown instead of a curve? */
export const sharing = state => state.f === "softmax";

/** What Predict first asks. */
export const asks = state => (sharing(state) ? "How large a share will p₁ get?" : "How steep is the curve at x?");

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  if (sharing(state)) return describeShares(state, shown);
  if (keepsBack(state)) return PLACE;
  const marker = state.predict ? `Your marker was ${brief(shown.guess_error)} off. ` : "";
  const beside = shown.others.length === 1 ? ` Through ${NAMES[shown.others[0]]}: ${brief(shown.other_slope[0])}.` : "";
  const before = held?.kind ? ` Held: ${brief(held.slope)}.` : "";
  return marker + SAY[shown.kind](shown, state, marker || beside || before) + beside + before;
}

const ten = (share, short) => (short ? "." : `; through ten layers, ${brief(share)}.`);

const SAY = {
  asleep: ({ y }, { x, f }) =>
    f === "relu" && x[0] === 0 ? "The corner has no slope of its own; 0 is chosen, and nothing gets back."
      : `f(x) = ${brief(y)}, and the slope is exactly 0: asleep. No correction gets back to x.`,
  vanishing: ({ slope, ten_layers }, _, short) =>
    `The slope is small, but not 0: of a correction of 1, ${brief(slope)} gets back${ten(ten_layers, short)}`,
  falling: ({ slope }) => `The curve falls here: a correction of 1 gets back as ${brief(slope)}, its sign turned.`,
  awake: ({ y, slope, ten_layers }, _, short) => {
    if (slope === 1) return `f(x) = ${brief(y)}. The slope is 1: a correction of 1 gets back to x whole.`;
    const rest = `${brief(slope)} gets back to x${ten(ten_layers, short)}`;
    return slope > 1 ? `More than was sent: of a correction of 1, ${rest}` : `f(x) = ${brief(y)}. Of a correction of 1, ${rest}`;
  },
};

function describeShares(state, { p, first, gets_back, guess_error }) {
  if (keepsBack(state)) return PLACE;
  const marker = state.predict ? `Your marker was ${brief(guess_error)} off. ` : "";
  const others = [0, 1, 2].filter(k => k !== first).map(k => `, ${brief(gets_back[k])} to z${SUB[k]}`).join("");
  const back = `of a correction of 1 to p${SUB[first]}, ${brief(gets_back[first])} gets back to z${SUB[first]}${others}.`;
  return `${marker}${p[first] > 0.95 ? "Almost certain" : "The shares make 1"}: ${back}`;
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, k] = name.split(".");
  return WHY[key]?.(state, shown, k) ?? null;
}

const within = value => (value < 0 ? `(${precise(value)})` : precise(value));
const at = ({ x }) => operand(x[0]);

const VALUE = {
  relu: state => `max(0, ${exact(state.x[0])})`,
  leaky_relu: state => `max(${exact(state.x[0])}, ${exact(state.leak[0])} · ${at(state)})`,
  sigmoid: state => `1 / (1 + e^${operand(0 - state.x[0])})`,
  tanh: state => `tanh ${at(state)}`,
  softplus: state => `ln(1 + e^${at(state)})`,
  gelu: state => `${exact(state.x[0])} · Φ(${exact(state.x[0])})`,
  silu: state => `${exact(state.x[0])} · σ(${exact(state.x[0])})`,
};

const SLOPE = {
  relu: ({ x }) => (x[0] > 0 ? "1, as x > 0:" : "0, as x ≤ 0:"),
  leaky_relu: ({ x }) => (x[0] > 0 ? "1, as x > 0:" : "α, as x ≤ 0:"),
  sigmoid: (_, y) => `f(x) · (1 − f(x)) = ${precise(y)} · (1 − ${precise(y)}) =`,
  tanh: (_, y) => `1 − f(x) · f(x) = 1 − ${within(y)} · ${within(y)} =`,
  softplus: state => `σ(x) = 1 / (1 + e^${operand(0 - state.x[0])}) =`,
  gelu: state => `Φ(x) + x · Φ′(x) = Φ(${exact(state.x[0])}) + ${at(state)} · Φ′(${exact(state.x[0])}) =`,
  silu: state => `σ(x) + f(x) · (1 − σ(x)), with σ(x) = 1 / (1 + e^${operand(0 - state.x[0])}):`,
};

const between = (what, [least, most], reach) =>
  `Between x = ${exact(-reach)} and ${exact(reach)}, ${what} runs from ${precise(least)} to ${precise(most)}`;

const WHY = {
  // x is what the reader moves: while it moves, the sentence must follow, not a definition.
  x: (state, shown) => ({ formula: describe(state, shown), operands: ["x.0"] }),
  range: (_, { reach }) => ({ formula: `x runs from ${exact(-reach)} to ${exact(reach)}; the axis above follows`, operands: ["range.0", "outputs"] }),
  leak: ({ leak }) => ({ formula: `α = ${exact(leak[0])} is the slope left of 0`, operands: ["leak.0", "slope"] }),
  z: (_, __, k) => ({ formula: `z${SUB[k]} is a score; only its distance to the others counts`, operands: [`p.${k}`] }),
  temperature: () => ({ formula: "T divides every score: above 1 it evens the shares out, below 1 it sharpens them", operands: ["temperature.0", "p.0", "p.1", "p.2"] }),
  y: (state, { y }) => ({ formula: `f(x) = ${VALUE[state.f](state)} = ${precise(y)}`, operands: ["x.0", "leak.0", "y"] }),
  slope: (state, { y, slope }) => ({ formula: `f′(x) = ${SLOPE[state.f](state, y)} ${precise(slope)}`, operands: ["x.0", "leak.0", "y", "slope"] }),
  other: (state, { others, other_y }) => ({ formula: `g(x) = ${VALUE[others[0]](state)} = ${precise(other_y[0])}`, operands: ["x.0"] }),
  otherslope: (state, { others, other_y, other_slope }) => ({ formula: `g′(x) = ${SLOPE[others[0]](state, other_y[0]).replaceAll("f(x)", "g(x)")} ${precise(other_slope[0])}`, operands: ["x.0", "other"] }),
  outputs: (_, { outputs, reach }) => ({ formula: between("f", outputs, reach), operands: ["range.0"] }),
  slopes: (_, { slopes, reach }) => ({ formula: between("f′", slopes, reach), operands: ["range.0"] }),
  p: ({ z, temperature: [T] }, { p }, k) => ({
    formula: `p${SUB[k]} = e^(${exact(z[k])}/${exact(T)}) / (${z.map(score => `e^(${exact(score)}/${exact(T)})`).join(" + ")}) = ${precise(p[k])}`,
    operands: ["z.0", "z.1", "z.2", "temperature.0"],
  }),
  s: ({ temperature: [T] }, { p, p_slopes }, k) => ({
    formula: `∂p${SUB[k]}/∂z${SUB[k]} = p${SUB[k]} (1 − p${SUB[k]}) / T = ${precise(p[k])} · (1 − ${precise(p[k])}) / ${exact(T)} = ${precise(p_slopes[k])}`,
    operands: [`p.${k}`, "temperature.0"],
  }),
};
