// One kernel, asked at every place of a picture: pure numbers, no page, no clock.
import { presetFrom } from "kit/data.js";
import { tidy } from "kit/maths.js";
import { KERNELS, kernelOf, PICTURES } from "sim/kernels.js";
import { program } from "sim/program.js";

const N = 7;
const FACE = [0, 90900, 90900, 0, 900090, 99900, 0];

export const initial = {
  picture: "block", rows: FACE, shift: 0,
  kernel: "sobel_x", own3: KERNELS.sobel_x[3][0], own5: KERNELS.sobel_x[5][0], seed: [1], size: "3", flip: false,
  stride: "1", padding: "none",
  place: [2, 1], seen: [0, 0, 0], all: false,
  ink: "off", brush: [3, 3],
};

const preset = presetFrom(initial);
const COUNTING = { kernel: "own", own3: [[1, 2, 3], [4, 5, 6], [7, 8, 9]] };

export const presets = {
  upright: preset("Upright edges", "What does this kernel ask?", {}),
  level: preset("Level edges", "Which edges does this kernel not see?", { kernel: "sobel_y", all: true, place: [2, 1] }),
  slope: preset("A steady slope", "Why is the answer the same everywhere?", { picture: "slope", all: true, place: [2, 2] }),
  outline: preset("Outline", "Where is the answer zero?", { kernel: "laplacian", all: true, place: [2, 2] }),
  blur: preset("Blur", "What becomes of a grainy picture?", { picture: "grain", kernel: "box", all: true, place: [1, 1] }),
  sharpen: preset("Sharpen", "Can an answer be inkier than full ink?", { kernel: "sharpen", all: true, place: [0, 1] }),
  dot: preset("A single dot", "What does a single dot become?", { ...COUNTING, picture: "dot", place: [2, 2] }),
  turned: preset("Kernel turned", "And if the kernel is turned first?", { ...COUNTING, picture: "dot", flip: true, all: true, place: [2, 2] }),
  same: preset("Padding", "How can the output be as large as the input?", { padding: "same", all: true, place: [0, 1] }),
  stride: preset("Steps of three", "Which pixels does the kernel never see?", { picture: "seven", stride: "3", all: true, place: [0, 1] }),
  shift: preset("Moved picture", "The picture moves: what do the answers do?", { picture: "seven", padding: "same", shift: 1, all: true, place: [2, 4] }),
  paint: preset("Your picture", "What does the kernel find in your drawing?", { picture: "own", padding: "same", ink: "9", all: true, place: [2, 2] }),
};

const clamp = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
const table = (rows, columns, entry) => Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(i, j)));
const flat = rows => rows.reduce((sum, row) => sum + row.reduce((all, value) => all + value, 0), 0);
const count = truths => flat(truths.map(row => row.map(Number)));

/** The pixels of a row of digits. */
const digits = row => Array.from(String(row).padStart(N, "0"), Number);

function padsOf(padding, k, s) {
  if (padding !== "same") return [padding, padding].map(p => (p === "none" ? 0 : Number(p)));
  const all = Math.max((Math.ceil(N / s) - 1) * s + k - N, 0), before = Math.floor(all / 2);
  return [before, all - before];
}

const surrounded = (x, [before, after]) =>
  table(N + before + after, N + before + after, (i, j) => x[i - before]?.[j - before] ?? 0);

/** Every answer: the kernel on each window of the padded picture. */
function correlate(padded, kernel, stride, out) {
  const at = (top, left) => flat(kernel.map((row, u) => row.map((w, v) => w * padded[top + u][left + v])));
  return table(out, out, (i, j) => at(i * stride, j * stride));
}

/** Has this place been asked? One bit for each, three rows to a number. */
const asked = ({ seen, all, place: [row, column] }, i, j) =>
  all || (i === row && j === column) || Boolean((seen[Math.floor(i / 3)] >> (9 * (i % 3) + j)) & 1);

/** Do the answers spell the kernel? They do around a single dot that every tap of it can reach. */
function spelled(x, [before, after], k, s) {
  const dots = x.flatMap((row, i) => row.flatMap((value, j) => (value ? [[i, j]] : [])));
  return s === 1 && dots.length === 1 && dots[0].every(at => at + before >= k - 1 && at - after <= N - k);
}

