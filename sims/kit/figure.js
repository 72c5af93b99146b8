// The figure in its stage: plane, handles and labels, drawn together once after each change.
import { createHandles } from "kit/handles.js";
import { createLabels } from "kit/labels.js";
import { createPainter } from "kit/painter.js";
import { readColours } from "kit/palette.js";
import { createPlane } from "kit/plane.js";
import { blend } from "kit/state.js";

const MOTION = 350, HANDLE = 20, STRIDE = 14;

const ease = part => part * part * (3 - 2 * part);

/** Small boxes along a stroke, for labels to keep off. */
function along(plane, [from, to]) {
  const [[x, y], [u, v]] = [plane.toPixels(from), plane.toPixels(to)];
  const n = Math.min(60, Math.ceil(Math.hypot(u - x, v - y) / STRIDE) || 1);
  return Array.from({ length: n + 1 }, (_, i) => ({ x: x + ((u - x) * i) / n - 3, y: y + ((v - y) * i) / n - 3, w: 6, h: 6 }));
}

/** `scene()` is what to show; `ask` draws it in the next frame, `moveFrom` lets an older state turn into it. */
export function createFigure(stage, model, view, { scene, lit, move, drop, tap }) {
  let colours = null, motion = null, drawn = null, wanted = "";
  const plane = createPlane(stage, view.reach, () => drawn && view.draw(plane, drawn));
  const labels = createLabels(stage, plane);
  const handles = createHandles(stage, plane, { step: view.step, move, drop });
  const painter = createPainter(stage, paint);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function between(now) {
    const current = scene();
    if (!motion) return current;
    motion.began ??= now;
    const part = (now - motion.began) / MOTION;
    if (part >= 1 || still.matches) motion = null;
    if (!motion) return current;
    const state = blend(motion.from, current.state, ease(part));
    return { ...current, state, shown: model.derive(state) };
  }

  async function paint(now) {
    await plane.ready;
    if (!plane.fits()) plane.resize();
    colours ??= readColours(stage);
    const current = between(now), ghost = current.held && { state: current.held, shown: model.derive(current.held) };
    drawn = { ...current, ghost, lit };
    plane.frame(view.frame?.(drawn) ?? null);
    const list = view.handles(drawn), strokes = view.strokes(drawn), marks = view.marks?.(drawn) ?? [];
    handles(list);
    labels([...notices(list), ...view.labels(drawn), invitation()], [...list, ...marks.map(at => ({ at }))].map(box), strokes.flatMap(stroke => along(plane, stroke)), lit);
    if (wanted) stage.querySelector(`[data-handle="${wanted}"]`)?.focus({ preventScroll: true });
    wanted = "";
    await plane.paint(colours);
    return Boolean(motion);
  }

  /** What is pulled further than it can go says so. */
  function notices(list) {
    const stopped = list.find(({ name }) => name === drawn.stopped);
    return stopped ? [{ name: "stopped", at: stopped.at, text: view.stops?.(stopped.name) ?? "stops here", prefer: [0, -1], tone: "accent" }] : [];
  }

  function invitation() {
    const corner = plane.toPlane(...plane.size);
    return { name: "invitation", at: corner, on: corner, text: "Tap a number to ask why", prefer: [-1, 1], optional: true, tone: "quiet" };
  }

  function box({ at }) {
    const [x, y] = plane.toPixels(at);
    return { x: x - HANDLE / 2, y: y - HANDLE / 2, w: HANDLE, h: HANDLE };
  }

  stage.addEventListener("click", event => {
    const name = view.clicked(scene());
    if (!name || event.target.closest("[data-handle]")) return;
    const box = stage.getBoundingClientRect();
    tap(name, plane.toPlane(event.clientX - box.left, event.clientY - box.top));
  });

  return {
    ask: painter.ask,
    settled: painter.settled,
    /** Gives a handle the focus as soon as it is there. */
    focus(name) {
      wanted = name;
      painter.ask();
    },
    moveFrom(state) {
      motion = { from: state, began: null };
    },
    recolour() {
      colours = null;
      painter.ask();
    },
  };
}
