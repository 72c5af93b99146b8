// The figure in its stage: SVG marks, texts, numbers and knobs, laid out anew after each change.
import { answerTouch, createTexts, drawInk, make } from "kit/board.js";
import { createHandles } from "kit/handles.js";
import { createSurface } from "kit/surface.js";
import { measure, middle, places, planeOf, reachOf } from "sim/layout.js";
import { marks, texts } from "sim/picture.js";

const MOTION = 350;

function placeParts(stage, measures, shown) {
  const { narrow, ...all } = places(measures, shown);
  stage.classList.toggle("narrow", narrow);
  for (const [name, [left, top, width]] of Object.entries(all)) {
    const { style } = stage.querySelector(`[data-part="${name}"]`);
    Object.assign(style, { left: `${left}px`, top: `${top}px`, columnGap: `${measures.pitch - width}px` });
    style.setProperty("--cell-width", `${width}px`);
  }
}

/** The signal goes from one layer to the next. */
function send(stage, measures, k) {
  const card = stage.appendChild(Object.assign(document.createElement("span"), { className: "signal" }));
  card.setAttribute("aria-hidden", "true");
  const at = layer => `translate(${measures.x(layer)}px, ${measures.base - 12}px)`;
  const motion = card.animate([{ transform: at(k) }, { transform: at(k + 1) }], { duration: MOTION, easing: "ease-in-out" });
  motion.finished.then(() => card.remove(), () => card.remove());
}

/** The hooks of every figure. While a layer is pulled, the scale stands still. */
export function createArchitecture(stage, model, view, { scene, lit, move, drop }) {
  stage.classList.add("board", "architecture");
  const svg = make(stage, "svg", { class: "board-marks", "aria-hidden": "true" }), sync = createTexts(stage);
  const pixels = { toPixels: at => at };
  let measures = null, reach = 0, pulling = false;
  const plane = planeOf(() => measures);
  const handles = createHandles(stage, plane, {
    step: view.step,
    move(name, place, dragging) {
      pulling = dragging;
      move(name, place, dragging);
    },
    drop(name, meant) {
      pulling = false;
      drop(name, meant);
    },
  });

  const surface = createSurface(stage, paint);

  function paint(stepped) {
    const drawn = { ...scene(), lit }, { shown } = drawn;
    if (!pulling) reach = reachOf(shown);
    measures = measure({ width: stage.clientWidth, height: stage.clientHeight }, shown, reach);
    placeParts(stage, measures, shown);
    drawInk(svg, measures, marks(measures, drawn));
    sync(pixels, texts(measures, drawn));
    handles(view.handles(drawn));
    if (stepped && shown.flow[shown.focus + 1]) send(stage, measures, shown.focus);
  }

  answerTouch(stage, drop, number => number.dataset.number.startsWith("bends"));
  stage.addEventListener("click", event => {
    if (event.target.closest("[data-handle], [data-number]")) return;
    const left = event.clientX - stage.getBoundingClientRect().left, { shapes } = scene().shown;
    const near = shapes.findIndex((_, k) => Math.abs(left - middle(measures, k)) <= measures.pitch / 2);
    if (near >= 0) drop(`shapes.${near}`);
  });

  return surface;
}
