// What the figure says: sentences with the numbers, and the formula behind each number.
import { explained } from "kit/formula.js";
import { exact, operand, rounded } from "kit/numbers.js";

export const NAMES = {
  batch: "Batch norm", instance: "Instance norm", "group-4": "Group norm (4 groups)",
  "group-2": "Group norm (2 groups)", "group-1": "Group norm (1 group)", layer: "Layer norm",
};

/** What the cells show after each step: words, then letters. */
export const SHOWN = [["the numbers as they come", "x"], ["the mean taken off", "x − μ"], ["divided by the spread", "x̂"], ["stretched and moved", "y = γ x̂ + β"]];

const remembers = ({ scheme, inference }) => scheme === "batch" && inference;

/** What the number of cells in the outline says. */
export const sharing = state => (remembers(state) ? "cells use one remembered μ, σ²" : "cells share one μ and σ²");

/** The names of the cells that share a mean with the lit one. */
export function members({ outlines, lit_set, x }) {
  const [[from, to], [first, last]] = outlines[lit_set];
  return x.flatMap((image, b) => image.flatMap((block, c) => block.flatMap((row, i) => row.flatMap((_, j) =>
    (b >= from && b <= to && c >= first && c <= last ? [`x.${b}.${c}.${i}.${j}`] : [])))));
}

const TIMES = { "-2": "×¼", "-1": "×½", 0: "", 1: "×2", 2: "×4" };

/** "×2 +1.5": what was done to an image or a channel. */
export function pulled(state, kind, i) {
  const raise = state[`raise_${kind}s`][i];
  return [TIMES[state[`double_${kind}s`][i]], raise ? `${raise > 0 ? "+" : ""}${exact(raise)}` : ""].filter(Boolean).join(" ");
}

/** Which cells an outline holds. */
function inside({ outlines, lit_set, x }) {
  const [[from, to], [first, last]] = outlines[lit_set];
  const channels = first === last ? `channel ${first}` : last - first === 3 ? "all channels" : `channels ${first} and ${last}`;
  return `${channels} of ${from === to ? `image ${from}` : x.length === 2 ? "both images" : "all images"}`;
}

/** One to three sentences with the numbers. */
export function describe(state, shown, held) {
  const after = held ? ` Held: μ = ${rounded(held.mean)}, σ² = ${rounded(held.variance)}.` : "";
  if (shown.error) return `A cell alone has no spread. layerwise says: “${shown.error}”`;
  return DONE[state.at](state) + said(state, shown) + after;
}

const neutral = ({ gamma, beta }) => gamma.every(([value]) => value === 1) && beta.every(([value]) => value === 0);

/** What the last step has done. */
const DONE = [
  () => "",
  () => "μ has come off. ",
  () => "Divided by σ. ",
  state => (neutral(state) ? "γ = 1 and β = 0 change nothing: y is x̂. " : "γ stretches x̂, β moves it. "),
];

function said(state, shown) {
  if (shown.pulled) return `${NAMES[state.scheme]}${remembers(state) ? " at inference" : ""}: ${noticed(shown)}`;
  if (remembers(state)) return `At inference nothing is shared: channel ${shown.lit[1]} uses the μ and σ² that training left behind, whatever the other images are.`;
  if (shown.count === 1) return `Each cell is alone with its μ: x − μ is 0, x̂ is 0, and every output y is the β of its channel.`;
  return `${NAMES[state.scheme]}: ${inside(shown)}, ${shown.count} cells with one μ = ${rounded(shown.mean)} and one σ² = ${rounded(shown.variance)}.${other(state.scheme, shown)}`;
}

/** Other schemes with the same sets. */
function other(scheme, { same_as }) {
  if (scheme === "group-2") return " With 1 group it would be layer norm, with 4 instance norm.";
  return same_as.length ? ` The same cells as ${same_as.map(name => NAMES[name].toLowerCase()).join(" and ")}: the same numbers.` : "";
}

const cells = n => (n === 1 ? "1 cell" : `${n} cells`);

/** What x̂ shows of the pulling. */
function noticed({ felt_inside, felt_outside, count, pulled, x }) {
  const of = (n, all) => (n === all ? `all ${all} cells` : `${n} of ${all} cells`), rest = x.flat(3).length - pulled;
  if (!felt_inside && !felt_outside) return count === 1 ? "whatever you pull, a cell alone keeps x̂ = 0." : "no x̂ changed. Each outline was pulled as a whole, so its μ and σ² went along.";
  if (!felt_outside) return `x̂ changed in ${of(felt_inside, pulled)} that were pulled; no other cell noticed.`;
  const also = felt_inside ? `in ${of(felt_inside, pulled)} that were pulled, and ` : "";
  return `x̂ changed ${also}in ${of(felt_outside, rest)} that nobody pulled: they share μ and σ² with cells that were.`;
}

