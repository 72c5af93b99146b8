// Kernels as whole numbers over one divisor, so that every product can be checked by eye; and pictures to ask about.
import { uniform } from "kit/random.js";

const outer = (down, across) => down.map(a => across.map(b => a * b));
const BELL = [1, 4, 6, 4, 1], SLOPE = [-1, -2, 0, 2, 1];
const LAPLACE = [[0, 0, 1, 0, 0], [0, 1, 2, 1, 0], [1, 2, -16, 2, 1], [0, 1, 2, 1, 0], [0, 0, 1, 0, 0]];
const middle = size => outer(...Array(2).fill(Array.from({ length: size }, (_, i) => (2 * i + 1 === size ? 1 : 0))));

/** {size: [weights, divisor]} by name; 3 × 3 as in layerwise.kernels. */
export const KERNELS = {
  identity: { 3: [middle(3), 1], 5: [middle(5), 1] },
  sobel_x: { 3: [outer([1, 2, 1], [-1, 0, 1]), 1], 5: [outer(BELL, SLOPE), 1] },
  sobel_y: { 3: [outer([-1, 0, 1], [1, 2, 1]), 1], 5: [outer(SLOPE, BELL), 1] },
  laplacian: { 3: [[[0, 1, 0], [1, -4, 1], [0, 1, 0]], 1], 5: [LAPLACE, 1] },
  box: { 3: [outer([1, 1, 1], [1, 1, 1]), 9], 5: [outer(Array(5).fill(1), Array(5).fill(1)), 25] },
  gaussian: { 3: [outer([1, 2, 1], [1, 2, 1]), 16], 5: [outer(BELL, BELL), 256] },
  sharpen: { 3: [[[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 1], 5: [LAPLACE.map((row, i) => row.map((w, j) => (i === 2 && j === 2 ? 1 : 0) - w)), 1] },
};

/** Whole numbers from −4 to 4 that depend on the seed only. */
function drawn(seed, size) {
  const numbers = uniform(seed, size * size);
  return Array.from({ length: size }, (_, i) => numbers.slice(i * size, (i + 1) * size).map(u => Math.floor(9 * u) - 4));
}

/** [weights, divisor] of the kernel of a state. */
export function kernelOf({ kernel, size, seed, own3, own5 }) {
  if (kernel === "own") return [size === "3" ? own3 : own5, 1];
  return kernel === "random" ? [drawn(seed[0], Number(size)), 1] : KERNELS[kernel][size];
}

/** Seven rows, a digit for each pixel: 0 is blank, 9 is full ink. */
export const PICTURES = {
  block: [0, 99900, 99900, 99900, 99900, 99900, 0],
  dot: [0, 0, 0, 1000, 0, 0, 0],
  seven: [0, 999990, 90, 900, 9000, 9000, 0],
  diagonal: [9000000, 9900000, 9990000, 9999000, 9999900, 9999990, 9999999],
  stripes: [990099, 990099, 990099, 990099, 990099, 990099, 990099],
  slope: Array(7).fill(123456),
  grain: [112010, 1677881, 768971, 1897270, 2781862, 687791, 120110],
};
