// A figure of cells: four fields round a cross of narrow arms, or one sheet. Coordinates count cells from the middle of
// the cross, or from the sheet's left upper corner, x to the right, y upwards. The numbers are the kit's cells; what
// joins them is SVG, what names them is text.
import { createHandles } from "kit/handles.js";
import { createSurface } from "kit/surface.js";

const SVG = "http://www.w3.org/2000/svg", ARM = 24, MARGIN = 17, EDGE = 4, LARGEST = 64, SLIDE = 350;

/** The measures of a cross: square cells as large as fit, `reach` of them each way (and `lower` more below). */
function cross(stage, { reach, lower }) {
  const [width, height] = [stage.clientWidth, stage.clientHeight], room = ARM + 2 * MARGIN;
  const unit = Math.floor(Math.min((width - room) / (2 * reach), (height - room) / (2 * reach + lower), LARGEST));
  const origin = [Math.round(width / 2), Math.round((height - room - (2 * reach + lower) * unit) / 2 + MARGIN + reach * unit + ARM / 2)];
  return { width, height, unit, tall: unit, arm: ARM, origin };
}

/** The measures of a sheet of so many columns and rows: its cells may be wider than tall. */
function sheet(stage, { columns, rows }) {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const unit = Math.floor(Math.min((width - 2 * EDGE) / columns, 2 * LARGEST)), tall = Math.floor(Math.min((height - 2 * EDGE) / rows, unit, LARGEST));
  return { width, height, unit, tall, arm: 0, origin: [Math.round((width - columns * unit) / 2), Math.round((height - rows * tall) / 2)] };
}

/** A new SVG element in its parent. */
export const make = (parent, tag, attributes) => {
  const element = parent.appendChild(document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

/** Draws a list of [tag, attributes] anew, in pixels. */
export function drawInk(svg, { width, height }, list) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  for (const [tag, attributes] of list) make(svg, tag, attributes);
}

function createBoardPlane(stage) {
  let board = null;
  const away = value => (Math.sign(value) * board.arm) / 2, home = pixels => Math.sign(pixels) * Math.max(0, Math.abs(pixels) - board.arm / 2);
  return {
    fit(size) {
      board = size.columns ? sheet(stage, size) : cross(stage, size);
      return board;
    },
    toPixels: ([x, y]) => [board.origin[0] + x * board.unit + away(x), board.origin[1] - y * board.tall - away(y)],
    toPlane: (left, top) => [home(left - board.origin[0]) / board.unit, home(board.origin[1] - top) / board.tall],
  };
}

/** Lines {points, tone} and boxes {box: [left, bottom, right, top], tone}. */
function drawMarks(svg, plane, { width, height }, marks) {
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  for (const { points, box, tone } of marks) {
    if (points) make(svg, "polyline", { class: `mark mark-${tone}`, points: points.map(plane.toPixels).join(" ") });
    if (!box) continue;
    const [[x, y], [u, v]] = [plane.toPixels([box[0], box[3]]), plane.toPixels([box[2], box[1]])];
    make(svg, "rect", { class: `mark mark-${tone}`, x, y, width: u - x, height: v - y, rx: 7 });
  }
}

/** Texts {name, at, lines, tone}, each centred on its place, or beginning (align 0) or ending (1) there. */
export function createTexts(stage) {
  const layer = stage.appendChild(document.createElement("div"));
  layer.className = "labels";
  return function sync(plane, list) {
    layer.replaceChildren(...list.map(({ name, at, lines, tone, align = 0.5 }) => {
      const element = Object.assign(document.createElement("div"), { className: `board-text board-text-${tone}` });
      const [x, y] = plane.toPixels(at);
      element.dataset.label = name;
      element.style.translate = `calc(${x}px - ${100 * align}%) calc(${y}px - 50%)`;
      element.append(...lines.map(line => Object.assign(document.createElement("span"), { textContent: line })));
      return element;
    }));
  };
}

/** Puts the cells of each part {name, at: [left, top]} where they belong. */
function placeParts(stage, plane, { unit, tall }, parts) {
  stage.style.setProperty("--unit", `${unit}px`);
  stage.style.setProperty("--tall", `${tall}px`);
  for (const { name, at: [x, y] } of parts) {
    const [middle, centre] = plane.toPixels([x + 0.5, y - 0.5]), [left, top] = [middle - unit / 2, centre - tall / 2];
    Object.assign(stage.querySelector(`[data-part="${name}"]`).style, { left: `${left}px`, top: `${top}px` });
  }
}

/** Lets copies of some numbers slide into the cell, or element, that they become part of. */
export function slide(stage, { from, to }) {
  const target = (to.nodeType ? to : stage.querySelector(`[data-number="${to}"]`))?.getBoundingClientRect();
  for (const name of from) {
    const number = stage.querySelector(`[data-number="${name}"]`), cell = number.parentElement, box = cell.getBoundingClientRect();
    const copy = cell.appendChild(Object.assign(document.createElement("span"), { className: "sliding", textContent: number.value ?? number.textContent }));
    copy.setAttribute("aria-hidden", "true");
    const way = `translate(${target.x - box.x}px, ${target.y - box.y}px)`;
    const motion = copy.animate([{ transform: "none" }, { transform: way, opacity: 0.2 }], { duration: SLIDE, easing: "ease-in-out" });
    motion.finished.then(() => copy.remove(), () => copy.remove());
  }
}

/** A number that is touched, by pointer or key, may be meant as the present one. What `explains` itself is asked by the
    first tap, and meant by the next. */
export function answerTouch(stage, drop, explains = () => false) {
  let asked = null;
  const touch = event => {
    const number = event.target.closest("[data-number]");
    if (!number || (event.type === "click" ? explains(number) && asked === number : event.key !== "Enter" && event.key !== " ")) return;
    drop(number.dataset.number);
  };
  stage.addEventListener("pointerdown", ({ target }) => {
    const number = target.closest("[data-number]");
    asked = number === document.activeElement ? null : number;
  });
  stage.addEventListener("click", touch);
  stage.addEventListener("keydown", touch);
}

/** The same hooks as the figure of a plane: `ask` draws in the next frame, `moveFrom` shows how the present became. */
export function createBoard(stage, model, view, { scene, lit, move, drop }) {
  stage.classList.add("board");
  stage.classList.toggle("sheet", Boolean(view.sheet));
  const svg = make(stage, "svg", { class: "board-marks", "aria-hidden": "true" }), plane = createBoardPlane(stage);
  const texts = createTexts(stage), handles = createHandles(stage, plane, { step: view.step, move, drop });

  answerTouch(stage, drop);
  return createSurface(stage, paint);

  function paint(moved) {
    const drawn = { ...scene(), lit }, size = plane.fit(view.board(drawn));
    placeParts(stage, plane, size, view.numbers(drawn).rows.flat().filter(part => part.board));
    drawMarks(svg, plane, size, view.marks(drawn));
    texts(plane, view.texts(drawn));
    handles(view.handles(drawn));
    const way = moved && view.slides(drawn);
    if (way) slide(stage, way);
  }
}
