// Vectors as lists of numbers; the twin of layerwise.vectors. What the zero vector has not is null.

/** Component by component. */
export const add = (a, b) => a.map((value, i) => value + b[i]);
export const subtract = (a, b) => a.map((value, i) => value - b[i]);
export const scale = (c, a) => a.map(value => c * value);

/** The sum of the products of the components. */
export const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** ‖x‖ for p = 1 (the sum of the sizes), 2 (the straight way) or Infinity (the largest size). */
export function length(x, p = 2) {
  const sizes = x.map(Math.abs);
  return p === 1 ? sizes.reduce((sum, size) => sum + size, 0) : p === 2 ? Math.hypot(...x) : Math.max(...sizes);
}

/** The vector of length 1 that points the same way. */
export function unit(x, p = 2) {
  return x.some(Boolean) ? x.map(value => value / length(x, p)) : null;
}

/** Degrees from the first axis, counter-clockwise, from above -180 to 180. */
export function direction([x, y]) {
  return x || y ? (Math.atan2(y, x) * 180) / Math.PI : null;
}

/** n points of the circle of radius 1, counter-clockwise from (1, 0). */
export function circle(n) {
  return Array.from({ length: n }, (_, i) => [Math.cos((2 * Math.PI * i) / n), Math.sin((2 * Math.PI * i) / n)]);
}

/** How many times v goes into the shadow of x on the line through v. */
export function along(x, v) {
  return v.some(Boolean) ? dot(x, v) / dot(v, v) : null;
}

/** The cosine of the angle between two vectors. */
export function cosine(a, b) {
  const u = unit(a), v = unit(b);
  return u && v && Math.min(1, Math.max(-1, dot(u, v)));
}

/** The angle between two vectors in radians, exact for small ones too (Kahan, 2006). */
export function angle(a, b) {
  const u = unit(a), v = unit(b);
  return u && v && 2 * Math.atan2(length(subtract(u, v)), length(add(u, v)));
}
