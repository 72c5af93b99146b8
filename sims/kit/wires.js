// What is drawn between numbers: wires, gates, folded corners, bands. Each takes boxes and gives marks of the network.

const points = list => `M ${list.map(place => place.map(value => value.toFixed(1)).join(" ")).join(" L ")}`;

/** The way from the right of one box to the left of another, level at both ends; `lower` it by some pixels. */
function way(from, to, lower = 0) {
  const bend = (to.left - from.right) * 0.45, y = from.y + lower, v = to.y + lower;
  return `M ${from.right} ${y} C ${from.right + bend} ${y} ${to.left - bend} ${v} ${to.left} ${v}`;
}

/** A place on that way: 0 at its beginning, 1 at its end. */
export function along(from, to, t) {
  const forth = 1.35 * t * (1 - t) ** 2 + 1.65 * t * t * (1 - t) + t ** 3, aside = t * t * (3 - 2 * t);
  return [from.right + (to.left - from.right) * forth, from.y + (to.y - from.y) * aside];
}

/** A weight as a wire: solid above zero, dashed below; its thickness grows with the root of its size. */
export function wire(from, to, weight, { largest, lit, s }) {
  const sign = weight > 0 ? "above" : weight < 0 ? "below" : "none", width = (1 + 5 * Math.sqrt(Math.min(1, Math.abs(weight) / largest))) * s;
  const glow = lit ? [{ path: way(from, to), tone: "glow", width: width + 8 }] : [];
  return [...glow, { path: way(from, to), tone: `wire-${sign}${lit ? " bright" : ""}`, width }];
}

/** The same wire backwards: thin, under it, with an open arrowhead at its beginning. */
export function backward(from, to) {
  const [x, y] = [from.right + 2, from.y + 6];
  return [{ path: way(from, to, 6), tone: "back" }, { path: points([[x + 7, y - 4.5], [x, y], [x + 7, y + 4.5]]), tone: "back" }];
}

/** A bar across the way from the box above to the box below, open or shut. */
export function gate(above, below, open) {
  const y = (above.bottom + below.top) / 2, { left, right, x } = above, stub = (right - left) * 0.3;
  if (!open) return [{ path: points([[left + 2, y], [right - 2, y]]), tone: "shut" }];
  return [
    { path: points([[left + 2, y], [left + stub, y]]), tone: "shut" }, { path: points([[right - stub, y], [right - 2, y]]), tone: "shut" },
    { path: points([[x, above.bottom], [x, below.top]]), tone: "through" },
  ];
}

/** A folded corner: this number is remembered; `read` while the way back reads it. */
export function fold({ right, top }, read) {
  return [{ path: `${points([[right - 9, top], [right, top + 9], [right - 9, top + 9]])} Z`, tone: read ? "fold read" : "fold" }];
}

/** A box round boxes, as a tint or a ring. */
export function frame({ left, top, right, bottom }, tone, room = 3) {
  const [l, t, r, b, c] = [left - room, top - room, right + room, bottom + room, 7];
  return [{ path: `M ${l + c} ${t} H ${r - c} Q ${r} ${t} ${r} ${t + c} V ${b - c} Q ${r} ${b} ${r - c} ${b} H ${l + c} Q ${l} ${b} ${l} ${b - c} V ${t + c} Q ${l} ${t} ${l + c} ${t} Z`, tone }];
}

/** The handle that a row of a matrix wears. */
export function rowHandle({ left, top, bottom }) {
  return [{ path: points([[left - 5, top + 3], [left - 8, top + 3], [left - 8, bottom - 3], [left - 5, bottom - 3]]), tone: "row" }];
}

/** A straight line of the picture. */
export function line(tone, ...list) {
  return { path: points(list), tone };
}
