// The figure of nested boxes: it puts the kit's cells where the layout says, draws the boxes round them, and lets the
// cells of the result come from where their numbers were.
import { make } from "kit/board.js";
import { createHandles } from "kit/handles.js";
import { createPainter } from "kit/painter.js";
import { PITCH, arrange } from "sim/layout.js";

const MOTION = 350;

const plus = ([x, y], [u, v]) => [x + u, y + v];

/** The middle of a cell, if it is there. */
function middle({ blocks, cell: [w, h] }, name, k) {
  const found = blocks[name]?.cells.get(k);
  return found && plus(plus(found, blocks[name].at), [w / 2, h / 2]);
}

/** Places the cells of every part; those without room are not there. */
function placeCells(stage, layout, { tones, followed }) {
  stage.style.setProperty("--wide", `${layout.cell[0]}px`);
  stage.style.setProperty("--high-cell", `${layout.cell[1]}px`);
  for (const part of stage.querySelectorAll("[data-part]")) {
    const { at, cells } = layout.blocks[part.dataset.part];
    [...part.children].forEach((cell, k) => {
      const place = cells.get(k), name = `${part.dataset.part}.${k}`;
      cell.hidden = !place;
      if (place) cell.style.translate = plus(at, place).map(length => `${length}px`).join(" ");
      cell.classList.toggle("followed", followed.includes(name));
      cell.classList.toggle("second", tones[name]?.second ?? false);
      cell.style.setProperty("--tone", (tones[name]?.tone ?? 0).toFixed(3));
    });
  }
}

function drawBoxes(svg, { blocks }) {
  for (const { at, boxes } of Object.values(blocks)) for (const { x, y, w, h, level } of boxes) {
    make(svg, "rect", { class: `box box-${Math.min(level, 2)}`, x: at[0] + x, y: at[1] + y, width: w, height: h, rx: level > 1 ? 10 : 7 });
  }
}

/** The places that a request asks for where there is no result: how many numbers would fill them. */
function drawPlaces(svg, { blocks: { R }, cell: [width, height] }, count) {
  for (const [k, place] of R.cells) {
    const [x, y] = plus(R.at, place);
    make(svg, "rect", { class: k < count ? "place" : "place place-open", x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 5 });
  }
}

/** Small arrows from each number to the next in memory, where that one stands beside or below it. */
function drawThread(svg, layout, order) {
  const points = order.map(k => middle(layout, "R", k)), [w, h] = layout.cell;
  points.slice(1).forEach((to, i) => {
    if (!to || !points[i]) return;
    const [x, y] = points[i], [dx, dy] = [to[0] - x, to[1] - y];
    if (Math.abs(dx) > w + 4 || Math.abs(dy) > h + 4 || (dx && dy)) return;
    make(svg, "path", { class: "thread", d: "M-2,-3.5L2,0L-2,3.5", transform: `translate(${x + dx / 2},${y + dy / 2}) rotate(${dx ? 0 : 90})` });
  });
}

/** From where the followed element was to everywhere it is. */
function drawWays(svg, layout, { from, to }) {
  const start = from && middle(layout, ...from);
  for (const name of to) {
    const end = middle(layout, ...name);
    if (!start || !end) continue;
    const [x, y] = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
    make(svg, "path", { class: "way", d: layout.beside ? `M${start}C${x},${start[1]} ${x},${end[1]} ${end}` : `M${start}C${start[0]},${y} ${end[0]},${y} ${end}` });
  }
}

/** Where an edge can stop. */
function drawStops(svg, { blocks: { R } }, stops, width) {
  const { pad, pitch } = R.axes.at(-1), x = k => R.at[0] + 2 * pad + k * pitch - 2;
  const within = stops.map(x).filter(each => each < width - 4), y = R.at[1];
  make(svg, "path", { class: "rail", d: `M${R.at[0]},${y}H${Math.max(...within)}` });
  for (const cx of within) make(svg, "circle", { class: "stop", cx, cy: y, r: 3 });
}

/** Texts {name, at, parts: [{text, tone}]}. */
function createTexts(stage) {
  const layer = stage.appendChild(document.createElement("div"));
  layer.className = "labels";
  return function sync(list) {
    layer.replaceChildren(...list.map(({ name, at: [x, y], parts, kind = "title" }) => {
      const element = Object.assign(document.createElement("div"), { className: `tensor-text tensor-${kind}` });
      element.dataset.label = name;
      element.style.translate = kind === "chip" ? `calc(${x}px - 50%) ${y}px` : `${x}px ${y}px`;
      element.append(...parts.map(({ text, tone }) => Object.assign(document.createElement("span"), { textContent: text, className: tone ?? "" })));
      return element;
    }));
  };
}

