// Numbers that depend on a seed and a position only; the twin of layerwise.data, with equal results.

function hash(seed, i) {
  let x = (Math.imul(seed, 0x9e3779b1) + i) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** n numbers in (0, 1). */
export function uniform(seed, n) {
  return Array.from({ length: n }, (_, i) => (hash(seed, i) + 0.5) / 2 ** 32);
}

/** n numbers from the standard normal distribution (Box and Muller, 1958). */
export function normal(seed, n) {
  const u = uniform(seed, n + (n % 2));
  return Array.from({ length: n }, (_, i) => {
    const even = i - (i % 2), radius = Math.sqrt(-2 * Math.log(u[even])), turn = 2 * Math.PI * u[even + 1];
    return radius * (i % 2 ? Math.sin(turn) : Math.cos(turn));
  });
}
