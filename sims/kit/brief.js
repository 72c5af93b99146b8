// Numbers too small for three digits and their zeros: a first digit or two, and a power of ten.
import { exact, rounded } from "kit/numbers.js";

const raised = whole => [...String(whole)].map(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit] ?? "⁻").join("");

/** Like `rounded`; what lies below `least` has two significant digits and its power: 3.4·10⁻⁴. Only zero reads as zero. */
export function brief(value, least = 0.001, digits = 2) {
  if (value === 0 || Math.abs(value) >= least) return rounded(value);
  const [first, power] = Math.abs(value).toExponential(digits - 1).split("e");
  return `${value < 0 ? "−" : ""}${first}·10${raised(Number(power))}`;
}

/** The same for a narrow cell, with one digit: 3·10⁻⁴. */
export const terse = (value, least) => brief(value, least, 1);

/** Like `exact`, with a power of ten where the number would begin with many zeros. */
export function precise(value) {
  const size = Math.abs(value), power = Math.floor(Math.log10(size));
  if (size === 0 || power >= -5) return exact(value);
  return `${exact(Number((value / 10 ** power).toPrecision(9)))}·10${raised(power)}`;
}
