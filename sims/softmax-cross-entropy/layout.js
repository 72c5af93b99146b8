// Where everything stands, in pixels of the stage: one column for each class, its logit above, its probability below,
// what comes of it in cells; the temperature lies between; the curve of the loss shares the height of the probabilities.
import { HAND, LOGIT, WARMTH } from "sim/model.js";

const GAP = 10, TOP = 8, ROOM = LOGIT.max, STRIP = 24, HEAD = 36, TICKS = 20, FOOT = 8, HALF = 8;

/** The measures of a stage for so many classes. */
export function measure({ width, height }, count) {
  const wide = width >= 480, LEFT = count > 3 && !wide ? 38 : 42, row = height > 560 ? 32 : 27, side = wide ? Math.min(240, width * 0.28) : count > 3 ? Math.min(88, width * 0.2) : width * 0.25;
  const pitch = Math.min((width - LEFT - GAP - side - 6) / count, 150), start = Math.max(0, (width - LEFT - GAP - side - 6 - count * pitch) / 2);
  const free = height - TOP - row - 10 - STRIP - HEAD - TICKS - 3 * (row + 2) - FOOT, high = free * 0.44, bar = Math.min(60, pitch * 0.4);
  const above = TOP + row + 10, top = above + high + STRIP + HEAD, tall = free - high, below = top + tall + TICKS, left = start + LEFT;
  const unit = high / (2 * ROOM), x = k => left + (k + 0.5) * pitch, from = left + count * pitch + GAP, warm = (left + count * pitch - 14 - left - 14) / (WARMTH.max - WARMTH.min);
  return {
    width, height, wide, row, pitch, bar, unit, left, top, tall, above, high, from, side, x, cell: Math.min(pitch - 3, 84), right: left + count * pitch,
    /** The middle of a bar, and of the arrow beside it. */
    middle: k => x(k) - HALF, lane: k => x(k) - HALF + bar / 2 + 12,
    score: z => above + high / 2 - z * unit, share: p => top + (1 - p) * tall,
    strip: above + high + STRIP / 2 + 4, warmth: T => left + 14 + (T - WARMTH.min) * warm, loss: (value, reach) => from + (value / reach) * (side - 12),
    rows: [0, 1, 2].map(i => below + i * (row + 2)), warm,
  };
}

/** Where the cells stand: [left of the first, top, width, distance]. */
export function places({ x, cell, row, rows, pitch, strip, from, side, right }) {
  const one = Math.min(side - 8, 84), first = x(0) - cell / 2, apart = { width: cell, gap: pitch - cell };
  return {
    z: { at: [first, TOP], ...apart }, p: { at: [first, rows[0]], ...apart }, y: { at: [first, rows[1]], ...apart }, dz: { at: [first, rows[2]], ...apart },
    temperature: { at: [Math.max(from, right + 6), strip - row / 2], width: one, gap: 0 }, L: { at: [from, rows[1]], width: one, gap: 0 },
  };
}

/** What a place that something was dragged to means. Heights count upwards. */
export function meant(measures, handle, [x, y]) {
  if (handle === "warmth") return WARMTH.min + (x - measures.warmth(WARMTH.min)) / measures.warm;
  if (handle === "guess") return 1 - (-y - measures.top) / measures.tall;
  return (measures.score(0) + y) / measures.unit;
}

/** The class in whose column something was tapped, if it was: over the rails or what stands below them. */
export function tapped({ x, pitch, top }, count, [left, down]) {
  const k = Math.round((left - x(0)) / pitch);
  return down > top - HEAD && k >= 0 && k < count && left >= x(0) - pitch / 2 ? k : null;
}

/** Where the axis of the logits is marked. */
export const ENDS = [HAND.min, 0, HAND.max];
