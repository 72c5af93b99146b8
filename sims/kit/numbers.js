// Numbers as they are shown: three significant digits, a true minus, decimal points under each other.

const minus = text => text.replace("-", "\u2212");

/** A number that is exact to two decimals (or as many as are asked for), as controls hold it. */
export function fixed(value, places = 2) {
  return minus((value + 0).toFixed(places));
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

/** The same with two decimals at least, as in a cell: 1.00, 0.4225. */
export function full(value) {
  const text = exact(value);
  return /\.\d\d|e/.test(text) ? text : fixed(value);
}

/** A number with brackets if it is negative, to stand inside a sum or product. */
export function enclosed(value, write) {
  return value < 0 ? `(${write(value)})` : write(value);
}

/** The same, with as many digits as matter. */
export const operand = value => enclosed(value, exact);

/** Numbers that stand together: equally many decimals, or padded on the right until their decimal points meet. */
export function aligned(values) {
  const texts = values.map(rounded), places = texts.map(text => (text.split(".")[1] ?? "").length);
  const most = Math.max(...places);
  if (most <= 3 && values.every(value => Math.abs(value) < 9.9995)) return values.map(value => fixed(value, most));
  return texts.map((text, i) => text + "\u2007".repeat(most - places[i]));
}

/** The same, to stand in a sentence. */
export function alike(values) {
  return aligned(values).map(text => text.trim());
}

/** A point of the plane: (1.25, −0.50). */
export function point(place) {
  return `(${alike(place).join(",\u00a0")})`;
}

/** The number that was typed, or NaN. */
export function typed(text) {
  const plain = text.trim().replace("\u2212", "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}
