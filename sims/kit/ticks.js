// The numbers along the axes of a plane; each gives way where something else stands.
import { exact } from "kit/numbers.js";

const tick = (name, at, text, prefer) => ({ name: `tick.${name}`, at, text, prefer, optional: true, tone: "quiet" });

/** Labels for both axes, without zero. */
export function ticks(numbers) {
  return numbers.flatMap(k => [tick(`x.${k}`, [k, 0], exact(k), [0, -1]), tick(`y.${k}`, [0, k], exact(k), [-1, 0])]);
}
