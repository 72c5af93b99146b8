// What the figure says: sentences with the numbers, and the formula behind each number.
import { component, measured } from "kit/arrows.js";
import { INDEX, pair } from "kit/data.js";
import { explained, rowTimesColumn } from "kit/formula.js";
import { exact, operand, rounded } from "kit/numbers.js";
import { PLACE, keepsBack } from "kit/predict.js";

/** What a is multiplied with. */
export const second = ({ show }) => (show === "pair" ? "b" : "c b");

const isZero = vector => !vector.some(Boolean);

/** What Predict first asks. */
export const asks = state => `Where on the line of a does the shadow of ${second(state)} end?`;

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  if (keepsBack(state)) return PLACE;
  const marked = state.predict && shown.foot ? `Your marker was ${rounded(shown.guess_error)} from the shadow’s end. ` : "";
  return marked + (withoutAngle(state) ?? SAYS[state.show](state, shown)) + (held ? ` Held: ${rounded(held.dot)}.` : "");
}

function withoutAngle({ a, b, c, show }) {
  if (isZero(a)) return "a is the zero vector: every product with it is 0, and there is no angle.";
  if (isZero(b)) return "b is the zero vector: the product is 0, and there is no angle.";
  return show === "scaled" && c[0] === 0 ? "Nothing is left of b: the product is 0, and there is no angle." : null;
}

const SAYS = {
  pair(_, { sign, shadow, dot, most, cosine }) {
    if (sign === 0) return "A right angle: b throws no shadow on the line of a, and a · b is 0.";
    if (Math.abs(cosine) > 1 - 1e-9) return `b points ${sign > 0 ? "the way of a: for these lengths no product is larger" : "against a: for these lengths no product is smaller"} than ${rounded(dot)}.`;
    return `The shadow of b falls ${sign > 0 ? "the way of a" : "against a"}: ${rounded(shadow)}. Times the length of a it is ${rounded(dot)}; the most for these lengths is ${rounded(most)}.`;
  },
  scaled({ c: [c] }, { sign, dot, dot_first, cosine, cosine_first }) {
    const product = `The product goes from ${rounded(dot_first)} to ${rounded(dot)}; the cosine`;
    if (sign === 0) return "A right angle: no factor makes anything but 0 of it.";
    return c > 0 ? `${product} stays ${rounded(cosine)}.` : `${product} only changes its sign, from ${rounded(cosine_first)} to ${rounded(cosine)}.`;
  },
};

const BOTH = [...pair("a"), ...pair("b")];
const NO_ANGLE = { formula: "An angle needs two directions, and the zero vector has none.", operands: [...BOTH, "c.0"] };

const product = (state, vector, result, operands) => ({ formula: rowTimesColumn(`a · ${second(state)}`, state.a, vector, result), operands });

function cosineWhy(name, top, lengths, result, operands) {
  if (result === null) return NO_ANGLE;
  return { formula: `cos θ = a · ${name} / (‖a‖ ‖${name}‖) = ${exact(top)} / ${lengths.map(exact).join(" / ")} = ${exact(result)}`, operands };
}

const WHY = {
  a: ({ a }, _, i) => (i ? component("a", a, i) : { operands: pair("a") }),
  b: ({ b }, _, i) => (i ? component("b", b, i) : { operands: pair("b") }),
  c: ({ c }) => ({ formula: `c = ${exact(c[0])}: both components of b are multiplied by it`, operands: pair("b") }),
  scaled: () => ({ operands: ["c.0", ...pair("b")] }),
  products: ({ a, b }, { products }, i) => ({
    formula: `a${INDEX[i]} b${INDEX[i]} = ${exact(a[i])} · ${operand(b[i])} = ${exact(products[i])}`, operands: [`a.${i}`, `b.${i}`],
  }),
  dot: (state, shown) => product(state, shown.second, shown.dot, [...BOTH, "c.0", ...pair("products")]),
  dot_first: (state, { dot_first }) => product({ ...state, show: "pair" }, state.b, dot_first, BOTH),
  length_a: ({ a }, { length_a }) => measured("a", a, length_a, pair("a")),
  length_second: ({ b }, { length_second }) => measured("b", b, length_second, pair("b")),
  cosine: (state, { dot, length_a, length_second, cosine }) =>
    cosineWhy(second(state), dot, [length_a, length_second], cosine, ["dot.0", "length_a", "length_second", "c.0", ...(state.show === "pair" ? [] : BOTH)]),
  cosine_first: (_, { dot_first, length_a, length_first, cosine_first }) =>
    cosineWhy("b", dot_first, [length_a, length_first], cosine_first, ["dot_first", ...BOTH]),
  degrees: (_, { cosine, degrees }) => (degrees === null ? NO_ANGLE : { formula: `θ = arccos(${exact(cosine)}) = ${exact(degrees)}°`, operands: ["cosine"] }),
  by_lengths: (_, { length_a, length_second, cosine, by_lengths }) =>
    by_lengths === null ? NO_ANGLE : { formula: `‖a‖ ‖b‖ cos θ = ${exact(length_a)} · ${exact(length_second)} · ${operand(cosine)} = ${exact(by_lengths)}`, operands: ["length_a", "length_second", "cosine"] },
  shadow: (state, { dot, length_a, shadow }) =>
    shadow === null
      ? { formula: "The zero vector has no line for a shadow to fall on.", operands: pair("a") }
      : { formula: `s = a · ${second(state)} / ‖a‖ = ${exact(dot)} / ${exact(length_a)} = ${exact(shadow)}`, operands: ["dot.0", "length_a", ...pair("a")] },
};

/** The formula behind a number, and the numbers it is made of. */
export const why = explained(WHY);
