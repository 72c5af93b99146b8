// The perceptron's rule, and what is promised of it, on plain arrays; the twin of layerwise.perceptron.
import { add, dot, length, scale, subtract } from "kit/vectors.js";

/** x with a 1 behind it, so that (w, b) · (x, 1) is the whole score. */
export const homogeneous = x => [...x, 1];

/** From `start`, a (w₁, w₂, b): the rows that were missed, pass after pass, and the weights before and after each; until a
    whole pass is clean or there are `most` of them. */
export function learn(X, y, start, rate, most) {
  const mistakes = [], path = [start];
  for (let row = 0, clean = 0; clean < X.length && mistakes.length < most; row = (row + 1) % X.length) {
    const x = homogeneous(X[row]), weights = path.at(-1);
    clean = y[row] * dot(weights, x) > 0 ? clean + 1 : 0;
    if (clean) continue;
    mistakes.push(row);
    path.push(add(weights, scale(rate * y[row], x)));
  }
  return { mistakes, path };
}

/** In which pass the last of these mistakes was made. */
export function passes(mistakes) {
  return mistakes.length && 1 + mistakes.filter((row, k) => k && row <= mistakes[k - 1]).length;
}

function cross([a, b, c], [p, q, r]) {
  return [b * r - c * q, c * p - a * r, a * q - b * p];
}

/** The points nearest to 0 of the points, lines and planes through these. */
function* nearest(points) {
  for (const [i, p] of points.entries()) {
    yield p;
    for (const [j, q] of points.slice(i + 1).entries()) {
      const way = subtract(q, p);
      yield subtract(p, scale(dot(p, way) / (dot(way, way) || 1), way));
      for (const r of points.slice(i + j + 2)) {
        const normal = cross(way, subtract(r, p));
        yield scale(Math.sign(dot(normal, p)), normal);
      }
    }
  }
}

/** The largest margin that any line has; none above zero if no line separates the classes. It is the distance from 0 to the
    hull of all y (x, 1), and so one of the directions to their points, lines and planes attains it. */
export function widest(X, y) {
  const towards = X.map((x, i) => scale(y[i], homogeneous(x)));
  const margin = v => Math.min(...towards.map(each => dot(each, v))) / (length(v) || 1);
  return Math.max(...[...nearest(towards)].map(margin));
}
