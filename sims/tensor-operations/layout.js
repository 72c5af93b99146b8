// Where every cell of nested boxes stands: the last axis runs across, the one before it down, and so on in turn.
// What does not fit is left out, from the outermost axis on, and counted.
import { range, size, strides } from "sim/strides.js";

const GAP = 2, PAD = 5, WIDE = 10, APART = 10, MARGIN = 12, TITLE = 24, BETWEEN = 28, FOOT = 16, CHIPS = 42, LETTER = 7.4;

/** How far apart the labels of axes stand. */
export const PITCH = 72;

const UNITS = [40, 36, 32, 30, 28, 26, 24];

/** Per axis: the way it runs, how far apart its parts stand, the box round it and how far that is from the outermost. */
function nest(counts, cell, upright) {
  const ways = upright ? [0, 1, 1, 0, 1] : [0, 1, 0, 1, 0], axes = [];
  let extent = cell;
  for (let i = counts.length - 1, level = 0; i >= 0; i--, level++) {
    const way = ways[level], pitch = extent[way] + (level < 2 ? GAP : APART), run = counts[i] * pitch - (level < 2 ? GAP : APART);
    const pad = level === 1 || counts.length === 1 ? PAD : level > 1 ? WIDE : 0;
    extent = extent.map((length, d) => (d === way ? run : length) + 2 * pad);
    axes.unshift({ way, pitch, pad, extent, level });
  }
  return { axes: axes.map((axis, i) => ({ ...axis, inset: axes.slice(0, i).reduce((sum, { pad }) => sum + pad, 0) })), extent };
}

/** How many of each axis there is room for. */
function crop(shape, cell, upright, room) {
  const counts = [...shape];
  for (;;) {
    const { axes, extent } = nest(counts, cell, upright);
    const tooLong = axes.findIndex(({ way }, i) => extent[way] > room[way] && counts[i] > 1);
    if (tooLong < 0) return counts;
    counts[tooLong] -= 1;
  }
}

/** An array as nested boxes: {cells: Map of k to its place, boxes, axes, extent, more}. A single axis goes on in the next line. */
export function block(shape, cell, upright, room) {
  if (shape.length === 1) return lines(shape[0], cell, room);
  const counts = crop(shape, cell, upright, room), { axes, extent } = nest(counts, cell, upright), steps = strides(shape);
  const cells = new Map(), boxes = [];
  (function place(i, k, x, y) {
    if (i === shape.length) return cells.set(k, [x, y]);
    const { way, pitch, pad, extent: [w, h], level } = axes[i];
    if (pad) boxes.push({ x, y, w, h, level });
    for (const j of range(counts[i])) place(i + 1, k + j * steps[i], x + pad + (way ? 0 : j * pitch), y + pad + (way ? j * pitch : 0));
    return cells;
  })(0, 0, 0, 0);
  return { cells, boxes, axes, extent, more: size(shape) - cells.size };
}

function lines(n, [w, h], [width, height]) {
  const fit = (length, one) => Math.max(1, Math.floor((length - 2 * PAD + GAP) / (one + GAP)));
  const all = Math.ceil(n / fit(width, w)), across = Math.ceil(n / all), down = Math.min(all, fit(height, h)), shown = Math.min(n, across * down);
  const extent = [across * (w + GAP) - GAP + 2 * PAD, down * (h + GAP) - GAP + 2 * PAD];
  const cells = new Map(range(shown).map(k => [k, [PAD + (k % across) * (w + GAP), PAD + Math.floor(k / across) * (h + GAP)]]));
  const axes = [{ way: 0, pitch: w + GAP, pad: PAD, extent, level: 0, inset: 0 }];
  return { cells, boxes: [{ x: 0, y: 0, w: extent[0], h: extent[1], level: 0 }], axes, extent, more: n - shown, wrapped: all > 1 };
}

