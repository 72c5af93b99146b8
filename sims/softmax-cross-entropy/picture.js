// The ink: bars of logits, the valve between, probabilities on their rails, the arrows beside them, the curve of the loss.
import { indices } from "kit/data.js";
import { exact, rounded } from "kit/numbers.js";
import { ENDS } from "sim/layout.js";
import { HAND, LOGIT, WARMTH, targetOf } from "sim/model.js";

const THICK = 6, HEAD = 9, OVER = 12, BREAK = 6;

const path = (d, tone, more) => ["path", { class: `chart chart-${tone}`, d, ...more }];
const rect = (x, y, width, height, tone) => ["rect", { class: `chart chart-${tone}`, x, y, width: Math.max(0, width), height: Math.max(0, height), rx: 2 }];
const dot = ([cx, cy], r, tone) => ["circle", { class: `chart chart-${tone}`, cx, cy, r }];

/** All marks, from the back to the front. */
export function marks(measures, scene) {
  const { shown, back, ghost } = scene, each = draw => shown.z.flatMap((_, k) => draw(measures, scene, k));
  return [
    ...ground(measures, scene), ...each(logit), ...each(rail), ...(back ? [] : [...curve(measures, scene), ...loss(measures, scene), ...each(share), ...each(arrow)]), ...each(notch),
    ...(ghost && ghost.shown.z.length === shown.z.length ? ghost.shown.z.flatMap((_, k) => before(measures, ghost.shown, k, back)) : []),
  ];
}

/** The axes of the logits and of the probabilities, and the track of the temperature. */
function ground({ left, right, score, strip, warmth, share, from, side }, { state }) {
  const zero = state.shift === "0" ? score(0) : score(Math.sign(Number(state.shift)) * LOGIT.min);
  return [
    ...[HAND.min, HAND.max].map(z => path(`M${left} ${score(z)}H${right}`, "faint")), path(`M${left} ${zero}H${right}`, "axis"),
    path(`M${warmth(WARMTH.min)} ${strip}H${warmth(WARMTH.max)}`, "track"), path(`M${warmth(1)} ${strip - 6}v12`, "track"),
    path(`M${left} ${share(0)}H${right}`, "axis"), path(`M${from} ${share(1)}V${share(0)}H${from + side - 8}`, "axis"),
  ];
}

/** A logit as a bar from zero. Far from zero its foot is out of sight: the bar is broken there. */
function logit({ middle, bar, score }, { state, shown, lit }, k) {
  const shift = Math.sign(Number(state.shift)), foot = score(LOGIT.min * shift), tip = score(shown.z[k]), top = Math.min(foot, tip), high = Math.abs(foot - tip), x = middle(k) - bar / 2;
  const tone = shown.logits[k] < 0 ? "below" : "above", edge = foot - shift * 7;
  return [
    rect(x, top, bar, high, tone), ...(lit(`z.${k}`) ? [rect(x, top, bar, high, "lit")] : []),
    ...(shift ? [path(`M${x - 4} ${edge + 4}l${bar + 8} -8`, "cut")] : []),
  ];
}

function rail({ middle, bar, share, tall }, { shown }, k) {
  return [rect(middle(k) - bar / 2, share(1), bar, tall, shown.y[k] ? "rail-target" : "rail")];
}

function share({ middle, bar, share: at, tall }, { shown: { p }, lit }, k) {
  const box = [middle(k) - bar / 2, at(p[k]), bar, p[k] * tall];
  return [rect(...box, "share"), ...(lit(`p.${k}`) ? [rect(...box, "lit")] : [])];
}

/** The target's height on every rail. */
function notch({ middle, bar, lane, share: at }, { shown: { y } }, k) {
  return [path(`M${middle(k) - bar / 2 - 4} ${at(y[k])}H${lane(k) + 7}`, "notch")];
}

/** Where an arrow would end, and how far it can go. */
function tips({ share: at, tall }, { y, dz }, k) {
  const wanted = at(y[k]) - dz[k] * tall;
  return [wanted, Math.min(Math.max(wanted, at(1) - OVER), at(0) + OVER)];
}

/** The gap p − y as a pale band, and the gradient as an arrow from the notch: at T = 1 the one covers the other. An arrow
    that leaves the rail is cut at its edge and broken, with its number in the break. */
