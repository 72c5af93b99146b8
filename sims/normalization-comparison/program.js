// The figure as a program that calls the library.
import { array } from "kit/python.js";

const CALLS = {
  batch: "batch_norm(x, gamma, beta, statistics=remembered)",
  instance: "instance_norm(x, gamma, beta)",
  "group-4": "group_norm(x, gamma, beta, groups=4)",
  "group-2": "group_norm(x, gamma, beta, groups=2)",
  "group-1": "group_norm(x, gamma, beta, groups=1)",
  layer: "layer_norm(x, per_feature(x, gamma), per_feature(x, beta), axes=(1, 2, 3))",
};

const ints = values => `np.array([${values.join(", ")}])`;

/** The text of the program for this state; the constants say how its numbers are dealt. */
export function program(state, { BRIGHT, CENTRE, SPREAD, FELT }) {
  const { scheme, inference, seen, numbers, images, pixels, raise_images, raise_channels, double_images, double_channels, gamma, beta, cell } = state;
  return `import numpy as np
from layerwise.data import normal
from layerwise.normalisation import BatchNorm, batch_norm, group_norm, instance_norm, layer_norm

scheme, inference = "${scheme}", ${inference ? "True" : "False"}
images, channels, pixels = ${images}, 4, ${pixels}
gamma, beta = ${array(gamma.flat())}, ${array(beta.flat())}

# The numbers as they were dealt, (B, C, H, W) with W = 1, to one decimal; then images and channels are scaled and raised.
noise = normal(${numbers}, 36).reshape(3, channels, 3, 1)[:, :, :pixels]
bright, level, size = ${array(BRIGHT)}, ${array(CENTRE)}, ${array(SPREAD)}
whole = (size[:, None, None] * noise + (level + bright[:, None])[:, :, None, None]).round(1) + 0.0
base = whole[:images]
doublings = ${ints(double_images)}[:images, None] + ${ints(double_channels)}
raised = ${array(raise_images)}[:images, None] + ${array(raise_channels)}
x = base * 2.0 ** doublings[:, :, None, None] + raised[:, :, None, None]

# What batch norm remembers after it has seen the batch of three ${seen} times.
memory = BatchNorm(channels, momentum=0.1)
for _ in range(${seen}):
    memory.forward(whole, training=True)
running_means, running_variances = memory.state["mean"], memory.state["variance"]
remembered = (running_means, running_variances) if inference else None


def per_feature(x, scale):
    """Layer norm has a gamma and a beta for every feature; here a channel repeats its own."""
    return np.broadcast_to(scale[:, None, None], x.shape[1:]).copy()


SCHEMES = {
${Object.entries(CALLS).map(([name, call]) => `    "${name}": lambda x, gamma, beta: ${call},`).join("\n")}
}


def sets(x, scheme):
    """One row for every set of cells that share a mean and a variance."""
    groups = {"instance": 4, "group-4": 4, "group-2": 2, "group-1": 1, "layer": 1}.get(scheme)
    return x.transpose(1, 0, 2, 3).reshape(4, -1) if groups is None else x.reshape(len(x) * groups, -1)


def normalised(name, x):
    """The library's x_hat, or None where it refuses."""
    try:
        return SCHEMES[name](x, np.ones(4), np.zeros(4))
    except ValueError:
        return None


where = np.stack(np.meshgrid(range(images), range(channels), range(pixels), [0], indexing="ij"))
image_of, channel_of = sets(where[0], scheme), sets(where[1], scheme)
outlines = [[[b.min(), b.max()], [c.min(), c.max()]] for b, c in zip(image_of, channel_of)]
lit = np.minimum(${ints([...cell, 0])}, np.array(x.shape) - 1)
lit_set = int(np.flatnonzero(((image_of == lit[0]) & (channel_of == lit[1])).any(axis=1))[0])
count = sets(x, scheme).shape[1]

means, variances = sets(x, scheme).mean(axis=1), sets(x, scheme).var(axis=1)
own_mean, own_sigma = means[lit_set], np.sqrt(variances[lit_set])
if scheme == "batch" and inference:
    means, variances = remembered
mean, variance, sigma = means[lit_set], variances[lit_set], np.sqrt(variances[lit_set])
set_of = np.empty(x.shape, int)
for k, (b, c) in enumerate(zip(image_of, channel_of)):
    set_of[b, c] = k
centred = x - means[set_of]

error = x_hat = y = pulled = felt_inside = felt_outside = after_mean = after_sigma = after_bars = after_bars_in = None
try:
    y = SCHEMES[scheme](x, gamma, beta)
except ValueError as refused:
    error = str(refused)
else:
    x_hat, before = normalised(scheme, x), normalised(scheme, base)
    np.testing.assert_allclose(x_hat, centred / np.sqrt(variances[set_of] + 1e-5), rtol=1e-9, atol=1e-11)
    in_image = (${ints(double_images)} != 0) | (${array(raise_images)} != 0)
    in_channel = (${ints(double_channels)} != 0) | (${array(raise_channels)} != 0)
    moved = np.broadcast_to((in_image[:images, None] | in_channel)[:, :, None, None], x.shape)
    felt = abs(x_hat - before) >= ${FELT}
    pulled, felt_inside, felt_outside = moved.sum(), (felt & moved).sum(), (felt & ~moved).sum()
    after_mean, after_sigma = sets(y, scheme)[lit_set].mean(), sets(y, scheme)[lit_set].std()

# Other names of the same sets.
others = [k for k in SCHEMES if k != scheme and not (inference and "batch" in (k, scheme))]
answers = {k: normalised(k, x) for k in others}
same_as = [k for k, other in answers.items() if x_hat is not None and other is not None and np.allclose(other, x_hat, rtol=0, atol=1e-9)]

value, value_centred = x[tuple(lit)], centred[tuple(lit)]
value_hat, value_y = (None, None) if error else (x_hat[tuple(lit)], y[tuple(lit)])

# Histograms: how many numbers are nearest to each of 17 marks.
axis, largest = 4, max(abs(x).max(), abs(x if error else y).max()).round(9)
while axis < largest:
    axis *= 2


def counted(values):
    return np.bincount(np.floor(values.ravel().round(9) / axis * 8 + 0.5).astype(int) + 8, minlength=17)


bars, bars_in = counted(x), counted(sets(x, scheme)[lit_set])
if not error:
    after_bars, after_bars_in = counted(y), counted(sets(y, scheme)[lit_set])
print(f"{mean=:.4g}, {variance=:.4g}", error or x_hat[tuple(lit)])
`;
}
