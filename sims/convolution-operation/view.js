// How convolution is shown: the picture with its window, the answers, and between them the arithmetic of one place.
import { option } from "kit/data.js";
import { rounded } from "kit/numbers.js";
import { createPicture } from "sim/figure.js";
import * as words from "sim/words.js";

export const figure = createPicture;
export const title = "Convolution";
export const question = "What does this kernel ask?";
export const step = 1;

const whole = (key, min, max, more) => ({ key, kind: "numbers", min, max, step: 1, ...more });
const choice = (key, label, options) => ({ key, kind: "choice", label, place: "more", options: options.map(([value, name]) => option(value, name)) });

export const controls = [
  { ...choice("ink", "Paint", [["off", "off"], ["9", "full, 9"], ["5", "half, 5"], ["0", "blank, 0"]]), place: "bar", when: ({ picture, all, seen }) => picture === "own" || all || seen.some(Boolean) },
  choice("kernel", "Kernel", Object.entries(words.KERNEL_NAMES)),
  choice("size", "Size", [["3", "3 × 3"], ["5", "5 × 5"]]),
  choice("stride", "Stride", [["1", "1"], ["2", "2"], ["3", "3"]]),
  choice("padding", "Padding", [["none", "none (valid)"], ["1", "1"], ["2", "2"], ["same", "same"]]),
  choice("picture", "Picture", Object.entries(words.PICTURE_NAMES)),
  { key: "flip", kind: "toggle", label: "Turn the kernel (true convolution)", place: "more" },
  { key: "all", kind: "toggle", label: "All answers at once", place: "more" },
  whole("rows", 0, 9999999),
  whole("shift", -3, 3),
  whole("own3", -36, 36),
  whole("own5", -36, 36),
  whole("seed", 1, 99),
  whole("place", 0, 8, { aside: true }),
  whole("seen", 0, 2 ** 27 - 1, { aside: true }),
  whole("brush", 0, 6, { aside: true }),
];

export const describe = words.describe;
export const why = words.why;

/** The step bar counts the places asked; when all answers are there, where the window stands. */
export function steps({ all }, { row, column, out, places, asked }) {
  const position = all ? row * out + column : asked - 1;
  return { key: "", position, count: places - 1, label: `Row ${row}, column ${column}; ${asked} of ${places} places asked` };
}

/** How many cells the blocks have. */
export const sizes = ({ shown }) => ({ N: shown.padded.length, M: shown.out, k: shown.K.length });

/** The kernel, what it makes of the pixels in the window, and the sum. */
export function numbers({ state, shown }) {
  const { K, products, total, answer, divisor, heaviest, largest } = shown, name = `own${state.size}`;
  const block = (id, label, values, more) => ({ name: id, label, values, columns: values[0].length ?? 1, board: true, digits: 0, ...more });
  const parts = [
    block(name, "Kernel", K, { edit: true, largest: heaviest }),
    block("products", "Pixel times weight", products, { largest: 9 * heaviest }),
    block("total", "Sum", [total], { largest: divisor * largest }),
  ];
  if (divisor !== 1) parts.push(block("answer", "Answer", [answer], { digits: undefined, largest }));
  const seed = ["seed", { name: "seed", label: "Seed", head: [""], values: state.seed, edit: true, digits: 0 }];
  return { rows: state.kernel === "random" ? [parts, seed] : [parts], facts: [], largest };
}

/** Where these lie on the stage. */
export function places({ state, shown: { divisor }, plan: { kernel, products, sum } }) {
  const [left, top] = sum.at, at = y => ({ at: [left, y], unit: sum.unit });
  const all = { [`own${state.size}`]: kernel, products, total: at(divisor === 1 ? top + (sum.height - sum.unit * 0.6) / 2 : top) };
  return divisor === 1 ? all : { ...all, answer: at(top + sum.unit * 0.6 + 18) };
}

/** Numbers that fall into the answer's cell after a step. */
export const falls = ({ shown: { divisor } }) => [divisor === 1 ? "total.0" : "answer.0"];

/** Digits grow with their cells. */
const digitSize = unit => Math.min(18, Math.max(12, 0.3 * unit));
const wide = (text, size) => Array.from(text).reduce((sum, sign) => sum + (sign === "." ? 0.28 : 0.58) * size, 1);

function read(value, { divisor }) {
  return divisor === 1 ? rounded(value).split(".")[0] : rounded(value);
}

const inWindow = ({ top, left, K }, i, j) => i >= top && i < top + K.length && j >= left && j < left + K.length;

