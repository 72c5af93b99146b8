// A plane drawn by p5: coordinates of the plane in, ink out. It holds no text and decides nothing.

const HATCH = 8;

/** A p5 canvas inside `node` that shows at least `reach` units each way from the origin. */
export function createPlane(node, reach, scene) {
  let p = null, colours = {}, width = 0, height = 0, unit = 1;

  const toPixels = ([x, y]) => [width / 2 + x * unit, height / 2 - y * unit];
  const toPlane = (left, top) => [(left - width / 2) / unit, (height / 2 - top) / unit];

  function measure() {
    width = node.clientWidth;
    height = node.clientHeight;
    unit = Math.min(width, height) / (2 * reach);
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

  function outline(points, close) {
    p.beginShape();
    for (const each of points) p.vertex(...toPixels(each));
    p.endShape(close ? p.CLOSE : p.OPEN);
  }

  const plane = {
    toPixels, toPlane, ready,
    get size() { return [width, height]; },
    get unit() { return unit; },
    fits: () => width === node.clientWidth && height === node.clientHeight,
    resize() {
      measure();
      p.resizeCanvas(width, height, true);
    },
    paint(next) {
      colours = next;
      return p ? p.redraw() : null;
    },
    clear(colour) {
      p.background(colours[colour]);
    },
    lines(list, style) {
      styled(style, () => list.forEach(([from, to]) => p.line(...toPixels(from), ...toPixels(to))));
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
