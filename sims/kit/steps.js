// The step bar under a figure in which time passes: what is past is solid, now is ringed, what comes is an outline.
import { createButton } from "kit/controls.js";

const WAIT = 800, LEAST = 60, FASTER = 0.93, DOTS = 12;

function dot(name) {
  return Object.assign(document.createElement("span"), { className: `dot ${name}` });
}

/** One dot a step: for all of them, or for those round the present one. */
function dotted(position, last) {
  const from = Math.max(0, Math.min(position - DOTS / 2, last - DOTS)), to = Math.min(last, from + DOTS);
  const dots = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return [
    ...(from > 0 ? [dot("few past"), dot("few past")] : []),
    ...dots.map(k => dot(k < position ? "past" : k > position ? "next" : "now")),
    ...(to < last ? [dot("few"), dot("few")] : []),
  ];
}

/** A row of dots, and below it Back, Play and Step. `steps(state, shown)` is {key, position, count, label}: the entry that
    counts the steps, the one that is shown, the last one (null: there is none), and words for it.
    Returns the function that shows a state; a view without `steps` has no bar, and one may keep it `behind` More. */
export function createSteps(page, model, steps, commit, behind) {
  if (!steps) return () => {};
  const row = document.createElement("div"), dots = document.createElement("div");
  if (behind) page.more.append(row);
  else page.numbers.parentElement.before(row);
  row.className = "steps";
  page.main.classList.add("stepwise");
  row.append(Object.assign(dots, { id: "steps", className: "dots", role: "img" }));
  const back = createButton(row, { id: "step-back", label: "Back" }, () => act(() => walk(-1, true)));
  const play = createButton(row, { id: "step-play" }, () => (timer ? stop() : act(() => run(WAIT))));
  const on = createButton(row, { id: "step-on", label: "Step" }, () => act(() => walk(1, true)));
  let state = null, now = { position: 0, count: 0 }, timer = 0, walking = false;

  const ended = () => now.count !== null && now.position >= now.count;

  function act(move) {
    halt();
    move();
  }

  function walk(by, calm) {
    if (by > 0 && ended()) return;
    walking = true;
    commit(by > 0 ? model.step(state) : model.back?.(state) ?? { ...state, [now.key]: now.position - 1 }, { motion: calm, dragging: timer > 0 });
    walking = false;
  }

  /** The first steps can be followed; then they come faster and faster. */
  function run(wait) {
    timer = setTimeout(() => run(Math.max(LEAST, wait * FASTER)), wait);
    walk(1, wait > 400);
    if (ended()) stop();
    show();
  }

  function halt() {
    clearTimeout(timer);
    timer = 0;
  }

  function stop() {
    if (!timer) return;
    halt();
    commit(state);
  }

  function show() {
    play.textContent = timer ? "Pause" : "Play";
    for (const button of [on, play]) button.setAttribute("aria-disabled", ended());
  }

  document.addEventListener("visibilitychange", () => document.hidden && stop());
  new IntersectionObserver(entries => entries.at(-1).isIntersecting || stop()).observe(page.stage);

  return function sync(next, shown) {
    if (!walking) halt();
    [state, now] = [next, steps(next, shown)];
    if (!now.position && document.activeElement === back) on.focus();
    back.style.visibility = now.position ? "visible" : "hidden";
    dots.setAttribute("aria-label", now.label);
    dots.replaceChildren(...dotted(now.position, now.count ?? now.position + DOTS + 1));
    show();
  };
}
