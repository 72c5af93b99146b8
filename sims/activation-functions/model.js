// What a bend does forward, and what its slope lets back of a correction: pure numbers, no page, no clock.
import { ACTIVATIONS, softmax } from "kit/activations.js";
import { array, list } from "kit/python.js";
import { SCORES, lower, upper } from "sim/panes.js";

/** A slope below this lets so little back that learning crawls. */
export const SMALL = 0.05;

const NAMES = Object.keys(ACTIVATIONS), HALF = 200, CELLS = 160;
const STEPS = Array.from({ length: 2 * HALF + 1 }, (_, i) => i - HALF);

export const initial = {
  f: "relu",
  compare: "none",
  x: [1],
  range: [5],
  leak: [0.1],
  z: [2, 1, 0],
  temperature: [1],
  predict: false,
  answered: false,
  guess: [0.5],
};

const preset = (title, question, change) => ({ title, question, state: { ...initial, ...change } });

export const presets = {
  relu: preset("ReLU", "Climb: does more get back?", {}),
  asleep: preset("Asleep", "Where does this neuron wake up again?", { x: [-1.5], range: [3] }),
  leaky: preset("Leaky ReLU", "What does a small leak save?", { f: "leaky_relu", x: [-2.5] }),
  sigmoid: preset("Sigmoid", "Where does the most get back?", { f: "sigmoid", x: [-1.5] }),
  saturated: preset("Saturated", "So high: why does so little get back?", { f: "sigmoid", x: [6], range: [8] }),
  nearly: preset("Nearly flat", "Does anything get back far out?", { f: "tanh", x: [4], range: [10] }),
  twins: preset("Tanh, sigmoid", "How much steeper is tanh at 0?", { f: "tanh", compare: "sigmoid", x: [0], range: [4] }),
  softplus: preset("Softplus", "What became of the corner?", { f: "softplus", compare: "relu", x: [0], range: [4] }),
  gelu: preset("GELU", "Where does the curve fall?", { f: "gelu", compare: "relu", x: [-1.5], range: [3] }),
  "silu-gelu": preset("SiLU and GELU", "Which of them dips lower?", { f: "silu", compare: "gelu", x: [-1.25], range: [4] }),
  all: preset("All seven", "Which ever let more back than was sent?", { f: "gelu", compare: "all", x: [1.4], range: [4] }),
  softmax: preset("Softmax", "Pull one bar up: who pays?", { f: "softmax" }),
  certain: preset("Certain", "It is almost sure: can it still learn?", { f: "softmax", z: [4, -0.5, -1.5] }),
  warm: preset("Warm", "What does warmth give back?", { f: "softmax", z: [4, -0.5, -1.5], temperature: [3] }),
};

/** Every number and shape of the figure: of three shares, or of a bend and its slopes. */
export function derive(state) {
  return state.f === "softmax" ? shares(state) : bend(state);
}

function shares({ z, temperature: [T], guess: [guess] }) {
  const p = softmax(z, T);
  const first = p.indexOf(Math.max(...p));
  return {
    p, p_slopes: p.map(share => (share * (1 - share)) / T), first,
    gets_back: p.map((share, k) => (p[first] * ((k === first ? 1 : 0) - share)) / T), guess_error: Math.abs(guess - p[0]),
  };
}

/** The range that is shown: as asked for, or as far as x is out. */
const reachOf = ({ x: [x], range: [range] }) => Math.max(range, Math.ceil(Math.abs(x)));

function compared({ f, compare }) {
  return NAMES.filter(name => name !== f && (compare === "all" || compare === name));
}

function bend(state) {
  const { f, x: [x], leak: [leak], guess: [guess] } = state, reach = reachOf(state), others = compared(state);
  const [y, slope] = ACTIVATIONS[f](x, leak), there = others.map(name => ACTIVATIONS[name](x, leak));
  const { curve, steep } = trace(f, leak, reach), rest = others.map(name => trace(name, leak, reach));
  const heights = [curve, ...rest.map(each => each.curve)].flat().map(([, height]) => height);
  return {
    reach, y, slope, kind: kindOf(slope), ten_layers: slope ** 10, guess_error: Math.abs(guess - slope),
    span: [Math.min(-1, ...heights), Math.max(1, ...heights)], outputs: ends(curve), slopes: ends(steep),
    curve, slope_pieces: pieces(f, steep), bands: bands(steep), heat: heat(f, leak, reach),
    others, other_y: there.map(([value]) => value), other_slope: there.map(([, value]) => value),
    other_curves: rest.map(each => each.curve), other_pieces: others.map((name, i) => pieces(name, rest[i].steep)),
  };
}

/** A curve and its slopes, as points. */
function trace(name, leak, reach) {
  const values = STEPS.map(k => (reach * k) / HALF).map(x => [x, ...ACTIVATIONS[name](x, leak)]);
  return { curve: values.map(([x, y]) => [x, y]), steep: values.map(([x, , slope]) => [x, slope]) };
}

const ends = points => [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];

