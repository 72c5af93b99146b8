// Where everything stands, in pixels of the stage: layers as columns on one line, below them each W as a grid.
// Columns share one scale and grids another, so that lengths and areas can be compared.

const REACHES = [4, 16, 64, 256, 1024], KNOB = 13;
// From the foot upwards: shapes of W, names of W, the total above the grids, activations, sizes, names of layers.
const SHAPES = 34, NAMES = 18, TOTAL = 48, BENDS = 28, SIZES = 32, LAYERS = 20, TOP = 30;

/** The number of neurons that the full height stands for. It goes up by fours, so that twice as many look like more. */
export function reachOf({ sizes, columns, was_sizes }) {
  const largest = Math.max(...sizes, ...columns, ...(was_sizes ?? []));
  return REACHES.find(reach => reach >= largest);
}

/** The measures of a stage for a network. */
export function measure({ width, height }, { sizes }, reach) {
  const last = sizes.length - 1, margin = Math.max(32, (width - 900) / 2), pitch = (width - 2 * margin) / last;
  const free = height - SHAPES - NAMES - TOTAL - BENDS - SIZES - LAYERS - TOP;
  const cell = Math.min((free * 0.5) / reach, (pitch - 10) / (reach + 1.5)), tall = Math.round(free - cell * reach);
  const base = TOP + tall, foot = height - SHAPES - NAMES;
  return { width, height, margin, pitch, base, foot, neuron: tall / reach, cell, x: k => margin + k * pitch, narrow: pitch < 66 };
}

/** The middle of the gap before layer k + 1. */
export const middle = ({ x, pitch }, k) => x(k) + pitch / 2;

/** How far up a column of so many neurons reaches. */
export const top = ({ base, neuron }, size) => base - size * neuron;

/** The box of a W of that shape, [left, top, width, height]; its b stands at its right, after all columns that are needed. */
export function grid(measures, k, [out, inner], needed = inner) {
  const { cell, foot } = measures, widest = Math.max(inner, needed), left = middle(measures, k) - ((widest + 1) * cell + 3) / 2;
  const box = (x, width) => [x, foot - out * cell, width, out * cell];
  return { W: box(left, inner * cell), b: box(left + widest * cell + 3, Math.max(cell, 1.5)) };
}

/** From layers and neurons to pixels, and back; a knob hovers above its column. */
export function planeOf(get) {
  return {
    toPixels: ([k, size]) => [get().x(k), top(get(), size) - KNOB],
    toPlane: (left, y) => [0, (get().base - KNOB - y) / get().neuron],
  };
}

/** Where the numbers stand: [left of the first, top, width of each, distance]. */
export function places(measures, { sizes }) {
  const { x, pitch, base, foot, narrow } = measures, cell = Math.min(48, pitch - 4), bend = Math.min(62, pitch - 2), chip = pitch - 4, last = sizes.length - 1;
  const line = base + LAYERS, below = line + SIZES;
  return {
    inputs: [x(0) - cell / 2, line, cell], hidden: [x(1) - cell / 2, line, cell], outputs: [x(last) - cell / 2, line, cell],
    bends: [x(1) - bend / 2, below, bend], shapes: [middle(measures, 0) - chip / 2, foot + NAMES + 2, chip], narrow,
  };
}

/** The heights of lines of text: names of layers, the total, names of W. */
export const lines = ({ base, foot }) =>
  ({ layers: base + LAYERS / 2 + 1, total: base + LAYERS + SIZES + BENDS + 16, weights: foot + NAMES / 2 + 1 });
