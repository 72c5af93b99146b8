// The marks and texts of the sheet.
import { exact } from "kit/numbers.js";
import { layout } from "sim/layout.js";
import { outlineOf } from "sim/model.js";
import { SHOWN, pulled } from "sim/words.js";

const place = state => layout(Number(state.images), Number(state.pixels));
const box = (tone, edges) => ({ tone, box: edges }), line = (tone, ...points) => ({ tone, points });

/** Outlines, tracks of the grips, and both histograms, from the back to the front. */
export function marks({ state, shown, held }) {
  const sheet = place(state), [b, c, i] = shown.lit, memory = state.scheme === "batch" && state.inference, lit = sheet.box(shown.outlines[shown.lit_set], 0.07);
  const left = sheet.left(c), top = sheet.top(b) - i, track = kind => (_, k) => line("track", sheet.grip(kind, k, -1), sheet.grip(kind, k, 1));
  return [
    ...shown.x.map(track("image")), ...shown.x[0].map(track("channel")),
    ...shown.outlines.map(set => box("set", sheet.box(set, 0.04))),
    ...(held && held.images === state.images ? [box("ghost", sheet.box(outlineOf(held), 0.14))] : []),
    ...(memory ? [] : [box("band", lit)]), box(memory ? "memory" : "ring", lit), box("chosen", [left + 0.01, top - 0.98, left + 0.99, top - 0.02]),
    ...histogram(sheet, sheet.before, shown.axis, shown.bars, shown.bars_in, shown.own_mean, shown.own_sigma),
    ...(memory ? [line("kept", [sheet.along(shown.mean, shown.axis), sheet.before - 0.08], [sheet.along(shown.mean, shown.axis), sheet.before + sheet.tall])] : []),
    ...(shown.after_bars && state.at > 1 ? histogram(sheet, sheet.after, shown.axis, shown.after_bars, shown.after_bars_in, shown.after_mean, shown.after_sigma) : []),
  ];
}

/** Bars on a foot: all numbers, and those of the outline; a tick at their mean, a band of one spread each way. */
function histogram(sheet, foot, axis, all, inside, mean, sigma) {
  const at = value => sheet.along(value, axis), highest = Math.max(...all), head = foot + sheet.tall;
  const bar = (tone, counts) => counts.flatMap((count, k) => (count ? [box(tone, [at(((k - 8.5) * axis) / 8), foot, at(((k - 7.5) * axis) / 8), foot + (count / highest) * (sheet.tall - 0.1)])] : []));
  return [
    ...(sigma > 0 ? [box("spread", [at(mean - sigma), foot, at(mean + sigma), head])] : []),
    line("line", [at(-2 * axis), foot], [at(2 * axis), foot]), ...bar("bar", all), ...bar("bar-in", inside), line("mean", [at(mean), foot - 0.08], [at(mean), head]),
  ];
}

/** What names the parts of the sheet. */
export function texts({ state, shown, fresh }) {
  const sheet = place(state), { columns, statistics } = sheet, memory = state.scheme === "batch" && state.inference;
  const text = (name, at, words, tone, align) => ({ name, at, lines: [words], tone, align });
  const axis = value => text(`tick.${value}`, [sheet.along(value, shown.axis), sheet.after - 0.3], exact(value), "quiet");
  const named = (kind, i) => [`${i}`, pulled(state, kind, i)].filter(Boolean).join(": ");
  const [[, last], [, high]] = shown.outlines[shown.lit_set];
  return [
    text("shown", [columns / 2, -0.35], SHOWN[state.at].join(": "), "title"),
    ...shown.x[0].map((_, c) => text(`channel.${c}`, [sheet.left(c) + 0.5, -1.08], pulled(state, "channel", c) ? named("channel", c) : `channel ${c}`, "columns")),
    ...shown.x.map((_, b) => text(`image.${b}`, [0, sheet.top(b) + 0.34], b || pulled(state, "image", b) ? named("image", b) : "image 0", "rows", 0)),
    ...(fresh && state.at === 0 ? [text("hint", [sheet.left(high) + 1.2, sheet.top(last) - Number(state.pixels) - 0.28], "drag me over more cells", "hint", 0)] : []),
    text("mean", [columns * 0.19, statistics], memory ? "kept μ" : "mean μ", "plain"),
    text("variance", [columns * 0.62, statistics], memory ? "kept σ²" : "variance σ²", "plain"),
    text("before", [0.05, sheet.before + sheet.tall - 0.25], "before: x", "quiet", 0),
    ...(memory ? [text("kept", [0.05, sheet.before + 0.2], "dashed: kept μ", "quiet", 0)] : []),
    ...(state.at > 1 ? [text("after", [0.05, sheet.after + sheet.tall - 0.25], "after: y", "quiet", 0)] : []),
    ...[-shown.axis, 0, shown.axis].map(axis),
  ];
}
