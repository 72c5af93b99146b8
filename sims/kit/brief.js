// Numbers so small that only their size matters, on screens so small that they would not fit.
import { exact, rounded } from "kit/numbers.js";

const raised = whole => [...String(whole)].map(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit] ?? "⁻").join("");

/** Like `rounded`; what lies below `least` is told by its power of ten. Only zero reads as zero. */
export function brief(value, least = 0.001) {
  const size = Math.abs(value);
  if (size === 0 || size >= least) return rounded(value);
  return `≈ ${value < 0 ? "−" : ""}10${raised(Math.round(Math.log10(size)))}`;
}

/** The same after its sign: "= 0.25", or "≈ 10⁻⁵". */
export function equals(value, least) {
  const text = brief(value, least);
  return text.startsWith("≈") ? text : `= ${text}`;
}

/** Like `exact`, with a power of ten where the number would begin with many zeros. */
export function precise(value) {
  const size = Math.abs(value), power = Math.floor(Math.log10(size));
  if (size === 0 || power >= -5) return exact(value);
  return `${exact(Number((value / 10 ** power).toPrecision(9)))} · 10${raised(power)}`;
}