/** Every cell of the picture with its padding, and of the answers. */
export function cells({ state, shown, lit, plan, focus }) {
  const { padded, pads: [p], x, answers, followed, unseen, row, column, top, left } = shown, { input, output } = plan;
  const at = ({ at: [x0, y0], unit }, i, j) => ({ at: [x0 + j * unit, y0 + i * unit], unit, digits: digitSize(unit) });
  const texts = answers.map(line => line.map(value => (value === null ? "" : read(value, shown))));
  const fits = texts.flat().every(text => wide(text, digitSize(output.unit)) <= output.unit);
  const under = (i, j) => input.unit < 16 && [0, 1].includes(top - i) && [0, 1].includes(left - j); // where the knob leaves no room
  const covered = (i, j) => under(i, j) || (focus === "brush" && i - p === state.brush[0] && j - p === state.brush[1]);
  const pixels = padded.flatMap((line, i) => line.map((value, j) => ({
    ...at(input, i, j),
    ...(x[i - p]?.[j - p] === undefined ? { kind: "pad" } : { kind: "pixel", ink: value }),
    text: (value || inWindow(shown, i, j)) && !covered(i, j) ? String(value) : "",
    marks: [...(lit(`padded.${i}.${j}`) ? ["lit"] : []), ...(Math.max(i, j) >= padded.length - p - unseen && kindOf(x, i - p, j - p) ? ["unseen"] : [])],
  })));
  const replies = answers.flatMap((line, i) => line.map((value, j) => ({
    ...at(output, i, j),
    kind: value === null ? "open" : "answer", now: i === row && j === column,
    sign: value > 0 ? "positive" : "negative", size: Math.sqrt(Math.abs(value ?? 0) / shown.largest), text: fits ? texts[i][j] : "",
    marks: state.shift && value !== null && !followed[i][j] ? ["fresh"] : [],
  })));
  return [...pixels, ...replies, ...key(plan).map(({ cell }) => cell)];
}

const kindOf = (x, i, j) => x[i]?.[j] !== undefined;

/** What colour and hatching say, below the answers. */
function key({ wide: beside, output: { at: [left, top], unit, size } }) {
  return ["positive", "negative"].map((sign, i) => {
    const [x, y] = [left + (beside ? i * 84 : 0), top + size * unit + 8 + (beside ? 0 : i * 18)];
    return { cell: { at: [x, y], unit: 13, kind: "answer", sign, size: 1 }, word: { name: `key.${sign}`, at: [x + 16, y + 6.5], lines: [i ? "below 0" : "above 0"], tone: "quiet", align: 0 } };
  });
}

/** The window, and the place of its answer; those that are held for comparison. */
export function boxes({ shown, held, state, plan: { input, output } }) {
  const box = (tone, { at: [x, y], unit }, i, j, size) => ({ tone, box: [x + j * unit, y + i * unit, size * unit, size * unit] });
  const { top, left, K, row, column } = shown, list = [box("window", input, top, left, K.length), box("window", output, row, column, 1)];
  const [i, j] = held?.place ?? state.place, elsewhere = held && Math.max(i, j) < shown.out && (i !== row || j !== column);
  return elsewhere ? [box("ghost", output, i, j, 1), ...list] : list;
}

/** The title of each block; that of the output is its size. */
export function texts({ state, shown, fresh, plan }) {
  const { input, output, kernel, products, sum, wide: beside } = plan, { padded, pads: [p], K, out, divisor } = shown;
  const text = (name, [x, y], line, align, tone = "title") => ({ name, at: [x, y], lines: [line], tone, align });
  const over = ({ at: [x, y] }) => [x, y - 15], end = [Math.max(output.at[0] + out * output.unit, sum.at[0] + sum.unit), output.at[1] - 15];
  const list = [
    text("input", over(input), end[0] - input.at[0] < 310 ? "input" : p ? "input 7 × 7 and zeros" : "input 7 × 7", 0),
    text("output", beside ? over(output) : end, `output ⌊(7 + 2·${p} − ${K.length}) / ${state.stride}⌋ + 1 = ${out}`, beside ? 0 : 1),
    text("kernel", over(kernel), state.flip ? "kernel, turned" : "kernel", 0),
    text("products", over(products), "pixel × weight", 0),
    text("sum", over(sum), "sum", 0),
    text("shift", [input.at[0] + (3.5 + p + state.shift) * input.unit + 28, input.at[1] + padded.length * input.unit + 14], fresh ? "move the picture" : "shift", 0, "quiet"),
  ];
  if (divisor !== 1) list.push(text("divisor", [sum.at[0] + sum.unit / 2, sum.at[1] + sum.unit * 0.6 + 8], `÷ ${divisor} =`, 0.5, "quiet"));
  return [...list, ...key(plan).map(({ word }) => word)];
}

/** The window's corner, the grip below the picture, and the brush. */
export function handles({ state, shown, plan: { input } }) {
  const { left, top, pads: [p], row, column, padded, answer } = shown, { shift, brush: [i, j], ink } = state;
  const list = [
    { name: "frame", at: [left - p, p - top], step: Number(state.stride), reach: 9, value: column, shape: "corner", label: "Window", text: `row ${row}, column ${column}: answer ${rounded(answer)}` },
    { name: "shift", at: [3.5 + shift, p - padded.length - 14 / input.unit], slide: "x", value: shift, reach: 3, shape: "slide", label: "Picture, sideways", text: `moved by ${shift}` },
  ];
  if (ink !== "off") list.push({ name: "brush", at: [j + 0.5, -i - 0.5], reach: 7, shape: "brush", label: "Brush: Enter puts down ink", text: `row ${i}, column ${j}` });
  return list;
}

/** What a press on the cells takes hold of. */
export function taken({ state, shown }, { block }, [x, y]) {
  const { left, top, pads: [p], K: { length: k } } = shown, corner = [left - p, p - top], grip = [x - corner[0], y - corner[1]];
  if (block === "output") return { handle: "answer" };
  if (state.ink !== "off") return { handle: "paint", grip: [0, 0] };
  const inside = grip[0] >= 0 && grip[0] < k && grip[1] <= 0 && grip[1] > -k;
  return { handle: "frame", grip: inside ? grip : [k / 2, -k / 2] };
}
