// The bends between layers, each as [value, slope] of one number; the twin of layerwise.activations.

/** The complement of the error function, 1 − erf(t), exact to twelve digits far out too: a series of positive terms near
    zero, a continued fraction beyond. */
export function erfc(t) {
  if (t < 0) return 2 - erfc(-t);
  const bell = Math.exp(-t * t) / Math.sqrt(Math.PI);
  let sum = 2 * t, term = sum, rest = t;
  for (let n = 1; n <= 60; n++) sum += term *= (2 * t * t) / (2 * n + 1);
  for (let n = 60; n >= 1; n--) rest = t + n / 2 / rest;
  return t < 2 ? 1 - bell * sum : bell / rest;
}

/** The share of a standard normal crowd that lies below z. */
export const normalShare = z => erfc(-z / Math.SQRT2) / 2;

/** How dense that crowd is at z. */
export const normalDensity = z => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Any number becomes one between 0 and 1. */
export const sigmoid = z => 1 / (1 + Math.exp(-z));

/** By the names of the library. `slope` is the leaky ReLU's own. Where no derivative exists, the left one is chosen. */
export const ACTIVATIONS = {
  relu: z => [Math.max(0, z), z > 0 ? 1 : 0],
  leaky_relu: (z, slope) => [Math.max(z, slope * z) + 0, z > 0 ? 1 : slope],
  sigmoid: z => [sigmoid(z), sigmoid(z) * (1 - sigmoid(z))],
  tanh: z => [Math.tanh(z), 1 - Math.tanh(z) * Math.tanh(z)],
  softplus: z => [Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), sigmoid(z)],
  gelu: z => [z * normalShare(z), normalShare(z) + z * normalDensity(z)],
  silu: z => [z * sigmoid(z), sigmoid(z) + z * sigmoid(z) * (1 - sigmoid(z))],
};

/** Scores become shares that sum to 1; a temperature above 1 evens them out, below 1 it sharpens them. */
export function softmax(scores, temperature = 1) {
  const largest = Math.max(...scores), grown = scores.map(score => Math.exp((score - largest) / temperature));
  const sum = grown.reduce((total, value) => total + value, 0);
  return grown.map(value => value / sum);
}
