// A plane drawn by p5: coordinates of the plane in, ink out. It holds no text and decides nothing.

const HATCH = 8, EDGE = 6, HEAD = 22, FAR = 5000;

/** How much of the way from one number to another lies between 0 and `size`, less the edge. */
function room(from, to, size) {
  if (to >= 0 && to <= size) return 1;
  return Math.max(0, ((to > size ? size - EDGE : EDGE) - from) / (to - from));
}

/** Two far ends of the straight line through two places. */
function straight([x, y], [u, v]) {
  const far = FAR / (Math.hypot(u - x, v - y) || Infinity);
  return [[x - (u - x) * far, y - (v - y) * far], [u + (u - x) * far, v + (v - y) * far]];
}

/** A p5 canvas inside `node` that shows at least `reach` units each way from the origin. */
export function createPlane(node, reach, scene) {
  let p = null, colours = {}, width = 0, height = 0, part = null, origin = [0, 0], units = [1, 1];

  const toPixels = ([x, y]) => [origin[0] + x * units[0], origin[1] - y * units[1]];
  const toPlane = (left, top) => [(left - origin[0]) / units[0], (origin[1] - top) / units[1]];

  function measure() {
    width = node.clientWidth;
    height = node.clientHeight;
    fit();
  }

  function fit() {
    const unit = Math.min(width, height) / (2 * reach);
    [units, origin] = [[unit, unit], [width / 2, height / 2]];
    if (!part) return;
    units = [width / (part.right - part.left), height / (part.top - part.bottom)];
    origin = [-part.left * units[0], part.top * units[1]];
  }
  measure();

  const ready = new Promise(resolve => {
    new window.p5(sketch => {
      sketch.setup = () => {
        p = sketch;
        p.createCanvas(width, height);
        p.noLoop();
        p.canvas.removeAttribute("id");
        p.canvas.setAttribute("aria-hidden", "true");
        resolve();
      };
      sketch.draw = () => scene(plane);
    }, node);
  });

  /** Run `trace` with pen and brush set: {stroke, weight, dash, fill, alpha}, colours by the name of their token. */
  function styled({ stroke, weight = 1, dash = [], fill, alpha = 1 }, trace) {
    p.push();
    if (stroke) p.stroke(colours[stroke]);
    else p.noStroke();
    if (fill) p.fill(colours[fill]);
    else p.noFill();
    p.strokeWeight(weight);
    p.drawingContext.setLineDash(dash);
    p.drawingContext.globalAlpha = alpha;
    trace();
    p.pop();
  }

  /** A place, or if the picture does not reach it, the last that is seen on the way there. */
  function within(from, to) {
    const [[x, y], [u, v]] = [toPixels(from), toPixels(to)], part = Math.min(room(x, u, width), room(y, v, height));
    return part === 1 ? to : from.map((value, i) => value + (to[i] - value) * part);
  }

  function outline(points, close) {
    p.beginShape();
    for (const each of points) p.vertex(...toPixels(each));
    p.endShape(close ? p.CLOSE : p.OPEN);
  }

  const plane = {
    toPixels, toPlane, ready,
    get size() { return [width, height]; },
    fits: () => width === node.clientWidth && height === node.clientHeight,
    resize() {
      measure();
      p.resizeCanvas(width, height, true);
    },
    /** Show this part of the plane instead, {left, right, bottom, top}, each axis with its own unit. */
    frame(next) {
      part = next;
      fit();
    },
    paint(next) {
      colours = next;
      return p ? p.redraw() : null;
    },
    clear(colour) {
      p.background(colours[colour]);
    },
    /** Strokes, or with `endless` the straight lines that they lie on, as far as the picture goes. */
    lines(list, { endless, ...style }) {
      const ends = endless ? list.map(line => straight(...line.map(toPixels))) : list.map(line => line.map(toPixels));
      styled(style, () => ends.forEach(([from, to]) => p.line(...from, ...to)));
    },
    within,
    /** The head of an arrow at the edge, towards a place that the picture does not reach. */
    pointer(from, to, style) {
      const edge = within(from, to), [[x, y], [u, v]] = [from, edge].map(toPixels), length = Math.hypot(u - x, v - y);
      if (edge !== to && length) plane.arrow(toPlane(u - ((u - x) * HEAD) / length, v - ((v - y) * HEAD) / length), edge, style);
    },
    polygon(points, style) {
      styled(style, () => outline(points, true));
    },
    path(points, style) {
      styled(style, () => outline(points, false));
    },
    dot(at, radius, style) {
      styled(style, () => p.circle(...toPixels(at), 2 * radius));
    },
    diamond(at, radius, style) {
      const [x, y] = toPixels(at);
      styled(style, () => p.quad(x - radius, y, x, y - radius, x + radius, y, x, y + radius));
    },
    cross(at, radius, style) {
      const [x, y] = toPixels(at);
      styled(style, () => [radius, -radius].forEach(rise => p.line(x - radius, y + rise, x + radius, y - rise)));
    },
    /** Diagonal lines inside a shape: the glyph of a negative sign. */
    hatch(points, style) {
      styled(style, () => {
        p.clip(() => outline(points, true));
        for (let x = -height; x < width; x += HATCH) p.line(x, height, x + height, 0);
      });
    },
    /** An arrow whose head ends `trim` pixels before its tip; too short for a head, it is a stroke. */
    arrow(from, to, { trim = 0, ...style }) {
      const [[x, y], [u, v]] = [toPixels(from), toPixels(to)], turn = Math.atan2(v - y, u - x);
      const length = Math.hypot(u - x, v - y) - trim, head = Math.min(5 + 3 * style.weight, length / 2);
      if (length < 2) return;
      const along = (forth, aside) => [
        x + forth * Math.cos(turn) - aside * Math.sin(turn), y + forth * Math.sin(turn) + aside * Math.cos(turn),
      ];
      styled(style, () => p.line(x, y, ...along(length - head, 0)));
      const corners = [along(length, 0), along(length - head, head * 0.42), along(length - head, -head * 0.42)];
      styled({ fill: style.stroke, alpha: style.alpha }, () => p.triangle(...corners.flat()));
    },
  };
  return plane;
}
