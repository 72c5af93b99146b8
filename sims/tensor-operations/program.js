// The same numbers, with the same names, from NumPy itself.

const tuple = shape => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

/** The request as NumPy reads it. */
export const CALLS = {
  reshape: ({ target }) => `A.reshape${target.length === 1 ? `(${target[0]})` : tuple(target)}`,
  transpose: ({ axes }) => `A.transpose${axes.length === 1 ? `(${axes[0]})` : tuple(axes)}`,
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
m = math.prod(shape_b)
hundred = 100 * -(-n // 100)
B = (${SECOND[operation] ?? "hundred + np.arange(m)"}).reshape(shape_b)  # its numbers look different from A's` : "");

const SOURCES = {
  add: `    sources = np.stack(np.broadcast_arrays(ids_a, ids_b), axis=-1).reshape(-1, 2)
    stretched_a = list(np.broadcast_to(A, R.shape).strides)
    stretched_b = list(np.broadcast_to(B, R.shape).strides)`,
  matmul: `    rows = ids_a if A.ndim > 1 else ids_a[np.newaxis]
    columns = ids_b if B.ndim > 1 else ids_b[:, np.newaxis]
    pairs = np.broadcast_arrays(rows[..., :, np.newaxis, :], columns.swapaxes(-1, -2)[..., np.newaxis, :, :])
    sources = np.concatenate(pairs, axis=-1).reshape(R.size, -1)`,
};

const single = call => `    sources = ${call.replace(/\bA\b/g, "ids_a").replace(/\bB\b/g, "ids_b")}.reshape(-1, 1)
    keeps_order = bool((np.diff(sources[:, 0]) > 0).all())`;

const EXTRA = {
  reshape: ({ target }) => `
target, places = [${target.join(", ")}], None
fits = [k for k in range(1, min(n, 24) + 1) if n % k == 0]
if target.count(-1) < 2 and 0 not in target:
    known = math.prod(k for k in target if k > 0)
    places = [-(-n // known) if k == -1 else k for k in target]
`,
  transpose: ({ axes }) => `
if R is not None:
    order = [axis % A.ndim for axis in [${axes.join(", ")}]]
`,
};

/** `request` is what the model asks of NumPy. */
export function program({ operation, follow }, request) {
  const call = CALLS[operation](request);
  return `import math
import numpy as np

shape_a = ${tuple(request.a)}
n = math.prod(shape_a)
A = np.arange(n).reshape(shape_a)  # each number is its own place in memory${second(operation, request.b)}

R = error = None
try:
    R = ${call}
except ValueError as refused:
    error = str(refused)
print(error or f"{R.shape = }, {R.strides = }")
print(R)

# What the figure shows of them. Strides are in bytes: a number takes ${"`A.itemsize`"} of them.
values_a, strides_a = A.ravel().tolist(), list(A.strides)
values_b = strides_b = ${request.b ? "None\nshape_b, values_b, strides_b = list(shape_b), B.ravel().tolist(), list(B.strides)" : "shape_b = None"}
shape_a = list(shape_a)
shape = values = strides = shares_memory = sources = keeps_order = None
order = places = fits = stretched_a = stretched_b = None
ids_a = np.arange(n).reshape(A.shape)
${request.b ? "ids_b = n + np.arange(m).reshape(B.shape)\n" : ""}if R is not None:
    shape, values, strides = list(R.shape), R.ravel().tolist(), list(R.strides)
    shares_memory = np.shares_memory(A, R)
${SOURCES[operation] ?? single(call)}
${EXTRA[operation]?.(request) ?? ""}
# The element that is followed: where it was, and everywhere it is now.
follow = ${follow[0]}
followed = followed_at = followed_value = None
found_at = []
if 0 <= follow < n${request.b ? " + m" : ""}:
    followed, array, k = ("A", A, follow) if follow < n else ${request.b ? '("B", B, follow - n)' : "None"}
    followed_value = int(array.ravel()[k])
    followed_at = [int(i) for i in np.unravel_index(k, array.shape)]
    if R is not None:
        positions = np.flatnonzero((sources == follow).any(axis=1))
        found_at = [[int(i) for i in np.unravel_index(p, R.shape)] for p in positions]
`;
}
