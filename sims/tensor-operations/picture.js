// The figure of nested boxes: the kit's cells where the layout wants them, and those of R come from where they were.
import { answerTouch, createTexts, make } from "kit/board.js";
import { createHandles } from "kit/handles.js";
import { createSurface } from "kit/surface.js";
import { CHIPS, PITCH, arrange } from "sim/layout.js";

const MOTION = 350;

const plus = ([x, y], [u, v]) => [x + u, y + v];

/** The middle of a cell, if it is there. */
function middle({ blocks, cell: [w, h] }, name, k) {
  const found = blocks[name]?.cells.get(k);
  return found && plus(plus(found, blocks[name].at), [w / 2, h / 2]);
}

/** A cell's shade is its number's place among all; what has no room is not there. */
function placeCells(stage, layout, { parts, n, total, follow }) {
  stage.style.setProperty("--wide", `${layout.cell[0]}px`);
  stage.style.setProperty("--tall", `${layout.cell[1]}px`);
  for (const { dataset: { part }, children } of stage.querySelectorAll("[data-part]")) {
    const { at, cells } = layout.blocks[part];
    [...children].forEach((cell, k) => {
      const place = cells.get(k), ids = parts[part][k], single = ids.length === 1;
      cell.hidden = !place;
      if (place) cell.style.translate = plus(at, place).map(length => `${length}px`).join(" ");
      cell.classList.toggle("followed", ids.includes(follow));
      cell.classList.toggle("second", single && ids[0] >= n);
      cell.style.setProperty("--tone", single && total > 1 ? ids[0] / (total - 1) : 0);
    });
  }
}

function drawBoxes(svg, { blocks }) {
  for (const { at, boxes } of Object.values(blocks)) for (const { x, y, w, h, level } of boxes) {
    make(svg, "rect", { class: `box box-${Math.min(level, 2)}`, x: at[0] + x, y: at[1] + y, width: w, height: h, rx: level > 1 ? 10 : 7 });
  }
}

/** Places without a result, and how many of them the numbers would fill. */
function drawPlaces(svg, { blocks: { R }, cell: [width, height] }, count) {
  for (const [k, place] of R.cells) {
    const [x, y] = plus(R.at, place);
    make(svg, "rect", { class: k < count ? "place" : "place place-open", x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 5 });
  }
}

/** Small arrows from each number to the next in memory, where that one stands beside or below it. */
function drawThread(svg, layout, sources) {
  const places = new Map(sources.map(([id], k) => [id, middle(layout, "R", k)])), [w, h] = layout.cell;
  for (const [id, from] of places) {
    const to = places.get(id + 1), [dx, dy] = from && to ? [to[0] - from[0], to[1] - from[1]] : [1, 1];
    if (Math.abs(dx) > w + 4 || Math.abs(dy) > h + 4 || (dx && dy)) continue;
    make(svg, "path", { class: "thread", d: "M-2,-3.5L2,0L-2,3.5", transform: `translate(${plus(from, [dx / 2, dy / 2])}) rotate(${dx ? 0 : 90})` });
  }
}

function drawStops(svg, { blocks: { R } }, stops, width) {
  const [{ pad }, { pitch }] = R.axes, x = k => R.at[0] + 2 * pad + k * pitch - 2;
  const within = stops.map(x).filter(each => each < width - 4), y = R.at[1];
  make(svg, "path", { class: "rail", d: `M${R.at[0]},${y}H${Math.max(...within)}` });
  for (const cx of within) make(svg, "circle", { class: "stop", cx, cy: y, r: 3 });
}

/** Titles over the blocks; at the end what is left out. */
function titles({ blocks, starts }, { titles: lines, pull }) {
  const over = name => plus(blocks[name]?.at ?? starts[name], [0, name === "R" && blocks.R?.raised ? -CHIPS - 14 : -14]);
  const texts = Object.entries(lines).map(([name, own]) => ({
    name: `title.${name}`, tone: `${own.length > 1 ? name : "plain"}${blocks[name]?.more ? " cut" : ""}`, at: over(name), align: 0,
    lines: [...own, ...(name === "M" && blocks.M.wrapped && !blocks.M.more ? ["that wraps"] : []), ...(blocks[name]?.more ? [`… ${blocks[name].more} more`] : [])],
  }));
  return pull && blocks.R ? [...texts, { name: "hint", tone: "hint", lines: ["↔ pull"], at: plus(over("R"), [blocks.R.title - 46, 0]), align: 0 }] : texts;
}

