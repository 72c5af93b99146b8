// Joins a model and a view: one state, every change of it through `commit`, one picture of it.
import { createChoice, createControls } from "kit/controls.js";
import { createFigure } from "kit/figure.js";
import { connectFrame } from "kit/frame.js";
import { decode, encode } from "kit/link.js";
import { createNumbers } from "kit/matrix.js";
import { exact } from "kit/numbers.js";
import { createPage } from "kit/page.js";
import { watchScheme } from "kit/palette.js";
import { answer, askAgain, keepsBack } from "kit/predict.js";
import { clean, entry, randomState, same, withEntry } from "kit/state.js";
import { createToolbar } from "kit/toolbar.js";
import { createWhy } from "kit/why.js";

/** Starts the figure in the document. */
export function start(model, view) {
  const { controls } = view, { initial, presets } = model, page = createPage(view.title), notes = [];
  const range = name => controls.find(each => each.key === name.split(".")[0]);
  let state, held, shown, home, report = () => {};

  const why = createWhy(page.main, page.why, page.words, {
    explain: name => (keepsBack(state) && view.answers(name) ? null : view.why(name, state, shown)),
    changed: () => figure.ask(),
  });
  const figure = createFigure(page.stage, model, view, {
    scene,
    lit: why.lit,
    move: (handle, place, dragging) => commit(model.move(state, handle, place), { dragging }),
    drop: handle => commit(handle === "guess" ? answer(state) : state),
  });
  const numbers = createNumbers(page.numbers, page.facts, {
    range,
    value: name => entry(state, name),
    change: (name, value) => commit(withEntry(state, name, value)),
    finish(name, value) {
      const { min, max, step } = range(name);
      refresh();
      if (value !== entry(state, name)) say(`This number goes from ${exact(min)} to ${exact(max)} in steps of ${step}.`);
    },
  });
  const named = Object.entries(presets).map(([value, { title }]) => ({ value, label: title }));
  const options = [{ value: "", label: "Your own" }, ...named];
  const showPreset = createChoice(page.preset, { id: "preset", label: "Preset", quiet: true, options }, open);
  const showControls = createControls(page, controls, change => commit({ ...state, ...change }));
  const showHeld = createToolbar(page, {
    say,
    reset() {
      held = null;
      commit(home, { motion: true, push: true });
    },
    hold(on) {
      held = on ? state : null;
      commit(state);
    },
    link: () => location.href.split("#")[0] + encode(state, held, model),
    program: () => model.python(state),
    grown: () => report(),
  });

  function scene() {
    const starts = [initial, ...Object.values(presets).map(each => each.state)];
    return { state, shown, held, back: keepsBack(state), fresh: starts.some(each => same(each, state)) };
  }

  function open(name) {
    home = presets[name]?.state ?? initial;
    commit(home, { motion: true, push: true });
  }

  /** The one door: what is asked for lands on the grid of its controls, is shown, and goes into the link. */
  function commit(asked, { motion = false, push = false, dragging = false } = {}) {
    const before = state;
    show(askAgain(before, clean(asked, controls)));
    if (motion) figure.moveFrom(before);
    if (!dragging) save(push);
    say("");
  }

  function show(next) {
    [state, shown] = [next, model.derive(next)];
    refresh();
  }

  /** The address says what is shown. A page around the figure keeps its own history. */
  function save(push) {
    const hash = encode(state, held, model), alone = window.parent === window;
    page.live.textContent = page.words.textContent;
    if (hash === location.hash) return;
    try {
      history[push && alone ? "pushState" : "replaceState"](null, "", hash);
    } catch {
      // Some browsers allow a hundred of these in half a minute; the next change, or Copy link, has it right.
    }
  }

  /** The preset that this state still is, whatever is shown beside its map. */
  function presetName() {
    const keys = controls.filter(each => !each.aside).map(each => each.key);
    return Object.keys(presets).find(name => keys.every(key => same(presets[name].state[key], state[key]))) ?? "";
  }

  function refresh() {
    const name = presetName();
    showPreset(name);
    showControls(state);
    showHeld(Boolean(held));
    page.question.textContent = presets[name]?.question ?? view.question;
    page.words.textContent = view.describe(state, shown, held && model.derive(held));
    numbers(view.numbers(scene()));
    why.show();
    figure.ask();
  }

  function say(text) {
    if (text) notes.push(text);
    else page.copied.hidden = true;
    page.note.textContent = text;
    page.note.hidden = !text;
    report();
  }

  function restore() {
    const opened = decode(location.hash, model, controls);
    held = opened.held;
    show(opened.state);
    home = presets[presetName()]?.state ?? initial;
    say(opened.note);
  }

  restore();
  window.addEventListener("hashchange", () => {
    if (location.hash !== encode(state, held, model)) restore();
  });
  report = connectFrame(watchScheme(figure.recolour));
  window.sim = {
    model, view, notes,
    get state() { return structuredClone(state); },
    get held() { return structuredClone(held); },
    get shown() { return shown; },
    set(next) {
      show(clean({ ...state, ...structuredClone(next) }, controls));
      save(false);
      say("");
    },
    settled: figure.settled,
    randomState: seed => randomState(seed, initial, controls),
  };
}
