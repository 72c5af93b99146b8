// Where a small network and its matrices stand: layers side by side, each neuron a stack of numbers; below them every
// weight matrix, one row per neuron, with its bias.
import { sum } from "kit/data.js";
import { frame, line, rowHandle, wire } from "kit/wires.js";

const PHONE = 375, LARGEST = 1.5, WIDEST = 540, HEAD = 22, FOOT = 8, RAIL = 20;

/** One column of neurons: `parts` are [name, height, gap above], from the top of a neuron to its foot. */
function stack({ parts, count }, x, { top, high, w, s }) {
  const pitch = high / count, total = s * sum(parts.map(([, h, gap = 0]) => h + gap)), places = {};
  let y = top + (pitch - total) / 2;
  for (const [name, h, gap = 0] of parts) {
    places[name] = { at: [x - w / 2, y + gap * s], size: [w, h * s], pitch: [w, pitch] };
    y += (h + gap) * s;
  }
  return places;
}

/** The matrices side by side: `parts` of each are [name, height], which share a row, upper and lower half. */
function lay(matrices, { left, wide, top, s }) {
  const columns = sum(matrices.map(each => each.columns)), gaps = sum(matrices.map(each => each.gap)) * s;
  const pitch = Math.min(54 * s, (wide - gaps) / columns), places = {};
  let x = left + (wide - gaps - pitch * columns) / 2;
  for (const { parts, columns: count, gap } of matrices) {
    const high = sum(parts.map(part => part[1])) * s + 4;
    let y = top;
    x += gap * s;
    for (const [name, h] of parts) {
      places[name] = { at: [x, y], size: [pitch - 2, h * s], pitch: [pitch, high] };
      y += h * s;
    }
    x += pitch * count;
  }
  return places;
}

/** `columns` are the layers, `matrices` what stands below, `rows` of them; `tall` is the height that this was drawn for,
    `above` is free above all neurons; below those of the last layer stands one number more, the `last`. */
export function layout([width, height], { tall, columns, matrices, rows, above = 0, last }) {
  const s = Math.max(1, Math.min(width / PHONE, height / tall, LARGEST)), small = width < PHONE;
  const w = small ? 46 : 48 * s, wide = Math.min(width - (small ? 4 : 10), WIDEST * s), left = (width - wide) / 2;
  const matrix = sum(matrices[0].parts.map(part => part[1])) * s + 4, lower = height - FOOT * s - rows * matrix;
  const top = (HEAD + above) * s, high = lower - 26 * s - top, foot = last ? 34 * s : 0;
  const first = left + w / 2 + 6 * s, third = left + wide - w / 2 - 20 * s, xs = [first, (first + third) / 2, third], box = { top, high, w, s };
  const stacks = columns.map((column, i) => stack(column, xs[i], i === 2 ? { ...box, high: high - foot } : box));
  const places = Object.assign({}, ...stacks, lay(matrices, { left, wide, top: lower, s }));
  if (last) places[last] = { at: [third - w / 2, top + high - 28 * s], size: [w, 28 * s], pitch: [w, 0] };
  return { places, xs, unit: RAIL * s, font: small ? 12 : 13 * s, s, head: HEAD * s - 9 * s };
}

/** Every wire between two columns of numbers, with the weights of W; those into row `lit` shine. */
export function wires(net, [from, to], W, { largest, lit }) {
  return W.flatMap((row, i) => row.flatMap((weight, j) => wire(net.box(`${from}.${j}`), net.box(`${to}.${i}`), weight, { largest, lit: lit(i, j), s: net.s })));
}

/** The rail that an input slides along, with a bar from zero to where it is. */
export function rail(net, name, value) {
  const { x, top } = net.box(name), middle = top - 8 * net.s - 2 * net.unit, at = middle - value * net.unit;
  return {
    at: [x, at],
    marks: [
      line("rail", [x, middle - 2 * net.unit], [x, middle + 2 * net.unit]), line("rail", [x - 6, middle], [x + 6, middle]),
      ...(value ? [line(value > 0 ? "bar-above" : "bar-below", [x, middle], [x, at])] : []),
    ],
  };
}

/** Row i of a matrix and its bias, lit together with the numbers of its neuron. */
export function litRow(net, row, neuron) {
  return [...frame(net.box(...row), "band"), ...frame(net.box(...row), "ring", 2), ...frame(net.box(...neuron), "ring", 3)];
}

/** The handles of rows, for matrices of so many rows each. */
export function rowHandles(net, counts) {
  return Object.entries(counts).flatMap(([name, count]) => Array.from({ length: count }, (_, i) => rowHandle(net.box(`${name}.${i}.0`))).flat());
}

/** What solid and dashed lines mean, below the second matrix. */
export function key(net, name) {
  const box = net.box(name), y = box.y, x = box.left + 4;
  const sample = (tone, from) => ({ ...line(tone, [x + from, y], [x + from + 24, y]), width: 4 });
  const say = (id, from, text) => ({ name: `key-${id}`, at: [x + from, y], lines: [text], tone: "quiet" });
  return {
    marks: [sample("wire-above", 0), sample("wire-below", 84 * net.s)],
    texts: [say("above", 52 * net.s, "above 0"), say("below", 136 * net.s, "below 0")],
  };
}

/** A share of 1 as a bar on its rail, below its number; a held one as a tick. */
export function shareBar(net, name, share, held) {
  const { left, right, bottom } = net.box(name), y = bottom + 6, at = part => left + (right - left) * part;
  const tick = held === undefined ? [] : [line("tick", [at(held), y - 6], [at(held), y + 6])];
  return [line("rail", [left, y], [right, y]), line("bar-above", [left, y], [at(share), y]), ...tick];
}
