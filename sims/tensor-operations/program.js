// The figure as a program that asks NumPy.
import { tuple } from "kit/shapes.js";

/** The request as NumPy reads it. */
const CALLS = {
  reshape: ({ target }) => `A.reshape(${target.join(", ")})`,
  transpose: ({ axes }) => `A.transpose(${axes.join(", ")})`,
  turned: ({ axes, target }) => `A.transpose(${axes.join(", ")}).reshape(${target.join(", ")})`,
  sum: ({ asked }) => `A.sum(axis=${asked})`,
  squeeze: ({ asked }) => `A.squeeze(axis=${asked})`,
  unsqueeze: ({ asked }) => `np.expand_dims(A, axis=${asked})`,
  concatenate: ({ asked }) => `np.concatenate((A, B), axis=${asked})`,
  stack: ({ asked }) => `np.stack((A, B), axis=${asked})`,
  add: () => "A + B",
  matmul: () => "A @ B",
};

const SECOND = {
  add: "hundred * (1 + np.arange(m))",
  matmul: "np.arange(m)",
};

const second = (operation, b) => (b ? `
shape_b = ${tuple(b)}
m = int(np.prod(shape_b))
hundred = 100 * -(-n // 100)
B = (${SECOND[operation] ?? "hundred + np.arange(m)"}).reshape(shape_b)  # its numbers look different from A's` : "");

const SOURCES = {
  sum: ({ asked }) => `    sources = np.moveaxis(ids_a, ${asked}, -1).reshape(R.size, -1)`,
  add: () => `    sources = np.stack(np.broadcast_arrays(ids_a, ids_b), axis=-1).reshape(-1, 2)
    stretched_a, stretched_b = (list(np.broadcast_to(each, R.shape).strides) for each in (A, B))`,
  matmul: () => `    rows = ids_a if A.ndim > 1 else ids_a[np.newaxis]
    columns = ids_b if B.ndim > 1 else ids_b[:, np.newaxis]
    pairs = np.broadcast_arrays(rows[..., :, np.newaxis, :], columns.swapaxes(-1, -2)[..., np.newaxis, :, :])
    sources = np.concatenate(pairs, axis=-1).reshape(R.size, -1)`,
};

const single = call => `    sources = ${call.replace(/\bA\b/g, "ids_a").replace(/\bB\b/g, "ids_b")}.reshape(-1, 1)
    keeps_order = bool((np.diff(sources[:, 0]) > 0).all())`;

const folded = ({ target }) => `
target, places = [${target.join(", ")}], None
fits = [k for k in range(1, min(n, 24) + 1) if n % k == 0]
if target.count(-1) < 2 and 0 not in target:
    known = int(np.prod([k for k in target if k > 0]))
    places = [-(-n // known) if k == -1 else k for k in target]
`;

const EXTRA = {
  reshape: folded, turned: folded,
  transpose: ({ axes }) => `
if R is not None:
    order = [axis % A.ndim for axis in [${axes.join(", ")}]]
`,
};

/** The text of the program for what is asked of an operation. */
export function program(operation, asked) {
  const call = CALLS[operation](asked);
  return `import numpy as np

shape_a = ${tuple(asked.a)}
n = int(np.prod(shape_a))
A = np.arange(n).reshape(shape_a)  # each number is its own place in memory${second(operation, asked.b)}

R = error = None
try:
    R = ${call}
except ValueError as refused:
    error = str(refused)
print(error or f"{R.shape = }, {R.strides = }")
print(R)

# What the figure shows of them; strides are in bytes.
values_a, strides_a = A.ravel().tolist(), list(A.strides)
values_b = strides_b = ${asked.b ? "None\nshape_b, values_b, strides_b = list(shape_b), B.ravel().tolist(), list(B.strides)" : "shape_b = None"}
shape_a = list(shape_a)
shape = values = strides = shares_memory = sources = keeps_order = None
order = places = fits = stretched_a = stretched_b = None
ids_a = np.arange(n).reshape(A.shape)
${asked.b ? "ids_b = n + np.arange(m).reshape(B.shape)\n" : ""}if R is not None:
    shape, values, strides = list(R.shape), R.ravel().tolist(), list(R.strides)
    shares_memory = np.shares_memory(A, R)
${SOURCES[operation]?.(asked) ?? single(call)}
${EXTRA[operation]?.(asked) ?? ""}
`;
}
