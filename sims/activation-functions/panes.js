// Two panes over one axis: what goes forward stands above, what comes back below, a strip between them.
// Places of the figure: x as it is, and the height as a share of the figure, 0 at its foot.

function pane([low, high], [bottom, top]) {
  const scale = (top - bottom) / (high - low), at = ([x, y]) => [x, bottom + (y - low) * scale];
  return {
    low, high, top, bottom, scale, at,
    value: place => low + (place[1] - bottom) / scale,
    path: points => points.filter(([, y]) => y >= low && y <= high).map(at),
    /** The part that fits of a line through a point, so far to both sides. */
    line([x, y], slope, far) {
      const room = way => (way * slope > 0 ? high - y : y - low) / Math.max(Math.abs(slope), 1e-9);
      return [-1, 1].map(way => way * Math.min(far, room(way))).map(run => at([x + run, y + run * slope]));
    },
  };
}

/** The upper pane, for values of this span. */
export const upper = ([low, high]) => pane([low - (high - low) * 0.06, high + (high - low) * 0.1], [0.46, 1]);

/** The lower pane: slopes and shares, always to the same scale, so that they can be compared. */
export const lower = pane([-0.3, 1.3], [0, 0.37]);

/** How much wider than its range the figure is, so that a point at the end can still be held. */
export const EDGE = 1.14;

/** Foot and head of the strip between them. */
export const STRIP = [0.395, 0.445];

/** The scores of softmax. */
export const SCORES = [-4, 4];

/** The whole numbers at which an axis is marked: each, every second, or every fifth. */
export function marks(low, high, most) {
  const stride = [1, 2, 5].find(each => (high - low) / each <= most) ?? 10, first = Math.ceil(low / stride);
  return Array.from({ length: Math.floor(high / stride) - first + 1 }, (_, i) => (first + i) * stride);
}
