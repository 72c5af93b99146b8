// Where the blocks of the figure stand, in pixels of the stage: the picture and its answers above, the arithmetic below;
// where the stage is wide, the answers and the arithmetic stand beside the picture.
const EDGE = 11, GAP = 20, TITLE = 26, GRIP = 26, SUM = 52, BETWEEN = 8, TAPS = { 3: [28, 56], 5: [24, 40] };

const fit = (room, cells, most) => Math.floor(Math.min(room / cells, most));

/** {input, output, kernel, products, sum}: each {at: [left, top], unit, size}, sizes in cells. */
export function layout({ width, height }, { N, M, k }) {
  const wide = width > 1.3 * height;
  return { wide, ...(wide ? beside : above)(width, height, N, M, k) };
}

const arithmetic = (left, top, tap, k) => ({
  kernel: { at: [left, top], unit: tap, size: k },
  products: { at: [left + k * tap + BETWEEN, top], unit: tap, size: k },
  sum: { at: [left + 2 * (k * tap + BETWEEN), top], unit: SUM, height: k * tap },
});

function above(width, height, N, M, k) {
  const tap = Math.max(TAPS[k][0], fit(width - 2 * EDGE - SUM - 2 * BETWEEN, 2 * k, Math.min(TAPS[k][1], height / (3.4 * k))));
  const room = height - 2 * TITLE - GRIP - k * tap - EDGE, unit = Math.min(fit(width - 2 * EDGE - GAP, N + M, 48), fit(room, N, 48));
  const row = 2 * (k * tap + BETWEEN) + SUM, free = Math.max(0, room - N * unit) / 3;
  const left = Math.round((width - (N + M) * unit - GAP) / 2), top = Math.round(TITLE + free);
  return {
    input: { at: [left, top], unit, size: N }, output: { at: [left + N * unit + GAP, top], unit, size: M },
    ...arithmetic(Math.round((width - row) / 2), Math.round(height - EDGE - k * tap - free), tap, k),
  };
}

function beside(width, height, N, M, k) {
  const tap = Math.max(TAPS[k][0], fit(height - 2 * TITLE, 3 * k, TAPS[k][1])), row = 2 * (k * tap + BETWEEN) + SUM;
  const high = height - 2 * TITLE - 2 * EDGE, most = Math.min(fit(high - GRIP, N, 56), fit(high - GRIP - k * tap, M, 56));
  const room = width - 2 * EDGE - 2 * GAP, unit = Math.min(most, fit(room - row, N, 56), fit(room, N + M, 56));
  const column = Math.max(row, M * unit), left = Math.round((width - N * unit - 2 * GAP - column) / 2), right = left + N * unit + 2 * GAP;
  const tall = Math.max(N * unit + GRIP, M * unit + GRIP + TITLE + k * tap), top = Math.round((height - tall - TITLE) / 2 + TITLE);
  return {
    input: { at: [left, top], unit, size: N }, output: { at: [right, top], unit, size: M },
    ...arithmetic(right, Math.round(top + tall - k * tap), tap, k),
  };
}
