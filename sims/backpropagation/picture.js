// What is drawn round the numbers of backpropagation, and what of it can be grabbed.
import { terse } from "kit/brief.js";
import { beside, heads, inputGrips, say, wireGrip } from "kit/grips.js";
import { key, layout as arrange, litRow, rail, rowHandles, shareBar, wires } from "kit/layers.js";
import { backward, fold, frame, gate } from "kit/wires.js";
import { BACK, FIRST, phaseOf, updated } from "sim/model.js";
import { SMALL, present } from "sim/words.js";

const squared = state => state.loss === "squared error";
const UPPER = 25, LOWER = 26;

/** What stands where: a value above, its gradient right below it. */
export function layout(size, { state }) {
  const matrix = (name, columns, gap) => ({ parts: [[name, UPPER], [`d${name}`, LOWER]], columns, gap });
  const output = squared(state) ? [["p", UPPER], ["dz2", LOWER], ["y", 27, 4]] : [["z2", UPPER], ["dz2", LOWER], ["p", 27, 8], ["target", 27, 9]];
  return arrange(size, {
    tall: 508, rows: 3, last: "L",
    columns: [
      { parts: [["x", 28, 88]], count: 2 },
      { parts: [["z1", UPPER], ["dz1", LOWER], ["h2", 27, 8]], count: 3 },
      { parts: output, count: Number(state.outputs) },
    ],
    matrices: [matrix("W1", 2, 8), matrix("b1", 1, 6), matrix("W2", 3, 22), matrix("b2", 1, 6)],
  });
}

const out = state => (squared(state) ? "p" : "z2");

/** Inputs on their rails; the wires out of the neuron that the way back has reached. */
export function handles(scene, net) {
  const { state, shown: { W2, shares } } = scene, { what, i } = present(scene);
  const chip = (row, k) => wireGrip(net, `W2.${k}.${i}`, [`h2.${i}`, `${out(state)}.${k}`], row[i], `= ${terse(shares[i][k], SMALL)}`, "chip chip-back");
  return [...inputGrips(net, state.x), ...(what === "through" ? W2.map(chip) : [])];
}

/** Wires, gates, folded corners, and what this step is about. */
export function marks(scene, net) {
  const { state, shown } = scene, now = present(scene), { awake, phase, W1, W2 } = shown, n = W2.length, o = out(state);
  const bright = {
    into: (l, i) => l === now.layer && i === now.i, layer: l => l === now.layer, all: l => l === now.layer,
    one: (l, i, j) => l === now.layer && i === now.i && (now.j === null || j === now.j), through: (l, i, j) => l === 2 && j === now.i,
  }[now.what] ?? (() => false);
  const lit = l => (i, j) => bright(l, i, j), count = phase < BACK ? 0 : Math.min(3, phase - BACK + 1);
  return [
    ...wires(net, ["x", "z1"], W1, { largest: 2, lit: lit(1) }), ...wires(net, ["h2", o], W2, { largest: 2, lit: lit(2) }),
    ...W2.flatMap((_, k) => Array.from({ length: count }, (_, i) => backward(net.box(`h2.${i}`), net.box(`${o}.${k}`))).flat()),
    ...state.x.flatMap((value, j) => rail(net, `x.${j}`, value).marks),
    ...awake.flatMap((open, i) => gate(net.box(`dz1.${i}`), net.box(`h2.${i}`), open)),
    ...rowHandles(net, { W1: 3, W2: n }),
    ...(squared(state) || phase < 1 ? [] : shown.p.flatMap((share, k) => shareBar(net, `p.${k}`, share, shown.target[k]))),
    ...folds(net, now), ...about(scene, net, now), ...(state.check && phase > 2 ? frame(net.box(shown.checked, `d${shown.checked}`), "probe", 0) : []), ...key(net, `W2.${n}.0`).marks,
  ];
}

/** What the way back will need is remembered; what it reads now is lit. */
function folds(net, now) {
  const reads = { x: now.layer === 1 && now.what !== "into" && now.what !== "layer", h2: now.layer === 2 && (now.what === "all" || now.what === "one") };
  return [
    ...[0, 1].flatMap(j => fold(net.box(`x.${j}`), reads.x && (now.j ?? j) === j)),
    ...[0, 1, 2].flatMap(i => [...fold(net.box(`h2.${i}`), reads.h2 && (now.j ?? i) === i), ...fold(net.box(`z1.${i}`), now.what === "through" && now.i === i)]),
  ];
}

