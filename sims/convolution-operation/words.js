// What the figure says: the kernel's question in words, and the formula behind each number.
import { exact, operand, rounded } from "kit/numbers.js";

export const KERNEL_NAMES = {
  sobel_x: "Sobel x: upright edges", sobel_y: "Sobel y: level edges", laplacian: "Laplacian: outlines", identity: "identity",
  box: "box blur", gaussian: "Gaussian blur", sharpen: "sharpen", random: "random", own: "your own",
};

export const PICTURE_NAMES = {
  block: "block", dot: "a dot", seven: "digit 7", diagonal: "diagonal", stripes: "stripes", slope: "slope", grain: "grain", own: "your own",
};

const whether = (first, second) => ({
  asks: `is there more ink ${first} than ${second}?`,
  says: sign => (sign > 0 ? `more ${first}` : sign < 0 ? `more ${second}` : "no difference"),
});
const measure = (asks, says = () => "") => ({ asks, says });
const beyond = (sign, value) => (value > 9 ? "inkier than full ink" : sign < 0 ? "less than blank" : "");

const QUESTIONS = {
  sobel_x: whether("on the right", "on the left"),
  sobel_y: whether("below", "above"),
  laplacian: whether("around", "in the middle"),
  identity: measure("what is in the middle?"),
  box: measure("how much ink, on average?"),
  gaussian: measure("how much ink, the middle counting most?"),
  sharpen: measure("the middle, but how far does it stand out?", beyond),
  random: measure("a question written by chance."),
  own: measure("your own weights, your own question."),
};
const TURNED = { sobel_x: whether("on the left", "on the right"), sobel_y: whether("above", "below") };

/** One or two sentences with the numbers. */
export function describe(state, shown, held) {
  const { asks, says } = (state.flip && TURNED[state.kernel]) || QUESTIONS[state.kernel], verdict = says(Math.sign(shown.answer), shown.answer);
  const lead = state.ink !== "off" ? "Draw on the picture." : shown.asked === 1 ? "Drag the window over the picture." : "The same question everywhere:";
  const link = lead.endsWith(":") ? lead : `${lead} It asks:`, after = held ? ` Held: ${rounded(held.answer)}.` : "";
  return `${link} ${asks} Here ${spoken(shown)}${verdict && `, ${verdict}`}. ${remark(state, shown)}`.trim() + after;
}

const spoken = ({ divisor, answer }) => (divisor === 1 ? exact(answer) : rounded(answer));

/** What else is worth saying: the first that is true. */
function remark({ shift, flip, kernel, all }, { moved, places, spelled, unseen, alike, pads: [p], out, K, asked, followed, row, column }) {
  const along = followed[row][column];
  if (shift && asked === 1) return `Picture moved by ${exact(shift)}: this answer ${along ? "moved along" : "is new"}.`;
  if (shift) return `Picture moved by ${exact(shift)}: ${moved} of ${asked} answers moved along, ${along ? "this one too" : "not this one"}; dashed: new.`;
  if (spelled && asked > 1) return flip ? "Around one dot the answers spell the kernel as it was written." : "Around one dot the answers spell the kernel, turned round.";
  if (unseen) return `No window sees the last ${unseen === 1 ? "row and column" : `${unseen} rows and columns`}: the floor cuts them off.`;
  if (alike) return `All ${places} answers are the same.`;
  if (p) return `With ${p === 1 ? "a ring" : "rings"} of zeros the window may stand at the very edge: ${out} × ${out} answers.`;
  if (all && ["box", "gaussian"].includes(kernel)) return `Each answer mixes ${K.length ** 2} pixels, so neighbours become alike.`;
  return "";
}

/** The formula behind a number, and the numbers it is made of. */
export function why(name, state, shown) {
  const [key, u, v] = name.split(".");
  return WHY[key]?.(state, shown, Number(u), Number(v)) ?? null;
}

function weight({ flip, size }, { K, places }, u, v) {
  const [i, j] = flip ? [K.length - 1 - u, K.length - 1 - v] : [u, v];
  return {
    formula: `The weight ${exact(K[u][v])} meets one pixel of every window: the same ${size} · ${size} weights, at all ${places} places`,
    operands: [`products.${i}.${j}`],
  };
}

const sum = values => values.map((value, i) => (i ? operand(value) : exact(value))).join(" + ");

const WHY = {
  own3: weight,
  own5: weight,
  seed: ({ seed }) => ({ formula: `Seed ${seed[0]} draws every weight, a whole number from −4 to 4`, operands: [] }),
  products: ({ size, flip }, { patch, kernel, products, top, left }, u, v) => {
    const [i, j] = flip ? [size - 1 - u, size - 1 - v] : [u, v];
    return {
      formula: `pixel × weight = ${exact(patch[u][v])} · ${operand(kernel[u][v])} = ${exact(products[u][v])}`,
      operands: [`own${size}.${i}.${j}`, `padded.${top + u}.${left + v}`],
    };
  },
  total: (state, { products, row_sums, total }) => {
    const there = products.flat().filter(Boolean), parts = there.length > 9 ? row_sums : there;
    const by = there.length > 9 ? "row by row: " : "";
    return {
      formula: there.length ? `${by}${sum(parts)}${parts.length > 1 ? ` = ${exact(total)}` : ""}${there.length <= 9 && there.length < products.flat().length ? "; all other products are 0" : ""}` : "Every product is 0, so the sum is 0",
      operands: products.flatMap((line, u) => line.map((_, v) => `products.${u}.${v}`)),
    };
  },
  answer: (state, { total, divisor, answer }) => ({ formula: `${exact(total)} / ${divisor} = ${exact(answer)}`, operands: ["total.0"] }),
};
