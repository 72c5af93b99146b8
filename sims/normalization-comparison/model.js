// A block of numbers (images, channels, pixels), normalised by one of the schemes: no page, no clock.
import { presetFrom } from "kit/data.js";
import { tidy } from "kit/maths.js";
import { normal } from "kit/random.js";
import { CHANNELS, layout } from "sim/layout.js";
import { program } from "sim/program.js";
import { SCHEMES, centre, each, joining, remembered, setOf, sets, standardise, statistics } from "sim/schemes.js";

const column = value => Array.from({ length: CHANNELS }, () => [value]);

export const initial = {
  scheme: "instance",
  inference: false,
  seen: "10",
  numbers: "4",
  images: "3",
  pixels: "3",
  raise_images: [0, 0, 0],
  raise_channels: [0, 0, 0, 0],
  double_images: [0, 0, 0],
  double_channels: [0, 0, 0, 0],
  gamma: column(1),
  beta: column(0),
  pull: "raise",
  cell: [0, 0, 0],
  at: 0,
};

const preset = presetFrom(initial);
const LONE = { images: "1", pixels: "1", beta: [[0.5], [-1], [2], [-0.5]] };

export const presets = {
  instance: preset("Instance norm", "Drag the corner: which cells share one mean?", {}),
  batch: preset("Batch norm", "Pull image 0 up: do the other images feel it?", { scheme: "batch", at: 2 }),
  layer: preset("Layer norm", "Pull image 0 up: what does its x̂ show of it?", { scheme: "layer", at: 2 }),
  group: preset("Group norm", "Between which two schemes does this one lie?", { scheme: "group-2", at: 2 }),
  loud: preset("A loud channel", "Channel 2 is four times as loud: whose x̂ has changed?", { scheme: "layer", double_channels: [0, 0, 2, 0], pull: "double", at: 2 }),
  inference: preset("Inference", "Pull image 0 up: who feels it when μ is only remembered?", { scheme: "batch", inference: true, at: 2 }),
  "one-image": preset("B = 1: batch = instance", "One image alone: which two schemes are the same?", { scheme: "batch", images: "1", at: 2 }),
  "lone-cells": preset("B = 1, H·W = 1", "A cell on its own: what is left of its number?", { ...LONE, at: 3 }),
  refused: preset("Batch norm refuses", "Why can batch norm not train on this?", { ...LONE, scheme: "batch", at: 3 }),
  "one-group": preset("group(1) = layer", "Which other name has this set of cells?", { scheme: "group-1", at: 2 }),
  "all-groups": preset("group(C) = instance", "Four groups of four channels: what is that?", { scheme: "group-4", at: 2 }),
};

const BRIGHT = [0, 1, -1], CENTRE = [1, -1, 0.5, 2], SPREAD = [1, 1.5, 0.5, 2], FELT = 0.005;

/** The numbers before anything was pulled, to one decimal: every image and every channel has its own level. */
function dealt(seed, images, pixels) {
  const z = normal(Number(seed), 36);
  return Array.from({ length: images }, (_, b) => CENTRE.map((level, c) => Array.from({ length: pixels }, (_, i) =>
    [Math.round((SPREAD[c] * z[b * 12 + c * 3 + i] + (level + BRIGHT[b])) * 10) / 10 + 0])));
}

/** How many numbers fall nearest to each of the 17 marks from −axis to axis. */
function counted(values, axis) {
  const counts = Array(17).fill(0);
  for (const value of values) counts[Math.floor((Math.round(value * 1e9) / 1e9 / axis) * 8 + 0.5) + 8] += 1;
  return counts;
}

/** The first of 4, 8, 16 … that is as large as the largest of these numbers. */
function axisOf(values) {
  const largest = Math.round(Math.max(...values.map(Math.abs)) * 1e9) / 1e9;
  let axis = 4;
  while (axis < largest) axis *= 2;
  return axis;
}

const flat = x => x.flat(3);

/** x̂ and y, and how far they noticed the pulling; nothing of it where the library refuses. */
function normalised(state, base, x, found, running) {
  const { scheme } = state, x_hat = standardise(x, scheme, found);
  const y = each(x_hat, (value, _, c) => state.gamma[c][0] * value + state.beta[c][0]), after = statistics(y, scheme);
  const before = flat(standardise(base, scheme, running ?? statistics(base, scheme)));
  const pulled = flat(each(x, (_, b, c) => Boolean(state.raise_images[b] || state.raise_channels[c] || state.double_images[b] || state.double_channels[c])));
  const felt = flat(x_hat).map((value, k) => Math.abs(value - before[k]) >= FELT), count = where => felt.filter((yes, k) => yes && pulled[k] === where).length;
  return { x_hat, y, after, pulled: pulled.filter(Boolean).length, felt_inside: count(true), felt_outside: count(false) };
}