/** The rows, columns and neurons that this step is about. */
function about({ state, shown }, net, now) {
  const n = shown.W2.length, o = out(state), last = squared(state) ? "y" : "target", ring = (...names) => frame(net.box(...names), "ring");
  const whole = l => (l === 1 ? ["W1.0.0", "db1.2"] : ["W2.0.0", `db2.${n - 1}`]);
  const neurons = l => (l === 1 ? ring("z1.0", "h2.2") : ring(`${o}.0`, `${last}.${n - 1}`));
  return {
    into: () => litRow(net, [`W${now.layer}.${now.i}.0`, `b${now.layer}.${now.i}`], now.layer === 1 ? [`z1.${now.i}`, `h2.${now.i}`] : [`${o}.${now.i}`, `dz2.${now.i}`]),
    layer: () => neurons(now.layer),
    error: () => shown.p.flatMap((_, k) => ring(`${o}.${k}`, `${last}.${k}`)),
    all: () => [...frame(net.box(...whole(now.layer)), "band"), ...ring(...whole(now.layer)), ...(now.layer === 2 ? [0, 1, 2].flatMap(i => ring(`h2.${i}`)) : [0, 1].flatMap(j => ring(`x.${j}`)))],
    one: () => ring(...(now.j === null ? [`b${now.layer}.${now.i}`, `db${now.layer}.${now.i}`] : [`W${now.layer}.${now.i}.${now.j}`, `dW${now.layer}.${now.i}.${now.j}`])),
    through: () => [...frame(net.box(`W2.0.${now.i}`, `dW2.${n - 1}.${now.i}`), "band"), ...ring(`W2.0.${now.i}`, `dW2.${n - 1}.${now.i}`), ...ring(`z1.${now.i}`, `h2.${now.i}`)],
    update: () => [1, 2].flatMap(l => [...frame(net.box(...whole(l)), "band"), ...ring(...whole(l))]),
  }[now.what]();
}

/** Names of layers, of the numbers in a neuron, and of matrices; and the plus where gradients join. */
export function texts(scene, net) {
  const { state, shown } = scene, now = present(scene), n = shown.W2.length, { s } = net, back = { tone: "back" };
  const each = (count, make) => Array.from({ length: count }, (_, i) => make(i)).flat(), free = net.box(`W2.${n}.0`, `dW2.${n}.2`);
  const name = (number, letter, k, more) => beside(net, `${number}.${k}`, letter, more), there = number => phaseOf(`${number}.0`) <= shown.phase;
  const output = squared(state) ? [["p", "p"], ["y", "y"]] : [["z2", "z₂"], ["p", "p"], ["target", "y"]];
  const last = squared(state) ? (n === 1 ? "output" : "outputs") : n === 1 ? "sigmoid" : "softmax", after = updated(shown), past = text => (after ? `${text}, before` : text);
  const join = box => [say("join", [box.right + 10 * s, box.y + 5 * s], "+", "join")];
  return [
    ...heads(net, ["inputs", after ? past("hidden") : "hidden: ReLU", past(last)], after ? "new " : ""),
    ...each(3, i => [name("z1", "z₁", i), ...(there("dz1") ? [name("dz1", "δ₁", i, back)] : []), name("h2", "h₂", i, { side: -1 })]),
    ...each(n, k => [...output.map(([number, letter]) => name(number, letter, k)), ...(there("dz2") ? [name("dz2", "δ₂", k, back)] : [])]),
    beside(net, "L.0", "L"), ...(now.what === "through" && n === 2 ? join(net.box(`h2.${now.i}`)) : []),
    ...key(net, `W2.${n}.0`).texts, ...(there("dW2") ? [say("key-gradient", [free.left + 66 * s, free.bottom - 13 * s], "lower half: gradient", "back")] : []),
  ];
}

/** Numbers go along their wires: forward, and back. */
export function slides({ state, shown }) {
  const { phase } = shown, n = shown.W2.length, each = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  if (phase === 0) return each(3, i => ({ from: ["x.0", "x.1"], to: `z1.${i}` }));
  if (phase === 1) return each(n, k => ({ from: ["h2.0", "h2.1", "h2.2"], to: `${out(state)}.${k}` }));
  if (phase === 3) return each(n, k => ({ from: ["h2.0", "h2.1", "h2.2"], to: `dW2.${k}.1` }));
  if (phase >= BACK && phase < FIRST) return [{ from: each(n, k => `dz2.${k}`), to: `dz1.${phase - BACK}` }];
  if (phase === FIRST) return each(3, i => ({ from: [`dz1.${i}`], to: `dW1.${i}.0` }));
  return [];
}
