// Where every cell of nested boxes stands: the last axis runs across, the one before it down. What does not fit is left
// out, from the outermost axis on, and counted.
import { indices } from "kit/data.js";
import { size, strides } from "kit/shapes.js";

const GAP = 2, PAD = 5, WIDE = 10, APART = 10, MARGIN = 12, TITLE = 24, BETWEEN = 28, FOOT = 16, LETTER = 7.4;

/** How far apart the labels of axes stand, and how high. */
export const PITCH = 72, CHIPS = 36;

const UNITS = [56, 48, 40, 36, 32, 30, 28, 26, 24];

/** Per axis: the way it runs, the pitch of its parts, its box. */
function nest(counts, cell, upright) {
  const ways = upright ? [0, 1, 1, 0, 1] : [0, 1, 0, 1, 0], axes = [];
  let extent = cell;
  for (let i = counts.length - 1, level = 0; i >= 0; i--, level++) {
    const way = ways[level], pitch = extent[way] + (level < 2 ? GAP : APART), run = counts[i] * pitch - (level < 2 ? GAP : APART);
    const pad = [0, PAD][level] ?? WIDE;
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

/** An array as nested boxes, `cells` by their number in reading order. A single axis goes on in the next line. */
export function block(shape, cell, upright, room) {
  if (shape.length === 1) return lines(shape[0], cell, room);
  const counts = crop(shape, cell, upright, room), { axes, extent } = nest(counts, cell, upright), steps = strides(shape);
  const cells = new Map(), boxes = [];
  (function place(i, k, x, y) {
    if (i === shape.length) return cells.set(k, [x, y]);
    const { way, pitch, pad, extent: [w, h], level } = axes[i];
    if (pad) boxes.push({ x, y, w, h, level });
    for (const j of indices(counts[i])) place(i + 1, k + j * steps[i], x + pad + (way ? 0 : j * pitch), y + pad + (way ? j * pitch : 0));
    return cells;
  })(0, 0, 0, 0);
  return { cells, boxes, axes, extent, more: size(shape) - cells.size };
}

function lines(n, cell, room) {
  const all = Math.ceil(n / Math.max(1, Math.floor((room[0] - 2 * PAD + GAP) / (cell[0] + GAP)))), across = Math.ceil(n / all);
  const made = block([all, across], cell, false, room), cells = new Map([...made.cells].filter(([k]) => k < n)), [box, { way, pitch }] = made.axes;
  return { ...made, cells, axes: [{ ...box, way, pitch }], more: n - cells.size, wrapped: all > 1 };
}

/** Blocks and memory in cells as large as fit; while a hand pulls, `held` as they stood if that is possible. */
export function arrange(content, stage, held) {
  const wide = stage[0] > 1.25 * stage[1], both = [wide, !wide];
  const ways = both.flatMap(beside => both.flatMap(upright => both.flatMap(upright_r => [0.67, 0.5].map(share => ({ beside, upright, upright_r, share })))));
  let best = null;
  for (const some of held ? [[held], ways] : [ways]) for (const each of UNITS.flatMap(unit => some.map(way => ({ ...way, unit })))) {
    const made = build(content, stage, each);
    if (!best || made.lack < best.lack) best = made;
    if (made.lack === 0) return made;
  }
  return best;
}

const across = each => Math.max(each.extent[0], each.title);

function build({ blocks: shapes, titles, memory, digits, chips, pull }, [width, height], way) {
  const { unit, beside, upright, upright_r, share } = way, cell = [Math.max(unit, Math.ceil(7.2 * digits) + 6), unit];
  const strip = block([memory], cell, false, [width - 2 * MARGIN, 0.3 * height]), foot = height - MARGIN - strip.extent[1];
  const [w, h] = [width - 2 * MARGIN, foot - TITLE - MARGIN], over = TITLE + (chips ? CHIPS : 0), own = [];
  const long = (name, more) => LETTER * (titles[name].join(" ").length + (pull && name === "R" ? 8 : 0) + (more ? `${more}`.length + 8 : 0));
  const make = (name, standing, room) => {
    const made = block(shapes[name], cell, standing, room);
    return { ...made, name, title: long(name, made.more) };
  };
  for (const name of shapes.B ? ["A", "B"] : ["A"]) {
    const used = own.reduce((sum, { extent }) => sum + extent[1] + TITLE + FOOT, 0), left = own.reduce((sum, one) => sum + across(one) + BETWEEN, 0);
    own.push(make(name, upright, beside ? [(w - BETWEEN) * share, h - used - TITLE] : [w - left, (h - FOOT) * share - TITLE]));
  }
  const sum = own.reduce((total, each) => [total[0] + across(each) + BETWEEN, total[1] + each.extent[1] + TITLE + FOOT], [-BETWEEN, -FOOT]);
  const [left, down] = beside ? [Math.max(...own.map(across)), sum[1]] : [sum[0], Math.max(...own.map(each => each.extent[1])) + TITLE];
  const last = shapes.R && make("R", upright_r, beside ? [w - left - BETWEEN, h - over] : [w, h - down - over - FOOT]);
  const right = last ? Math.max(across(last), chips * PITCH) : long("R"), tall = last ? over + last.extent[1] : TITLE;
  const whole = beside ? [left + BETWEEN + right, Math.max(down, tall)] : [Math.max(left, right), down + FOOT + tall];
  const x = Math.round(Math.max(MARGIN, (width - whole[0]) / 2)), y = Math.round(MARGIN / 2 + Math.max(0, (h - whole[1]) / 2));
  const [first, second] = own, at = {
    A: [x, y + TITLE],
    B: beside ? [x, y + 2 * TITLE + first.extent[1] + FOOT] : [x + across(first) + BETWEEN, y + TITLE],
    R: beside ? [x + left + BETWEEN, y + over] : [x, y + down + FOOT + over],
  };
  const blocks = Object.fromEntries([first, second, last].filter(Boolean).map(each => [each.name, { ...each, at: at[each.name], raised: chips > 0 }]));
  blocks.M = { ...strip, at: [Math.round((width - Math.max(strip.extent[0], long("M", strip.more))) / 2), foot] };
  const more = Object.values(blocks).reduce((count, each) => count + each.more, 0);
  const lack = more + [first, second, last].filter(each => each?.wrapped).length + 10 * (Math.max(0, whole[0] - w) + Math.max(0, whole[1] - h));
  return { ...way, starts: at, cell, blocks, lack };
}