const NOTHING = { x_hat: null, y: null, after: null, pulled: null, felt_inside: null, felt_outside: null };
const ERROR = "x: expected more than one value per feature, got (1, 4, 1, 1). One value has no spread: use more examples, or running statistics.";

/** Every number of the figure. Null is what does not exist. */
export function derive(state) {
  const { scheme } = state, images = Number(state.images), pixels = Number(state.pixels), memory = scheme === "batch" && state.inference;
  const whole = dealt(state.numbers, 3, pixels), base = whole.slice(0, images), running = remembered(whole, Number(state.seen));
  const x = each(base, (value, b, c) => value * 2 ** (state.double_images[b] + state.double_channels[c]) + (state.raise_images[b] + state.raise_channels[c]));
  const own = statistics(x, scheme), found = memory ? running : own, refused = scheme === "batch" && !memory && images * pixels === 1;
  const { after, ...done } = refused ? NOTHING : normalised(state, base, x, found, memory ? running : null), centred = centre(x, scheme, found);
  const lit = cellOf(state, images, pixels), [b, c] = lit, of = setOf(scheme), set = of(b, c), outlines = sets(scheme, images);
  const inside = values => flat(values.map((image, row) => image.filter((_, k) => of(row, k) === set)));
  const axis = axisOf([...flat(x), ...(refused ? [] : flat(done.y))]), here = values => values && lit.reduce((part, k) => part[k], values);
  const same = SCHEMES.filter(other => other !== scheme && !memory && !refused && !refuses(other, state, images * pixels) && same_sets(sets(other, images), outlines));
  return tidy({
    base, x, centred, ...done, ...found, running_means: running.means, running_variances: running.variances,
    lit, lit_set: set, outlines, count: inside(x).length, same_as: same, error: refused ? ERROR : null,
    mean: found.means[set], variance: found.variances[set], sigma: Math.sqrt(found.variances[set]),
    own_mean: own.means[set], own_sigma: Math.sqrt(own.variances[set]),
    after_mean: after && after.means[set], after_sigma: after && Math.sqrt(after.variances[set]),
    value: here(x), value_centred: here(centred), value_hat: here(done.x_hat), value_y: here(done.y),
    axis, bars: counted(flat(x), axis), bars_in: counted(inside(x), axis),
    after_bars: done.y && counted(flat(done.y), axis), after_bars_in: done.y && counted(inside(done.y), axis),
  });
}

const same_sets = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const refuses = (scheme, { inference }, size) => scheme === "batch" && (inference || size === 1);

/** The cell in question, inside the block. */
const cellOf = ({ cell: [b, c, i] }, images, pixels) => [Math.min(b, images - 1), c, Math.min(i, pixels - 1), 0];

/** [[first image, last], [first channel, last]] of the lit cell's set. */
export function outlineOf(state) {
  const [b, c] = cellOf(state, Number(state.images), 1);
  return sets(state.scheme, Number(state.images))[setOf(state.scheme)(b, c)];
}

/** One step on: the mean comes off, the spread is divided out, γ and β are applied. */
export function step(state) {
  return { ...state, at: Math.min(state.at + 1, 3) };
}

/** The block that the outline reaches from that of the lit cell, and so where its knob is. */
export function reached({ scheme }, { lit: [b, c], outlines, lit_set }) {
  const [[first, last], [low, high]] = outlines[lit_set];
  if (scheme === "batch") return [b === last ? first : last, c];
  return [b, c - low > high - c ? low : high];
}

/** From the largest set of other images to the largest of channels: what the keys go through, one by one. */
const ORDER = ["batch", "instance", "group-2", "layer"], ALIAS = { "group-1": "layer", "group-4": "instance" }, STRIDE = 100;

/** The place of a scheme in that order. */
export const rank = scheme => ORDER.indexOf(ALIAS[scheme] ?? scheme);

/** The state after the outline's knob, or the grip of an image or channel, was moved. A key moves the knob by STRIDE, far
    off the sheet: it asks for the next scheme and not for a place. */
export function move(state, handle, place) {
  const [kind, i] = handle.split("."), sheet = layout(Number(state.images), Number(state.pixels));
  if (kind === "outline") {
    const keys = Math.round(place[0] / STRIDE), { lit } = derive(state);
    const scheme = keys ? ORDER[Math.max(0, Math.min(3, rank(state.scheme) + keys))] : joining(lit, sheet.block(lit, place));
    return { ...state, scheme };
  }
  const key = `${state.pull}_${kind}s`, most = state.pull === "raise" ? 4 : 2;
  return { ...state, [key]: state[key].map((value, k) => (k === Number(i) ? sheet.share(kind, k, place) * most : value)) };
}

/** A tapped cell lights its set. */
export function drop(state, name) {
  const [key, ...cell] = name.split(".");
  return key === "x" ? { ...state, cell: cell.slice(0, 3).map(Number) } : state;
}

/** The program that computes the same numbers, with the same names, from the library. */
export const python = state => program(state, { BRIGHT, CENTRE, SPREAD, FELT });
