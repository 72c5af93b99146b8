// The little linear algebra that models share; the twin of layerwise.linear_maps on plain nested arrays.

/** Drop what lies below 12 decimals, so that a true zero reads 0 and not 1e-17. Works through nested arrays. */
export function tidy(value) {
  if (Array.isArray(value)) return value.map(tidy);
  return typeof value === "number" ? Math.round(value * 1e12) / 1e12 + 0 : value;
}

/** W x. */
export function multiply(W, x) {
  return W.map(row => row.reduce((sum, weight, j) => sum + weight * x[j], 0));
}

/** W x + b, for one vector x or for any nesting of vectors. */
export function affine(X, W, b) {
  if (Array.isArray(X[0])) return X.map(x => affine(x, W, b));
  return multiply(W, X).map((sum, i) => sum + b[i]);
}

/** The columns of W become rows. */
export function transpose(W) {
  return W[0].map((_, j) => W.map(row => row[j]));
}

/** Two affine maps in a row as one: (W2 W1, W2 b1 + b2). */
export function compose([W2, b2], [W1, b1]) {
  return [transpose(transpose(W1).map(column => multiply(W2, column))), affine(b1, W2, b2)];
}

/** The area of the parallelogram that the unit square becomes, negative if it was turned over. */
export function signedArea([[a, b], [c, d]]) {
  return a * d - b * c;
}

/** The length of a vector. */
export function norm(x) {
  return Math.hypot(...x);
}
