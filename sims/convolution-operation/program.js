// The program that computes the same numbers, with the same names, from the library.
import { array } from "kit/python.js";
import { KERNELS } from "sim/kernels.js";

const truth = value => (value ? "True" : "False");

function kernel({ kernel: name, size, seed }, K, divisor) {
  if (name === "random") return `K = np.floor(9 * uniform(${seed[0]}, ${size} * ${size})).reshape(${size}, ${size}) - 4`;
  return size === "3" && KERNELS[name] ? `K = (KERNELS["${name}"] * ${divisor}).round()` : `K = ${array(K)}`;
}

/** For this state, of which `K` and the like are shown. */
export function program(state, { K, divisor, row, column, drawing }) {
  const { shift, stride, padding, seen, all, flip } = state;
  return `import numpy as np
from layerwise.convolution import conv_output_size, convolve2d, correlate2d, im2col
from layerwise.data import uniform
from layerwise.kernels import KERNELS

# Pixels from 0 (blank) to 9 (full ink); the kernel is K / divisor, so that sums of whole numbers stay exact.
drawing, shift = ${array(drawing)}, ${shift}
x = np.zeros((7, 7))
x[:, max(shift, 0) : 7 + min(shift, 0)] = drawing[:, max(-shift, 0) : 7 - max(shift, 0)]
${kernel(state, K, divisor)}
divisor, stride, padding = ${divisor}, ${stride}, ${padding === "same" ? '"same"' : padding === "none" ? 0 : padding}
row, column = ${row}, ${column}
ask = ${flip ? "convolve2d  # true convolution turns the kernel" : "correlate2d  # what networks call convolution"}

n, k = len(x), len(K)
out = conv_output_size(n, k, stride=stride, padding=padding)
y = ask(x, K, stride=stride, padding=padding) / divisor
kernel = K[::-1, ::-1] if ${truth(flip)} else K

# What the window sees now, and the sum that it makes of it.
zeros = max((out - 1) * stride + k - n, 0) if padding == "same" else 2 * padding
pads = [zeros // 2, zeros - zeros // 2]
padded = np.pad(x, pads)
top, left = row * stride, column * stride
patch = padded[top : top + k, left : left + k]
columns = im2col(x[None, None], (k, k), stride=stride, padding=padding)[0]
np.testing.assert_array_equal(patch.ravel(), columns[:, row * out + column])
products = patch * kernel
row_sums, total, answer = products.sum(axis=1), products.sum(), y[row, column]

# Answers that have been asked for.
seen = ${JSON.stringify(seen)}
here = [[${truth(all)} or (i, j) == (row, column) or bool(seen[i // 3] >> 9 * (i % 3) + j & 1) for j in range(out)] for i in range(out)]
answers = [[y[i, j] if here[i][j] else None for j in range(out)] for i in range(out)]
places, asked, alike = out * out, int(np.sum(here)), bool((y == y[0, 0]).all())
largest, heaviest = max(1, abs(y).max()), max(1, abs(K).max())
unseen = max(0, (len(padded) - k) % stride - pads[1])

# Around a single dot that every tap can reach, the answers spell the kernel.
dots = np.argwhere(x)
spelled = stride == 1 and len(dots) == 1 and bool((dots + pads[0] >= k - 1).all() and (dots - pads[1] <= n - k).all())

# Which answers only moved along with the picture? Those that are there are counted.
before = ask(drawing, K, stride=stride, padding=padding) / divisor
origin = [j - shift // stride if shift % stride == 0 else -1 for j in range(out)]
followed = [[0 <= origin[j] < out and bool(y[i, j] == before[i, origin[j]]) for j in range(out)] for i in range(out)]
moved = int(np.sum(np.array(followed) & np.array(here)))
print(y)
`;
}