/** Everything in its place: blocks {name, shape, title} before and after, and the memory below. The cells are as large
    as fit; `fixed` keeps the measures of an earlier arrangement, so that nothing runs away from a hand that pulls. */
export function arrange(content, stage, fixed) {
  const wide = stage[0] > 1.25 * stage[1], both = first => [first, !first];
  const ways = both(wide).flatMap(beside => both(beside).flatMap(upright => both(beside).flatMap(upright_r =>
    [0.5, 0.66].map(share => ({ beside, upright, upright_r, share })))));
  let best = null;
  for (const each of fixed ? [fixed] : UNITS.flatMap(unit => ways.map(way => ({ unit, ...way })))) {
    const made = build(content, stage, each);
    if (!best || made.lack < best.lack) best = made;
    if (made.lack === 0) break;
  }
  return best;
}

const across = each => Math.max(each.extent[0], each.title);

function build({ before, after, memory, digits, chips, none }, [width, height], way) {
  const { unit, beside, upright, upright_r, share, starts } = way, cell = [Math.max(unit, Math.ceil(7.2 * digits) + 6), unit];
  const strip = block([memory], cell, false, [width - 2 * MARGIN, 0.3 * height]), foot = height - MARGIN - strip.extent[1];
  const [w, h] = [width - 2 * MARGIN, foot - TITLE - MARGIN], over = TITLE + (chips ? CHIPS : 0);
  const make = ({ name, shape, title }, standing, room) => {
    const made = block(shape, cell, standing, room);
    return { ...made, name, title: LETTER * (title + (made.more ? `${made.more}`.length + 8 : 0)) };
  };
  const own = [];
  for (const each of before) {
    const used = own.reduce((sum, { extent }) => sum + extent[1] + TITLE + FOOT, 0), left = own.reduce((sum, one) => sum + across(one) + BETWEEN, 0);
    own.push(make(each, upright, beside ? [(w - BETWEEN) * share, h - used - TITLE] : [w - left, (h - FOOT) * share - TITLE]));
  }
  const sum = own.reduce((total, each) => [total[0] + across(each) + BETWEEN, total[1] + each.extent[1] + TITLE + FOOT], [-BETWEEN, -FOOT]);
  const [left, down] = beside ? [Math.max(...own.map(across)), sum[1]] : [sum[0], Math.max(...own.map(each => each.extent[1])) + TITLE];
  const last = after && make(after, upright_r, beside ? [w - left - BETWEEN, h - over] : [w, h - down - over - FOOT]);
  const right = last ? Math.max(across(last), chips * PITCH) : LETTER * none, tall = last ? over + last.extent[1] : TITLE;
  const whole = beside ? [left + BETWEEN + right, Math.max(down, tall)] : [Math.max(left, right), down + FOOT + tall];
  const x = Math.round(Math.max(MARGIN, (width - whole[0]) / 2)), y = Math.round(MARGIN / 2 + Math.max(0, (h - whole[1]) / 2));
  const [first, second] = own, at = starts ?? {
    A: [x, y + TITLE],
    B: beside ? [x, y + 2 * TITLE + first.extent[1] + FOOT] : [x + across(first) + BETWEEN, y + TITLE],
    R: beside ? [x + left + BETWEEN, y + over] : [x, y + down + FOOT + over],
  };
  const blocks = Object.fromEntries([first, second, last].filter(Boolean).map(each => [each.name, { ...each, at: at[each.name] }]));
  blocks.M = { ...strip, at: [Math.round((width - Math.max(strip.extent[0], LETTER * (strip.more ? 38 : 27))) / 2), foot] };
  const more = Object.values(blocks).reduce((count, each) => count + each.more, 0);
  const lack = more + [first, second, last].filter(each => each?.wrapped).length + 10 * (Math.max(0, whole[0] - w) + Math.max(0, whole[1] - h));
  return { ...way, starts: at, cell, blocks, empty: after ? null : at.R, lack };
}
