// Numbers as they are shown: three significant digits, a true minus, decimal points under each other.

const minus = text => text.replace("-", "\u2212");

/** A number that is exact to two decimals, as controls hold it. */
export function fixed(value) {
  return minus((value + 0).toFixed(2));
}

/** Three significant digits; fewer where they are exact, but two decimals at least. Only zero reads as zero. */
export function rounded(value) {
  const size = Math.abs(value);
  if (size >= 0.9995) return minus(value.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0));
  const three = (value + 0).toPrecision(3), short = three.replace(/(\.\d\d\d*?)0+$/, "$1");
  return minus(Math.abs(value - Number(short)) < 1e-12 ? short : three);
}

/** As many digits as matter: what `rounded` was rounded from. */
export function exact(value) {
  return minus(String(Number(value.toPrecision(12))));
}

/** The same with brackets round a negative number, to stand inside a sum or product. */
export function operand(value) {
  return value < 0 ? `(${exact(value)})` : exact(value);
}

/** Numbers that stand under each other: padded on the right until their decimal points meet. */
export function aligned(values) {
  const texts = values.map(rounded), places = texts.map(text => (text.split(".")[1] ?? "").length);
  const most = Math.max(...places);
  return texts.map((text, i) => text + "\u2007".repeat(most - places[i]));
}

/** A point of the plane: (1.25, −0.50). */
export function point(place) {
  return `(${place.map(rounded).join(", ")})`;
}

/** The number that was typed, or NaN. */
export function typed(text) {
  const plain = text.trim().replace("\u2212", "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}
