// Where everything lies on the sheet, in cells: one row of blocks per image, one column of blocks per channel, the
// statistics below them, and the two histograms at the foot. x goes right, y up, so that y is negative everywhere.

export const CHANNELS = 4;
const MARGIN = 0.45, BETWEEN = 0.08, STRIP = 0.57, HEAD = 1.95, KNOB = 0.28, REACH = 0.4, LIFT = 0.3, ASIDE = 0.8, BARS = 1.05;

/** The places of a sheet with so many images, whose channels have so many pixels. */
export function layout(images, pixels) {
  const left = c => MARGIN + c * (1 + BETWEEN), top = b => -(HEAD + STRIP + b * (pixels + STRIP));
  const columns = left(CHANNELS) - BETWEEN + 0.26, foot = top(images - 1) - pixels, before = foot - 1.9 - BARS, after = before - 0.25 - BARS;
  return {
    columns, rows: 0.5 - after, left, top, before, after, tall: BARS, statistics: foot - 1.15,
    /** Left, bottom, right and top of the blocks of these images and channels, with a little room around. */
    box([[from, to], [first, last]], room) {
      return [left(first) - room / 2, top(to) - pixels - room, left(last) + 1 + room / 2, top(from) + room];
    },
    /** Where the outline's knob is, if it was pulled from one block over another. */
    knob([b, c], [image, channel]) {
      return [channel < c ? left(channel) + ASIDE : left(channel) + 1, image < b ? top(image) + KNOB : top(image) - pixels - KNOB];
    },
    /** The image and the channel over which the knob of a block was pulled: half of the way there is enough. To the left it
        is the edge that counts: a knob on that side stands a little inside, clear of the names of the images. */
    block([b, c], [x, y]) {
      const ways = (back, ahead, pitch) => (ahead > 0 ? Math.round(ahead / pitch) : back > 0 ? -Math.round(back / pitch) : 0);
      const within = (value, count) => Math.max(0, Math.min(count - 1, value));
      const down = ways(y - top(b) - KNOB, top(b) - pixels - KNOB - y, pixels + STRIP), pitch = 1 + BETWEEN, right = x < left(c) ? -Math.ceil((left(c) - x) / pitch) : ways(0, x - left(c) - 1, pitch);
      return [within(b + down, images), within(c + right, CHANNELS)];
    },
    /** The grip of an image slides up and down beside it, that of a channel sideways above it, `share` of the way. */
    grip: (kind, i, share) => (kind === "image" ? [0.24, top(i) - pixels / 2 + share * LIFT * pixels] : [left(i) + 0.5 + share * REACH, -(HEAD - 0.25)]),
    /** The share of the way that a place means. */
    share: (kind, i, [x, y]) => (kind === "image" ? ((y - top(i)) / pixels + 0.5) / LIFT : (x - left(i) - 0.5) / REACH),
    /** Where a value stands on the axis of both histograms, which ends at ±`axis`. */
    along: (value, axis) => MARGIN + ((Math.max(-1, Math.min(1, value / axis)) + 1.0625) / 2.125) * (columns - MARGIN - 0.1),
  };
}