/** The slope of a corner jumps: no line joins what lies left of it and what lies right. */
function pieces(name, steep) {
  if (name !== "relu" && name !== "leaky_relu") return [steep];
  return [steep.slice(0, HALF + 1), [[0, 1], ...steep.slice(HALF + 1)]];
}

/** The slope in the middle of each cell of the strip. */
function heat(name, leak, reach) {
  return Array.from({ length: CELLS }, (_, i) => ACTIVATIONS[name]((reach * (2 * i + 1 - CELLS)) / CELLS, leak)[1]);
}

/** Exactly nothing gets back, next to nothing, a turned sign, or enough to learn from. */
function kindOf(slope) {
  if (slope === 0) return "asleep";
  if (Math.abs(slope) < SMALL) return "vanishing";
  return slope < 0 ? "falling" : "awake";
}

/** [kind, from, to] of each stretch of the axis where little or nothing gets back. */
function bands(steep) {
  const found = [];
  for (const [x, slope] of steep) {
    const kind = kindOf(slope), last = found.at(-1);
    if (last?.[0] === kind) last[2] = x;
    else found.push([kind, x, x]);
  }
  return found.filter(([kind]) => kind === "asleep" || kind === "vanishing");
}

/** The state after `handle` was moved to a place in the figure. */
export function move(state, handle, place) {
  if (handle === "guess") return { ...state, guess: [lower.value(place)] };
  if (handle.startsWith("z_")) return { ...state, z: state.z.map((score, k) => (handle === `z_${k}` ? upper(SCORES).value(place) : score)) };
  const reach = reachOf(state);
  return { ...state, range: [reach], x: [Math.min(reach, Math.max(-reach, place[0]))] };
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python(state) {
  return state.f === "softmax" ? pythonOfShares(state) : pythonOfBend(state);
}

const pythonOfShares = ({ z, temperature, guess }) => `import numpy as np
from layerwise.activations import softmax
from layerwise.differentiable import vjp

z = ${array(z)}
p, pullback = vjp(softmax, z, temperature=${list(temperature[0])})

# How fast each share follows its own score: the diagonal of the Jacobian.
p_slopes = np.array([pullback(one)[0][k] for k, one in enumerate(np.eye(3))])

# A correction of 1 to the largest share, and what of it gets back to each score.
first = p.argmax()
gets_back = pullback(np.eye(3)[first])[0]
guess_error = abs(${list(guess[0])} - p[0])
print(f"{p=}, {gets_back=}")
`;

const pythonOfBend = ({ f, compare, x, range, leak, guess }) => `import numpy as np
from itertools import groupby
from layerwise.activations import ${NAMES.toSorted().join(", ")}
from layerwise.differentiable import vjp

x = ${list(x[0])}
reach = max(${list(range[0])}, float(np.ceil(abs(x))))
others = ${JSON.stringify(compared({ f, compare }))}

def bend(f, z):
    """An activation and its slope, at every z."""
    y, pullback = vjp(f, z, **({"slope": ${list(leak[0])}} if f is leaky_relu else {}))
    return y, pullback(np.ones_like(y))[0]

def kind_of(slope):
    """Exactly nothing gets back, next to nothing, a turned sign, or enough to learn from."""
    return "asleep" if slope == 0 else "vanishing" if abs(slope) < ${SMALL} else "falling" if slope < 0 else "awake"

# At x: the value, and what gets back of a correction of 1 through one layer and through ten.
(y,), (slope,) = bend(${f}, np.array([x]))
kind, ten_layers, guess_error = kind_of(slope), slope**10, abs(${list(guess[0])} - slope)

# The curves, value and slope; a corner cuts the slopes in two.
xs = reach * np.arange(-${HALF}, ${HALF + 1}) / ${HALF}

def pieces(f, steep):
    corner = [[[0.0, 1.0], *steep[${HALF + 1}:]]]
    return [steep[:${HALF + 1}], *corner] if f in (relu, leaky_relu) else [steep]

def trace(f):
    curve, steep = (np.stack([xs, part], axis=1).tolist() for part in bend(f, xs))
    return curve, pieces(f, steep)

heights, steepness = bend(${f}, xs)
curve, slope_pieces = trace(${f})
outputs, slopes = [heights.min(), heights.max()], [steepness.min(), steepness.max()]
heat = bend(${f}, reach * np.arange(1 - ${CELLS}, ${CELLS}, 2) / ${CELLS})[1]

# The stretches where little or nothing gets back.
runs = [(kind, list(run)) for kind, run in groupby(range(len(xs)), key=lambda i: kind_of(steepness[i]))]
bands = [[name, xs[run[0]], xs[run[-1]]] for name, run in runs if name in ("asleep", "vanishing")]

# The same of the others.
functions = [globals()[name] for name in others]
other_y, other_slope = ([bend(g, np.array([x]))[part][0] for g in functions] for part in (0, 1))
other_curves, other_pieces = ([trace(g)[part] for g in functions] for part in (0, 1))
tall = np.concatenate([heights, *(bend(g, xs)[0] for g in functions)])
span = [min(-1.0, tall.min()), max(1.0, tall.max())]
print(f"{x=}, {y=:.4g}, {slope=:.4g}: {kind}")
`;
