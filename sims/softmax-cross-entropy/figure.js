// The figure in its stage: SVG marks, texts, cells and handles, laid out anew after each change.
import { answerTouch, createTexts, drawInk, make } from "kit/board.js";
import { createHandles } from "kit/handles.js";
import { createSurface } from "kit/surface.js";
import { meant, measure, places, tapped } from "sim/layout.js";
import { marks, texts } from "sim/picture.js";

const HATCH = "M-1 1L1 -1M0 6L6 0M5 7L7 5", PIXELS = { toPixels: at => at };
/** Handles count pixels upwards. */
const PLANE = { toPixels: ([x, y]) => [x, -y], toPlane: (left, top) => [left, -top] };

function placeCells(stage, measures) {
  stage.style.setProperty("--cell-height", `${measures.row}px`);
  for (const [name, { at: [left, top], width, gap }] of Object.entries(places(measures))) {
    const { style } = stage.querySelector(`[data-part="${name}"]`);
    Object.assign(style, { left: `${left}px`, top: `${top}px`, columnGap: `${gap}px` });
    style.setProperty("--cell-width", `${width}px`);
  }
}

/** The pattern of what is below zero, which all bars use. */
function hatched(stage) {
  const defs = make(make(stage, "svg", { class: "unseen", "aria-hidden": "true" }), "pattern", { id: "below", width: 6, height: 6, patternUnits: "userSpaceOnUse" });
  make(defs, "path", { class: "chart-hatch", d: HATCH });
}

/** The hooks of every figure. */
export function createBars(stage, model, view, { scene, lit, move, drop, tap }) {
  stage.classList.add("board", "bars");
  hatched(stage);
  const svg = make(stage, "svg", { class: "board-marks", "aria-hidden": "true" }), sync = createTexts(stage);
  let measures = null, wanted = "";
  const read = (name, place) => meant(measures, name, place), pull = (name, place, dragging) => move(name, read(name, place), dragging);
  const handles = createHandles(stage, PLANE, { step: view.step, move: pull, drop });
  const surface = createSurface(stage, paint);

  function paint() {
    const now = scene(), drawn = { ...now, lit, ghost: now.held && { state: now.held, shown: model.derive(now.held) } };
    measures = measure({ width: stage.clientWidth, height: stage.clientHeight }, now.shown.z.length);
    placeCells(stage, measures);
    drawInk(svg, measures, marks(measures, drawn));
    sync(PIXELS, texts(measures, drawn));
    handles(view.handles(drawn, measures));
    if (wanted) stage.querySelector(`[data-handle="${wanted}"]`)?.focus({ preventScroll: true });
    wanted = "";
  }

  answerTouch(stage, drop);
  stage.addEventListener("click", event => {
    if (event.target.closest("[data-handle], [data-number]")) return;
    const { left, top } = stage.getBoundingClientRect(), at = [event.clientX - left, event.clientY - top], { state, shown } = scene(), k = tapped(measures, shown.z.length, at);
    if (k === null) return;
    if (state.predict) tap("guess", read("guess", [at[0], -at[1]]));
    else drop(`y.${k}`);
  });

  return {
    ...surface,
    focus(name) {
      wanted = name;
      surface.ask();
    },
  };
}
