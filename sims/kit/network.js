// A figure of numbers that stand anywhere: neurons in layers, wires between them, matrices below. Whatever is drawn is
// told by the names of the numbers that it joins.
import { answerTouch, createTexts, make, slide } from "kit/board.js";
import { createHandles } from "kit/handles.js";
import { createSurface } from "kit/surface.js";

/** Where numbers stand: `places` is {part: {at: [left, top], size: [width, height], pitch: [across, down]}}. Returns the
    box of a number by its name, or of all from the first to the last of several. */
function boxes(places) {
  const one = name => {
    const [part, i, j = 0] = name.split("."), { at, size, pitch } = places[part];
    const [left, top] = [at[0] + j * pitch[0], at[1] + i * pitch[1]];
    return { left, top, right: left + size[0], bottom: top + size[1], x: left + size[0] / 2, y: top + size[1] / 2 };
  };
  return (...names) => {
    const all = names.map(one), [left, top] = ["left", "top"].map(side => Math.min(...all.map(box => box[side])));
    const [right, bottom] = ["right", "bottom"].map(side => Math.max(...all.map(box => box[side])));
    return { left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 };
  };
}

function placeParts(stage, { places, font }) {
  stage.style.setProperty("--font", `${font}px`);
  for (const [name, { at, size, pitch }] of Object.entries(places)) {
    const { style } = stage.querySelector(`[data-part="${name}"]`);
    Object.assign(style, { left: `${at[0]}px`, top: `${at[1]}px`, columnGap: `${pitch[0] - size[0]}px`, rowGap: `${pitch[1] - size[1]}px` });
    style.setProperty("--cell-width", `${size[0]}px`);
    style.setProperty("--cell-height", `${size[1]}px`);
  }
}

/** Marks are {path, tone, width, more}: a line through the picture, its dress, how thick it is, further classes. */
function drawMarks(svg, [width, height], marks) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  for (const { path, tone, width: thickness } of marks) {
    make(svg, "path", { class: `mark mark-${tone}`, d: path, ...(thickness ? { "stroke-width": thickness.toFixed(2) } : {}) });
  }
}

/** What is dragged counts in units of its value, upwards. */
function createScale(stage) {
  let unit = 1;
  return {
    fit(measure) {
      const size = [stage.clientWidth, stage.clientHeight], layout = measure(size);
      unit = layout.unit;
      return { ...layout, size, box: boxes(layout.places) };
    },
    toPixels: ([x, y]) => [x * unit, -y * unit],
    toPlane: (left, top) => [left / unit, -top / unit],
  };
}

/** The same hooks as every figure. Of the view it asks `layout(size, scene)` -> {places, unit, font}, and with what that
    gives and `box(name)` for `marks`, `texts` and `handles(scene, net)`, all in pixels of the stage; and `slides(scene)`. */
export function createNetwork(stage, model, view, { scene, lit, move, drop }) {
  stage.classList.add("board", "network");
  stage.classList.toggle("network-tall", Boolean(view.tall));
  const svg = make(stage, "svg", { class: "board-marks", "aria-hidden": "true" }), scale = createScale(stage);
  const texts = createTexts(stage), handles = createHandles(stage, scale, { step: view.step, move, drop });
  const pixels = { toPixels: place => place };

  answerTouch(stage, drop);
  return createSurface(stage, paint);

  function paint(moved) {
    const current = scene(), ghost = current.held && { state: current.held, shown: model.derive(current.held) };
    const drawn = { ...current, ghost, lit }, net = scale.fit(size => view.layout(size, drawn));
    placeParts(stage, net);
    drawMarks(svg, net.size, view.marks(drawn, net));
    texts(pixels, view.texts(drawn, net));
    handles(view.handles(drawn, net).map(each => ({ ...each, at: scale.toPlane(...each.at) })));
    if (moved) for (const way of view.slides(drawn)) slide(stage, way);
  }
}
