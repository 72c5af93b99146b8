// What can be grabbed in a network of numbers, and what names stand beside them.
import { RANGE, WEIGHTS } from "kit/dense.js";
import { rail } from "kit/layers.js";
import { exact, rounded } from "kit/numbers.js";
import { along } from "kit/wires.js";

/** A handle that holds one number of the state and is dragged up or down: "drag.W1.0.1". */
function grip(name, value, label) {
  return { name: `drag.${name}`, slide: "y", reach: name.startsWith("x") ? RANGE.max : WEIGHTS.max, value, holds: [0, value], label, text: exact(value) };
}

/** One knob for each input, on its rail. */
export function inputGrips(net, x) {
  return x.map((value, j) => ({ ...grip(`x.${j}`, value, `Input ${j}`), at: rail(net, `x.${j}`, value).at, shape: "knob" }));
}

/** A weight on its wire, with what it makes in words; `name` is the weight's, [from, to] the numbers it joins. */
export function wireGrip(net, name, [from, to], weight, product, shape = "chip") {
  const [W, i, j] = name.split("."), [source, end, place] = W === "W1" ? ["input", "hidden", 0.46] : ["hidden neuron", "output", 0.56];
  return {
    ...grip(name, weight, `Wire from ${source} ${j} to ${end} neuron ${i}`), shape,
    at: along(net.box(from), net.box(to), place), caption: [`× ${rounded(weight)}`, product],
  };
}

/** A bias above its neuron. */
export function biasGrip(net, name, above, bias) {
  const [b, i] = name.split("."), { x, top } = net.box(above);
  return {
    ...grip(name, bias, `Bias of ${b === "b1" ? "hidden" : "output"} neuron ${i}`), shape: "chip",
    at: [x, top - 17 * net.s], caption: [`${bias < 0 ? "−" : "+"} ${rounded(Math.abs(bias))}`],
  };
}

/** A name in the figure. */
export function say(name, at, text, tone) {
  return { name, at, lines: [text], tone };
}

/** A symbol right of its number, or left of it. */
export function beside(net, name, label, { side = 1, tone = "name" } = {}) {
  const { left, right, y } = net.box(name);
  return { ...say(`name-${name}`, [side < 0 ? left - 3 : right + 3, y], label, tone), align: side < 0 ? 1 : 0 };
}

/** The letters of the matrices above them, perhaps with a word before, and the names of the layers. */
export function heads(net, layers, word = "") {
  const above = (label, ...names) => say(`head-${label}`, [net.box(...names).x, net.box(...names).top - 11 * net.s], word + label, "name");
  return [
    ...layers.map((text, i) => say(`layer-${i}`, [net.xs[i], net.head], text, "head")),
    above("W₁", "W1.0.0", "W1.0.1"), above("b₁", "b1.0"), above("W₂", "W2.0.0", "W2.0.2"), above("b₂", "b2.0"),
  ];
}

/** A part of the matrix line: its symbol and shape stand above it. */
export function linePart(name, label, values) {
  const shape = Array.isArray(values[0]) ? [label, `(${values.length}×${values[0].length})`, ""].slice(0, values[0].length) : [`${label} (${values.length})`];
  return { name: `line_${name}`, label, head: shape, values };
}