function arrow(measures, { shown }, k) {
  const { lane, share: at } = measures, { y, p, dz } = shown, x = lane(k), [foot, end] = [at(y[k]), at(p[k])], way = Math.sign(dz[k]) * -1;
  const [wanted, tip] = tips(measures, shown, k), length = Math.abs(tip - foot), head = Math.min(HEAD, length);
  const band = path(`M${x} ${foot}V${end}`, "gap", { "stroke-width": THICK + 5 });
  if (length < 1.5) return [band];
  return [
    band, path(`M${x} ${foot}V${tip - way * head}`, "arrow", { "stroke-width": THICK }), path(`M${x - THICK} ${tip - way * head}h${2 * THICK}L${x} ${tip}Z`, "head"),
    ...(tip === wanted ? [] : [path(`M${x - 8} ${at(0.5) - BREAK}l16 -8M${x - 8} ${at(0.5) + BREAK + 8}l16 -8`, "cut")]),
  ];
}

/** −ln p, on its side: the height is p. */
function curve({ share: at, loss: along }, { shown: { curve: points, reach } }) {
  return [path(`M${points.map(([l, p]) => `${along(l, reach)} ${at(p)}`).join("L")}`, "curve")];
}

/** From the target's bar across to the curve, and down to the loss. */
function loss({ middle, bar, share: at, loss: along, from }, { state, shown: { p, L, reach }, lit }) {
  const target = targetOf(state), place = [along(L, reach), at(p[target])];
  return [
    path(`M${middle(target) + bar / 2} ${place[1]}H${Math.max(from, place[0])}V${at(0)}`, "way"),
    ...(lit("L.0") || lit(`p.${target}`) ? [dot(place, 11, "halo")] : []), dot(place, 5.5, "point"),
  ];
}

/** Where tips and bars were when the state was held. */
function before({ middle, bar, score, share: at }, { z, p }, k, back) {
  const across = y => path(`M${middle(k) - bar / 2 - 3} ${y}h${bar + 6}`, "ghost");
  return [across(score(z[k])), ...(back ? [] : [across(at(p[k]))])];
}

/** What names the rows, the axes and the target. */
export function texts(measures, { state, shown, fresh, back }) {
  const { left, score, share: at, rows, row, middle, lane, bar, from, side, strip, top, loss: along } = measures, shift = Number(state.shift), target = targetOf(state);
  const text = (name, place, line, tone, align = 0.5) => ({ name, at: place, lines: [line].flat(), tone, align });
  const lead = (name, y, word, tone = "name") => text(`row.${name}`, [left - 6, y], word, tone, 1);
  const classes = shown.z.map((_, k) => text(`class.${k}`, [middle(k), top - 20], ...(k === target ? ["target", "chosen"] : [`class ${k}`, "quiet"])));
  const broken = indices(state.predict ? 0 : shown.z.length).filter(k => new Set(tips(measures, shown, k)).size > 1).map(k => text(`broken.${k}`, [lane(k), at(0.5)], rounded(shown.dz[k]), "broken"));
  const hints = fresh && !state.predict ? ["drag a logit", "tap a rail:", "new target"].map((line, i) => text(`hint.${i}`, [from, score(3) + 18 * i], line, "hint", 0)) : [];
  return [
    lead("z", 8 + row / 2, "z"), lead("strip", strip, "÷ T"), ...["p", "y", "dz"].map((word, i) => lead(word, rows[i] + row / 2, word, word === "dz" ? "gradient" : "name")),
    ...ENDS.map(z => text(`score.${z}`, [left - 4, score(z)], exact(shift + z), "quiet", 1)), ...[0, 1].map(p => text(`share.${p}`, [left - 6, at(p)], `${p}`, "quiet", 1)),
    ...classes, ...broken, text("curve", [from + side - 8, top - 8], "−ln p", "maths", 1),
    ...(back ? [] : [0, shown.reach].map(loss => text(`loss.${loss}`, [along(loss, shown.reach), at(0) + 10], `${loss}`, "quiet"))),
    text("L", [from + 2, rows[0] + row / 2 + 4], "loss L", "title", 0), ...hints,
    ...(state.predict ? [text("guess", [middle(target) + bar / 2 + 26, at(state.guess)], rounded(state.guess) + (back ? "?" : ""), "hint", 0)] : []),
  ];
}
