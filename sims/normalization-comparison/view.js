// How normalising is shown: a sheet of blocks, images below each other, channels side by side; one outline round the
// cells that share a mean and a spread; what comes of it in two histograms. It computes nothing.
import { createBoard } from "kit/board.js";
import { option } from "kit/data.js";
import { layout } from "sim/layout.js";
import { rank, reached } from "sim/model.js";
import * as picture from "sim/picture.js";
import * as words from "sim/words.js";

export const figure = createBoard;
export const sheet = true;
export const title = "Normalisation";
export const question = "Drag the corner: which cells share one mean?";
export const step = 0.1;

const raise = { kind: "numbers", min: -4, max: 4, step: 0.5 }, double = { kind: "numbers", min: -2, max: 2, step: 1 };
const batch = ({ scheme }) => scheme === "batch";

export const controls = [
  { key: "scheme", kind: "choice", label: "Scheme", place: "more", options: [
    option("batch", "batch"), option("instance", "instance"), option("group-4", "group (4)"),
    option("group-2", "group (2)"), option("group-1", "group (1)"), option("layer", "layer"),
  ] },
  { key: "inference", kind: "toggle", label: "Inference: running averages", place: "more", when: batch },
  { key: "seen", kind: "choice", label: "Batches seen", place: "more", when: state => batch(state) && state.inference, options: [
    option("0", "none yet"), option("1", "1"), option("10", "10"), option("100", "100"),
  ] },
  { key: "pull", kind: "choice", label: "A grip", place: "more", aside: true, options: [option("raise", "adds"), option("double", "multiplies")] },
  { key: "images", kind: "choice", label: "Images", place: "more", options: [option("1", "1"), option("2", "2"), option("3", "3")] },
  { key: "pixels", kind: "choice", label: "Pixels H·W", place: "more", options: [option("1", "1"), option("2", "2"), option("3", "3")] },
  { key: "numbers", kind: "choice", label: "Numbers", place: "more", options: [option("4", "as dealt"), option("9", "dealt again"), option("11", "and again")] },
  { key: "raise_images", ...raise },
  { key: "raise_channels", ...raise },
  { key: "double_images", ...double },
  { key: "double_channels", ...double },
  { key: "gamma", kind: "numbers", min: -2, max: 2, step: 0.1 },
  { key: "beta", kind: "numbers", min: -2, max: 2, step: 0.1 },
  { key: "cell", kind: "numbers", min: 0, max: 3, step: 1, aside: true },
  { key: "at", kind: "numbers", min: 0, max: 3, step: 1, aside: true },
];

export const describe = words.describe;
export const why = words.why;
export const texts = picture.texts;
export const marks = picture.marks;

/** The step bar: what has been done to the numbers so far. */
export function steps({ at }) {
  return { key: "at", position: at, count: 3, label: `Step ${at} of 3: the cells show ${words.SHOWN[at].join(", ")}` };
}

/** The sheet's size in cells. */
export function board({ state }) {
  return layout(Number(state.images), Number(state.pixels));
}

/** The numbers that the cells show now. */
const present = ({ at }, shown) => [shown.x, shown.centred, shown.x_hat, shown.y][at] ?? shown.x.map(image => image.map(block => block.map(row => row.map(() => "–"))));

/** The blocks, their statistics, and what becomes of the lit cell. */
export function numbers({ state, shown }) {
  const { columns, left, top, statistics } = board({ state }), c = shown.lit[1], one = { board: true, columns: 1 };
  const blocks = present(state, shown).flatMap((image, b) => image.map((values, k) =>
    ({ name: `x.${b}.${k}`, label: `image ${b}, channel ${k}`, at: [left(k), top(b)], values, columns: 1, board: true })));
  const scale = (key, letter) => ({ name: `${key}.${c}`, label: `${letter} of channel ${c}`, head: [letter], values: state[key][c], edit: true, digits: 1 });
  const cell = (name, label, letter, value) => ({ name, label, head: [letter], values: [value ?? "–"] });
  return {
    rows: [[
      ...blocks,
      { name: "mean", label: "mean μ", at: [columns * 0.3, statistics + 0.5], values: [shown.mean], ...one },
      { name: "variance", label: "variance σ²", at: [columns * 0.75, statistics + 0.5], values: [shown.variance], ...one },
    ], [
      scale("gamma", "γ"), "·", cell("hat", "x̂ of the cell", "x̂", shown.value_hat), "+", scale("beta", "β"), "=", cell("y", "y of the cell", "y", shown.value_y),
    ]],
    facts: [{ name: "count", head: words.sharing(state), value: String(shown.count) }],
    largest: shown.axis,
  };
}

/** What can be grabbed: the outline's corner, and a grip for every image and channel. */
export function handles({ state, shown }) {
  const sheet = board({ state }), most = state.pull === "raise" ? 4 : 2, by = state.pull === "raise" ? 0.5 : 1;
  const grip = kind => (_, i) => {
    const value = state[`${state.pull}_${kind}s`][i], [none, all] = [0, 1].map(share => sheet.grip(kind, i, share));
    return {
      name: `${kind}.${i}`, at: sheet.grip(kind, i, value / most), slide: kind === "image" ? "y" : "x", step: (Math.hypot(all[0] - none[0], all[1] - none[1]) * by) / most,
      value, reach: most, shape: "square", label: `Grip of ${kind} ${i}: ${state.pull === "raise" ? "adds" : "multiplies"}`, text: words.pulled(state, kind, i) || "not pulled",
    };
  };
  return [
    { name: "outline", at: sheet.knob(shown.lit, reached(state, shown)), slide: "x", step: 100, value: rank(state.scheme), reach: 3, shape: "dot",
      label: "Corner of the outline", text: `${words.NAMES[state.scheme]}: ${shown.count} cells` },
    ...shown.x.map(grip("image")),
    ...shown.x[0].map(grip("channel")),
  ];
}

/** The numbers of the outline slide together into their mean, then into their spread. */
export function slides({ state, shown }) {
  const to = ["", "mean.0", "variance.0", ""][state.at];
  return to && { from: words.members(shown), to };
}