const holding = (value, step, way) => ({ way, step, holds: Object.assign([value * step, value * step], { value }) });

function grip({ blocks }, { block, axis, value }) {
  const { at, axes } = blocks[block], { way, pitch, level } = axes[axis], { inset, extent: [w, h] } = level ? axes[axis] : axes.at(-2) ?? axes[axis];
  const along = inset + [h, w][way] * (level > 1 ? 0.8 : 0.5);
  return { ...holding(value, pitch, way), at: plus(at, way ? [along, inset + h] : [inset + w, along]), slide: way ? [0, 1] : [1, 0], shape: way ? "edge-y" : "edge-x" };
}

const chip = ({ blocks: { R } }, { value }) => ({ ...holding(value, PITCH, 0), at: plus(R.at, [PITCH * (value + 0.5), -20]), slide: "x" });

/** The same hooks as the figure of a plane. */
export function createTensors(stage, model, view, { scene, move, drop }) {
  stage.classList.add("tensor");
  const [under, upon] = ["under", "upon"].map(name => make(stage, "svg", { class: `tensor-marks tensor-${name}`, "aria-hidden": "true" }));
  const texts = createTexts(stage), plane = { toPixels: place => place, toPlane: (x, y) => [x, y] };
  let layout = null, held = null, anchor = null, grips = {}, drawn = null;

  const handles = createHandles(stage, plane, {
    step: 1,
    move(name, place, dragging) {
      const taken = anchor?.name === name ? anchor : grips[name];
      if (!taken) return;
      [held, anchor] = dragging ? [held ?? layout, taken] : [null, null];
      move(name, [place.value ?? Math.round(place[taken.way] / taken.step)], dragging);
    },
    drop(name, meant) {
      held = anchor = null;
      drop(name, meant);
    },
  });

  /** Cells of R come from A and B if there is a new question, else from where they were. */
  function animate(before, { parts: { R: sources }, origin, n }, moved) {
    const asked = moved || drawn.origin !== origin, source = id => (id < n ? middle(layout, "A", id) : middle(layout, "B", id - n));
    sources?.forEach(([id], k) => {
      const to = middle(layout, "R", k), from = asked ? source(id) : middle(before, "R", drawn.places.get(id));
      if (!to || !from || `${from}` === `${to}`) return;
      const way = `translate(${from[0] - to[0]}px, ${from[1] - to[1]}px)`;
      stage.querySelector("[data-part=R]").children[k].animate([{ transform: way }, { transform: "none" }], { duration: MOTION, easing: "ease-in-out" });
    });
  }

  function paint(moved, still) {
    const now = scene(), content = view.content(now), before = layout, size = [stage.clientWidth, stage.clientHeight];
    layout = arrange(content, size, held);
    placeCells(stage, layout, content);
    for (const svg of [under, upon]) svg.replaceChildren();
    drawBoxes(under, layout);
    if (content.filled !== null && layout.blocks.R) drawPlaces(under, layout, content.filled);
    if (content.stops) drawStops(upon, layout, content.stops, size[0]);
    if (content.thread) drawThread(upon, layout, content.parts.R);
    texts(plane, titles(layout, content));
    const list = view.handles(now).map(each => ({ ...each, ...(each.block ? grip : chip)(layout, each) }));
    grips = Object.fromEntries(list.map(each => [each.name, each]));
    handles(list);
    if (anchor && !grips[anchor.name]) held = anchor = null;
    if (before && !still && !held) animate(before, content, moved);
    drawn = { origin: content.origin, places: new Map(content.parts.R?.map(([id], k) => [id, k])) };
  }

  stage.addEventListener("pointercancel", () => {
    held = anchor = null;
  });
  answerTouch(stage, drop);

  return createSurface(stage, paint);
}
