// The schemes are five ways to say which cells share a mean and a spread; all else they have in common.
// The twin of layerwise.normalisation for blocks x[image][channel][row][column].
import { CHANNELS } from "sim/layout.js";

export const SCHEMES = ["batch", "instance", "group-4", "group-2", "group-1", "layer"];
const GROUPS = { instance: CHANNELS, "group-4": CHANNELS, "group-2": 2, "group-1": 1, layer: 1 }, EPS = 1e-5;

/** The number of the set that a block belongs to: in batch norm its channel, else its image's group of channels. */
export const setOf = scheme => (b, c) => (scheme === "batch" ? c : b * GROUPS[scheme] + Math.floor((c * GROUPS[scheme]) / CHANNELS));

/** [[first image, last], [first channel, last]] of every set. */
export function sets(scheme, images) {
  const found = [], of = setOf(scheme);
  for (let b = 0; b < images; b++) for (let c = 0; c < CHANNELS; c++) {
    const set = (found[of(b, c)] ??= [[b, b], [c, c]]);
    set[0][1] = b;
    set[1][1] = c;
  }
  return found;
}

/** The same of every number, told its image and channel. */
export const each = (x, change) => x.map((image, b) => image.map((block, c) => block.map(row => row.map(value => change(value, b, c)))));

/** The numbers of every set. */
function members(x, of) {
  const found = [];
  each(x, (value, b, c) => (found[of(b, c)] ??= []).push(value));
  return found;
}

const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = values => mean(values.map(value => (value - mean(values)) ** 2));

/** The mean and the variance of every set. */
export function statistics(x, scheme) {
  const found = members(x, setOf(scheme));
  return { means: found.map(mean), variances: found.map(spread) };
}

/** Each number less the mean of its set. */
export const centre = (x, scheme, { means }) => each(x, (value, b, c) => value - means[setOf(scheme)(b, c)]);

/** x̂: what is left, divided by the spread. */
export function standardise(x, scheme, found) {
  return each(centre(x, scheme, found), (value, b, c) => value / Math.sqrt(found.variances[setOf(scheme)(b, c)] + EPS));
}

/** The running averages of batch norm, from 0 and 1, after it has seen a batch so many times. */
export function remembered(x, times, momentum = 0.1) {
  const { means, variances } = statistics(x, "batch"), rest = (1 - momentum) ** times, n = members(x, setOf("batch"))[0].length;
  return { means: means.map(value => (1 - rest) * value), variances: variances.map(value => rest + ((1 - rest) * value * n) / (n - 1)) };
}

/** The set that grows from one block until it holds another: other images come in all at once, and channels by halves. */
export function joining([b, c], [image, channel]) {
  if (image !== b) return "batch";
  return channel === c ? "instance" : setOf("group-2")(b, c) === setOf("group-2")(b, channel) ? "group-2" : "layer";
}