const FORMULAS = [
  (state, { base }, [b, c, i, j], x) => {
    const changes = ["image", "channel"].map((kind, k) => pulled(state, kind, [b, c][k]) && `${kind} ${[b, c][k]} ${pulled(state, kind, [b, c][k])}`).filter(Boolean);
    return changes.length ? `x = ${exact(x)}; it was ${exact(base[b][c][i][j])} before ${changes.join(" and ")}` : `x = ${exact(x)}: ${NAMES[state.scheme].toLowerCase()} compares it with what is lit`;
  },
  (_, { mean }, at, x, result) => `x − μ = ${exact(x)} − ${operand(mean)} = ${exact(result)}`,
  (_, { mean, variance }, at, x, result) => `x̂ = (x − μ) / √(σ² + ε) = (${exact(x)} − ${operand(mean)}) / √(${exact(variance)} + 0.00001) = ${exact(result)}`,
  (state, { x_hat }, [b, c, i, j], x, result) => scaled(state, c, x_hat[b][c][i][j], result),
];

const scaled = ({ gamma, beta }, c, hat, y) => `y = γ x̂ + β = ${exact(gamma[c][0])} · ${operand(hat)} + ${operand(beta[c][0])} = ${exact(y)}`;

/** The formula behind a cell of a block, whatever it shows. A cell that is tapped is the lit one. */
function cellOf(name, state, shown) {
  const at = name.split(".").slice(1).map(Number), take = values => at.reduce((part, k) => part[k], values);
  const values = [shown.x, shown.centred, shown.x_hat, shown.y][state.at], operands = [...members(shown), "mean.0", "variance.0"];
  if (!values) return { formula: "No x̂: one value has no spread to be divided by", operands };
  const [set] = shown.outlines.flatMap(([[from, to], [first, last]], k) => (at[0] >= from && at[0] <= to && at[1] >= first && at[1] <= last ? [k] : []));
  const own = { ...shown, mean: shown.means[set], variance: shown.variances[set], lit_set: set };
  return { formula: FORMULAS[state.at](state, own, at, take(shown.x), take(values)), operands: [...members(own), ...(set === shown.lit_set ? ["mean.0", "variance.0"] : [])] };
}

/** The first and the last few numbers of the outline, joined. */
function list({ x, outlines, lit_set }, write) {
  const values = members({ x, outlines, lit_set }).map(name => name.split(".").slice(1).reduce((part, k) => part[k], x)).map(write);
  return (values.length > 5 ? [...values.slice(0, 3), "…", values.at(-1)] : values).join(" + ");
}

const memory = ({ seen }) => (seen === "0" ? "no batch yet: it starts there" : `${seen} ${seen === "1" ? "batch" : "batches"}, a tenth of the way each time`);

const WHY = {
  mean: (state, shown) => ({
    formula: remembers(state) ? `μ = ${exact(shown.mean)}, a running average after ${memory(state)}` : `μ = (${list(shown, operand)}) / ${shown.count} = ${exact(shown.mean)}`,
    operands: members(shown),
  }),
  variance: (state, shown) => ({
    formula: remembers(state) ? `σ² = ${exact(shown.variance)}, a running average after ${memory(state)}`
      : `σ² = (${list(shown, value => `(${exact(value)} − μ)²`)}) / ${shown.count} = ${exact(shown.variance)}`,
    operands: [...members(shown), "mean.0"],
  }),
  hat: (state, shown) => ({
    formula: shown.x_hat ? FORMULAS[2](state, shown, shown.lit, shown.value, shown.value_hat) : "No x̂: one value has no spread to be divided by",
    operands: [`x.${shown.lit.join(".")}`, "mean.0", "variance.0"],
  }),
  y: (state, { lit: [, c], value_hat, value_y }) => ({
    formula: value_y === null ? "No x̂, and so no y" : scaled(state, c, value_hat, value_y), operands: ["hat.0", `gamma.${c}.0`, `beta.${c}.0`],
  }),
  gamma: (state, { x }, c) => ({ formula: `γ = ${exact(state.gamma[c][0])}: learnt; it stretches channel ${c}, in every image alike`, operands: channel(x, c) }),
  beta: (state, { x }, c) => ({ formula: `β = ${exact(state.beta[c][0])}: learnt; it moves channel ${c}, in every image alike`, operands: channel(x, c) }),
  count: (state, shown) => ({ formula: `${inside(shown)}, ${shown.x[0][0].length} ${shown.x[0][0].length === 1 ? "pixel" : "pixels"} each: ${cells(shown.count)}`, operands: members(shown) }),
};

const channel = (x, c) => x.flatMap((image, b) => image[c].flatMap((row, i) => row.map((_, j) => `x.${b}.${c}.${i}.${j}`)));
const others = explained(WHY);

/** The formula behind a number, and the numbers it is made of. */
export const why = (name, state, shown) => (name.startsWith("x.") ? cellOf(name, state, shown) : others(name, state, shown));
