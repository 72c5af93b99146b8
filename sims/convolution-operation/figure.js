// Draws blocks of cells in one SVG, sets the kit's numbers and handles on them, and hears where the reader presses.
import { createTexts, make, slide } from "kit/board.js";
import { createHandles } from "kit/handles.js";
import { createSurface } from "kit/surface.js";
import { layout } from "sim/layout.js";

const HATCH = "M-1 1 L1 -1 M0 6 L6 0 M5 7 L7 5";

/** The picture's own coordinates: x counts pixels to the right, y upwards, from its upper left corner. */
function createPlane() {
  let origin = [0, 0], unit = 1;
  return {
    fit({ at, unit: pixels }, padding) {
      [origin, unit] = [at.map(edge => edge + padding * pixels), pixels];
    },
    toPixels: ([x, y]) => [origin[0] + x * unit, origin[1] - y * unit],
    toPlane: (left, top) => [(left - origin[0]) / unit, (origin[1] - top) / unit],
  };
}

/** A cell {at, unit, kind, ink, sign, size, text, digits, marks}: `ink` shades a pixel, `size` is the square of a number. */
function drawCell(parent, { at: [x, y], unit, kind, ink, sign, size = 0, text, digits, marks = [] }) {
  const cell = make(parent, "rect", { class: `cell-${kind}`, x: x + 0.5, y: y + 0.5, width: unit - 1, height: unit - 1, rx: Math.min(4, unit / 8) });
  if (ink !== undefined) cell.style.setProperty("--ink-part", `${ink > 5 ? 60 + (ink - 5) * 10 : ink * 7}%`);
  const side = (unit - 3) * size, inner = (unit - side) / 2;
  if (size) make(parent, "rect", { class: `square-${sign}`, x: x + inner, y: y + inner, width: side, height: side, rx: 2 });
  for (const mark of marks) make(parent, "rect", { class: `cell-${mark}`, x: x + 2, y: y + 2, width: unit - 4, height: unit - 4, rx: Math.min(4, unit / 8) });
  if (text) make(parent, "text", { class: `digit digit-${ink > 5 ? "light" : kind}`, x: x + unit / 2, y: y + unit / 2, "font-size": digits }).textContent = text;
  return cell;
}

/** Boxes {box: [left, top, width, height], tone}. */
function drawBox(parent, { box: [x, y, width, height], tone }) {
  return make(parent, "rect", { class: `box box-${tone}`, x, y, width, height, rx: 5 });
}

/** Where a press falls: {block, at: [column, row] as broken numbers}. */
function hit(plan, [x, y]) {
  const inside = ({ at, unit, size }) => [x - at[0], y - at[1]].every(each => each >= 0 && each < unit * size);
  const block = ["input", "output"].find(name => inside(plan[name]));
  return block && { block, at: [0, 1].map(i => ([x, y][i] - plan[block].at[i]) / plan[block].unit) };
}

function createPad(stage, name) {
  const pad = stage.appendChild(document.createElement("div"));
  pad.className = `pad pad-${name}`;
  pad.dataset.block = name;
  return pad;
}

/** What a finger or mouse does on the cells: carry the window, choose an answer, put down ink. */
function listen(stage, pads, { plan, plane, view, scene, move, drop }) {
  let carry = null;
  const place = event => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  function follow(event) {
    const at = place(event);
    if (carry.handle === "answer") move("answer", at.map((each, i) => Math.floor((each - plan().output.at[i]) / plan().output.unit)), true);
    else move(carry.handle, plane.toPlane(...at).map((each, i) => each - carry.grip[i]), true);
  }
  for (const pad of pads) {
    pad.addEventListener("pointerdown", event => {
      const found = hit(plan(), place(event));
      if (event.button !== 0 || !found) return;
      carry = view.taken(scene(), found, plane.toPlane(...place(event)));
      pad.setPointerCapture(event.pointerId);
      event.preventDefault();
      follow(event);
    });
    pad.addEventListener("pointermove", event => carry && follow(event));
    for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => {
      if (carry) drop(carry.handle);
      carry = null;
    });
  }
}

/** All cells and boxes anew; returns the cell of the present answer. */
function drawAll(parent, cells, boxes) {
  parent.replaceChildren();
  const drawn = cells.map(cell => drawCell(parent, cell));
  for (const box of boxes) drawBox(parent, box);
  return drawn[cells.findIndex(cell => cell.now)];
}

function setBlock(element, { at: [left, top], unit, size }) {
  const side = `${unit * size}px`;
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: side, height: side });
}

/** Puts the kit's numbers where they belong, in cells of that size. */
function setParts(stage, places) {
  for (const [name, { at: [left, top], unit }] of Object.entries(places)) {
    const part = stage.querySelector(`[data-part="${name}"]`);
    part.style.setProperty("--unit", `${unit}px`);
    Object.assign(part.style, { left: `${left}px`, top: `${top}px` });
  }
}

/** The same hooks as the kit's figures. */
export function createPicture(stage, model, view, { scene, lit, move, drop }) {
  stage.classList.add("board", "picture");
  const svg = make(stage, "svg", { class: "board-marks", "aria-hidden": "true" }), plane = createPlane();
  for (const id of ["hatch", "hatch-negative"]) {
    make(make(svg, "pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }), "path", { d: HATCH, class: id });
  }
  const cells = make(svg, "g", {}), pads = ["input", "output"].map(name => createPad(stage, name));
  const texts = createTexts(stage), handles = createHandles(stage, plane, { step: view.step, move, drop });
  let plan = null;

  listen(stage, pads, { plan: () => plan, plane, view, scene, move, drop });
  return createSurface(stage, paint);

  function paint(moved) {
    const size = { width: stage.clientWidth, height: stage.clientHeight }, now = { ...scene(), lit };
    plan = layout(size, view.sizes(now));
    const drawn = { ...now, plan }, { state, shown } = drawn;
    plane.fit(plan.input, shown.pads[0]);
    stage.classList.toggle("painting", state.ink !== "off");
    stage.classList.toggle("turned", state.flip);
    const target = drawAll(cells, view.cells(drawn), view.boxes(drawn));
    pads.forEach(pad => setBlock(pad, plan[pad.dataset.block]));
    setParts(stage, view.places(drawn));
    texts({ toPixels: at => at }, view.texts(drawn));
    handles(view.handles(drawn));
    if (moved) slide(stage, { from: view.falls(drawn), to: target });
  }
}
