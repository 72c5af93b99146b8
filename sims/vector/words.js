// What the figure says: sentences with the numbers, and the formula behind each number.
import { component, measured } from "kit/arrows.js";
import { INDEX, pair } from "kit/data.js";
import { explained } from "kit/formula.js";
import { exact, operand, point, rounded } from "kit/numbers.js";
import { PLACE, keepsBack } from "kit/predict.js";

/** What the result is called. */
export const NAMES = { subtract: "a − b", add: "a + b", scale: "c a", length: "u" };

/** What Predict first asks. */
export const asks = ({ show }) => `Where does ${NAMES[show]} end, drawn from 0?`;

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  const name = NAMES[state.show];
  if (keepsBack(state)) return PLACE;
  const marked = state.predict && shown.result ? `Your marker was ${rounded(shown.guess_error)} from the tip of ${name}. ` : "";
  const before = held?.result ? ` Held: ${point(held.result)}.` : "";
  return marked + SAYS[state.show](state, shown) + before;
}

const isZero = vector => !vector?.some(Boolean);

const SAYS = {
  subtract: (_, { result }) =>
    isZero(result) ? "a and b are the same arrow: nothing lies between their tips." : `From the tip of b go ${point(result)}, and you are at the tip of a. The dashed arrow is this thick one, moved to 0.`,
  add: (_, { result }) =>
    isZero(result) ? "b takes back all that a did: you are where you began." : `First a, then b; or first b, then a: both ways end at ${point(result)}. The dashed arrows are b and a, moved.`,
  scale({ a, c: [c] }, { length_a, length_result }) {
    if (isZero(a)) return "a is the zero vector: no factor makes anything of it.";
    if (c === 0) return "Nothing is left of a: neither length nor direction.";
    const way = c > 0 ? "The direction stays" : "The arrow points the opposite way";
    return `${way}; the length goes from ${rounded(length_a)} to ${rounded(length_result)}.`;
  },
  length: ({ a, norm }, { length_a }) =>
    isZero(a) ? "This is the zero vector. Its length is 0, and it points nowhere." : ROUND[norm](rounded(length_a)),
};

const ROUND = {
  1: size => `By the streets the tip is ${size} from 0, as far as every point of the dashed diamond.`,
  2: size => `a is ${size} long, like every arrow that ends on the dashed circle.`,
  inf: size => `Only the largest part counts: ${size}, as for every arrow that ends on the dashed square.`,
};

const turned = (name, degrees, operands) => ({
  formula: degrees === null ? "The zero vector has no direction." : `${name} points ${exact(degrees)}° from the first axis, counter-clockwise`,
  operands,
});

const RESULT_WHY = {
  subtract: ({ a, b }, i) => [`${exact(a[i])} − ${operand(b[i])}`, [`a.${i}`, `b.${i}`]],
  add: ({ a, b }, i) => [`${exact(a[i])} + ${operand(b[i])}`, [`a.${i}`, `b.${i}`]],
  scale: ({ a, c }, i) => [`${exact(c[0])} · ${operand(a[i])}`, ["c.0", `a.${i}`]],
  length: ({ a }, i, { length_a }) => [`${exact(a[i])} / ${exact(length_a)}`, [`a.${i}`, "length_a.0"]],
};

const WHY = {
  a: ({ a }, _, i) => (i ? component("a", a, i) : { operands: pair("a") }),
  b: ({ b }, _, i) => (i ? component("b", b, i) : { operands: pair("b") }),
  c: ({ c }) => ({ formula: `c = ${exact(c[0])}: every component is multiplied by it`, operands: pair("a") }),
  scaled: () => ({ operands: ["c.0", ...pair("a")] }),
  result(state, shown, i) {
    if (!shown.result) return { formula: "0 / 0 is nothing: the zero vector has no unit vector.", operands: [...pair("a"), "length_a.0"] };
    const [sum, operands] = RESULT_WHY[state.show](state, i, shown), name = NAMES[state.show];
    const left = name.length > 1 ? `(${name})${INDEX[i]}` : `${name}${INDEX[i]}`;
    return { formula: `${left} = ${sum} = ${exact(shown.result[i])}`, operands };
  },
  length_a: ({ a, norm }, { length_a }) => measured("a", a, length_a, pair("a"), norm),
  length_b: ({ b, norm }, { length_b }) => measured("b", b, length_b, pair("b"), norm),
  length_result: ({ norm, show }, { result, length_result }) => measured(NAMES[show], result, length_result, pair("result"), norm),
  norm_1: ({ a }, { norms_a }) => measured("a", a, norms_a[0], pair("a"), "1"),
  norm_2: ({ a }, { norms_a }) => measured("a", a, norms_a[1], pair("a")),
  norm_inf: ({ a }, { norms_a }) => measured("a", a, norms_a[2], pair("a"), "inf"),
  direction_a: (_, { direction_a }) => turned("a", direction_a, pair("a")),
  direction_result: ({ show }, { direction_result }) => turned(NAMES[show], direction_result, pair("result")),
};

/** The formula behind a number, and the numbers it is made of. */
export const why = explained(WHY);