/** Where a grip is, and what size a place of it means. */
function grip({ blocks }, { block, axis, value }) {
  const { at, axes } = blocks[block], { way, pitch, pad } = axes[axis], box = axes[axis].level ? axes[axis] : axes.at(-2) ?? axes[axis];
  const along = axes[axis].level > 1 ? 0.8 : 0.5, start = at.map(each => each + box.inset), [w, h] = box.extent;
  const place = way ? [start[0] + w * along, start[1] + h] : [start[0] + w, start[1] + h * along];
  return { at: Object.assign(place, { value }), slide: way ? [0, 1] : [1, 0], step: pitch, shape: way ? "edge-y" : "edge-x",
    read: spot => Math.round(value + (spot[way] - place[way]) / pitch), pad };
}

function chip({ blocks: { R } }, { slot }) {
  const x = k => R.at[0] + PITCH * (k + 0.5), place = [x(slot), R.at[1] - 16];
  return { at: Object.assign(place, { value: slot }), slide: "x", step: PITCH, shape: "chip", read: ([left]) => Math.round((left - x(0)) / PITCH) };
}

/** The same hooks as the figure of a plane. */
export function createTensors(stage, model, view, { scene, move, drop }) {
  stage.classList.add("tensor");
  const [under, upon] = ["under", "upon"].map(name => make(stage, "svg", { class: `tensor-marks tensor-${name}`, "aria-hidden": "true" })), texts = createTexts(stage);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let layout = null, held = null, reads = {}, anchored = null, drawn = null, moved = false;

  const handles = createHandles(stage, { toPixels: place => place, toPlane: (x, y) => [x, y] }, {
    step: 1,
    move(name, place, dragging) {
      [held, anchored] = dragging ? [held ?? layout, anchored ?? reads] : [null, null];
      move(name, [place.value ?? (anchored ?? reads)[name](place)], dragging);
    },
    drop(name, meant) {
      held = anchored = null;
      drop(name, meant);
    },
  });

  /** Cells of the result come from their sources if there is a new question, else from where they were. */
  function animate(before, content) {
    const asked = moved || JSON.stringify(drawn?.origin) !== JSON.stringify(content.origin);
    for (const [k, cell] of [...stage.querySelector("[data-part=R]")?.children ?? []].entries()) {
      const to = middle(layout, "R", k), source = content.sources[k];
      const from = asked ? source && middle(layout, ...source) : before && middle(before, "R", drawn.places.get(content.ids[k]));
      if (!to || !from || (from[0] === to[0] && from[1] === to[1])) continue;
      cell.animate([{ transform: `translate(${from[0] - to[0]}px, ${from[1] - to[1]}px)` }, { transform: "none" }], { duration: MOTION, easing: "ease-in-out" });
    }
  }

  const painter = createPainter(stage, () => {
    const now = scene(), content = view.content(now), before = layout, size = [stage.clientWidth, stage.clientHeight];
    layout = arrange(content, size, held);
    placeCells(stage, layout, content);
    for (const svg of [under, upon]) svg.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
    for (const svg of [under, upon]) svg.replaceChildren();
    drawBoxes(under, layout);
    drawWays(under, layout, content.ways);
    if (content.open !== null && layout.blocks.R) drawPlaces(under, layout, content.open);
    if (content.stops) drawStops(upon, layout, content.stops, size[0]);
    if (content.thread) drawThread(upon, layout, content.thread);
    texts(view.texts({ ...now, stopped: now.stopped.split(".")[0] }, layout));
    const list = view.handles(now).map(each => ({ ...each, ...(each.block ? grip(layout, each) : chip(layout, each)) }));
    reads = Object.fromEntries(list.map(each => [each.name, each.read]));
    handles(list);
    if (before && drawn && !still.matches && !held) animate(before, content);
    drawn = { origin: content.origin, places: new Map(content.ids.map((id, k) => [id, k])) };
    moved = false;
  });

  new ResizeObserver(() => painter.ask()).observe(stage);
  const touch = event => {
    const number = event.target.closest("[data-number]");
    if (number && (event.type === "click" || event.key === "Enter" || event.key === " ")) drop(number.dataset.number);
  };
  const release = () => {
    held = anchored = null;
    painter.ask();
  };
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("click", touch);
  stage.addEventListener("keydown", touch);

  return {
    ask: painter.ask,
    settled: () => painter.settled().then(() => Promise.all(stage.getAnimations({ subtree: true }).map(each => each.finished.catch(() => null)))),
    moveFrom() {
      moved = true;
    },
    recolour: painter.ask,
  };
}