/** Every number of the figure. */
export function derive(state) {
  const [K, divisor] = kernelOf(state), k = K.length, stride = Number(state.stride), pads = padsOf(state.padding, k, stride);
  const kernel = state.flip ? K.map(row => row.toReversed()).toReversed() : K;
  const drawing = (state.picture === "own" ? state.rows : PICTURES[state.picture]).map(digits);
  const x = drawing.map(row => row.map((_, j) => row[j - state.shift] ?? 0)), padded = surrounded(x, pads);
  const out = Math.floor((padded.length - k) / stride) + 1, sums = correlate(padded, kernel, stride, out);
  const y = tidy(sums.map(row => row.map(sum => sum / divisor)));
  const [row, column] = state.place.map(each => Math.min(each, out - 1)), [top, left] = [row * stride, column * stride];
  const here = { ...state, place: [row, column] }, patch = table(k, k, (u, v) => padded[top + u][left + v]);
  const products = tidy(patch.map((line, u) => line.map((value, v) => value * kernel[u][v])));
  return {
    K, divisor, kernel, drawing, x, pads, padded, out, y, row, column, top, left, patch, products,
    row_sums: products.map(line => flat([line])), total: sums[row][column] + 0, answer: y[row][column],
    answers: y.map((line, i) => line.map((value, j) => (asked(here, i, j) ? value : null))),
    largest: Math.max(1, ...y.flat().map(Math.abs)), heaviest: Math.max(1, ...K.flat().map(Math.abs)),
    alike: y.flat().every(value => value === y[0][0]), places: out * out, asked: count(table(out, out, (i, j) => asked(here, i, j))),
    unseen: Math.max(0, ((padded.length - k) % stride) - pads[1]), spelled: spelled(x, pads, k, stride),
    ...following(drawing, kernel, pads, stride, sums, state.shift, (i, j) => asked(here, i, j)),
  };
}

/** Which answers only moved along with the picture; and how many of those that are there? */
function following(drawing, kernel, pads, stride, sums, shift, there) {
  const before = correlate(surrounded(drawing, pads), kernel, stride, sums.length), by = shift / stride;
  const followed = sums.map((row, i) => row.map((sum, j) => before[i][j - by] === sum));
  return { followed, moved: count(followed.map((row, i) => row.map((along, j) => along && there(i, j)))) };
}

const mark = (seen, [i, j], on = true) => {
  const bit = 1 << (9 * (i % 3) + j);
  return seen.map((rows, r) => (r !== Math.floor(i / 3) ? rows : on ? rows | bit : rows & ~bit));
};

/** Places from one to another, as straight as the grid allows. */
function between(from, to) {
  const steps = Math.max(1, ...to.map((each, i) => Math.abs(each - from[i])));
  return Array.from({ length: steps + 1 }, (_, t) => from.map((each, i) => Math.round(each + ((to[i] - each) * t) / steps)));
}

/** The kernel goes to another place, asking on its way. */
function visit(state, { row, column }, place) {
  return { ...state, place, seen: between([row, column], place).reduce((seen, at) => mark(seen, at), state.seen) };
}

/** The next place, reading like a text, that was not asked yet (or was, going back). */
function beside(shown, all, by) {
  const { row, column, out, places, answers } = shown;
  for (let t = 1; t < places; t++) {
    const at = (((row * out + column + t * by) % places) + places) % places, place = [Math.floor(at / out), at % out];
    if (all || (answers[place[0]][place[1]] !== null) === by < 0) return place;
  }
  return [row, column];
}

/** One place on. */
export function step(state) {
  const shown = derive(state), place = beside(shown, state.all, 1), seen = mark(state.seen, [shown.row, shown.column]);
  return { ...state, place, seen: mark(seen, place) };
}

/** One place back; its answer goes too. */
export function back(state) {
  const shown = derive(state), place = beside(shown, state.all, -1);
  return { ...state, place, seen: mark(state.seen, [shown.row, shown.column], false) };
}

/** Ink on a pixel of the picture, wherever it has been moved to. */
function paint(state, [i, j]) {
  const column = j - state.shift, ink = state.ink === "off" ? 0 : Number(state.ink);
  const rows = state.picture === "own" ? state.rows : PICTURES[state.picture];
  if (column < 0 || column >= N) return state;
  const painted = (row, digit) => row + (ink - digit) * 10 ** (N - 1 - column);
  return { ...state, picture: "own", rows: rows.map((row, r) => (r === i ? painted(row, digits(row)[column]) : row)) };
}

/** The state after something was dragged: places count pixels from the picture's upper left corner, y upwards;
    an answer is named by its column and its row. */
export function move(state, handle, [x, y]) {
  const shown = derive(state), [p] = shown.pads, stride = Number(state.stride), most = shown.out - 1;
  if (handle === "frame") return visit(state, shown, [clamp((p - y) / stride, most), clamp((p + x) / stride, most)]);
  if (handle === "answer") return visit(state, shown, [clamp(y, most), clamp(x, most)]);
  if (handle === "shift") return { ...state, shift: Math.min(3, Math.max(-3, Math.round(x - N / 2))) };
  const brush = [clamp(-y - 0.5, N - 1), clamp(x - 0.5, N - 1)];
  return handle === "paint" ? paint({ ...state, brush }, brush) : { ...state, brush };
}

/** Enter on the brush puts the ink down. */
export function drop(state, handle) {
  return handle === "brush" ? paint(state, state.brush) : state;
}

/** Typing in a kernel that has a name starts from its numbers. */
export function edited(state, name = "own") {
  if (!name.startsWith("own") || state.kernel === "own") return state;
  return { ...state, kernel: "own", own3: kernelOf({ ...state, size: "3" })[0], own5: kernelOf({ ...state, size: "5" })[0] };
}

export const python = state => program(state, derive(state));
