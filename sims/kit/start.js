// Joins a model and a view: one state, every change of it through `commit`, one picture of it.
import { createButton, createChoice, createControls, createMore, createToggle } from "kit/controls.js";
import { copy } from "kit/copy.js";
import { createFigure } from "kit/figure.js";
import { connectFrame } from "kit/frame.js";
import { decode, encode } from "kit/link.js";
import { createNumbers } from "kit/matrix.js";
import { createPage } from "kit/page.js";
import { watchScheme } from "kit/palette.js";
import { answer, askAgain, keepsBack } from "kit/predict.js";
import { clean, randomState, same } from "kit/state.js";
import { createWhy } from "kit/why.js";

/** Starts the figure in the document. */
export function start(model, view) {
  const { controls } = view, page = createPage(view.title), notes = [];
  let state, held, shown, home, report = () => {};

  const opened = decode(location.hash, model, controls);
  const scene = () => ({ state, shown, held, back: keepsBack(state), fresh: same(state, home) });

  const why = createWhy(page.main, page.why, page.words, {
    explain: name => (keepsBack(state) && view.answers(name) ? null : view.why(name, state, shown)),
    changed: () => figure.ask(),
  });
  const figure = createFigure(page.stage, model, view, { scene, lit: why.lit, move, drop });
  const numbers = createNumbers(page.numbers, page.facts, {
    range: name => control(name),
    value: name => at(state, name),
    change: (name, value) => commit(put(state, name, value)),
    finish(name, value) {
      refresh();
      const { min, max, step } = control(name);
      if (value !== at(state, name)) say(`This number goes from ${min} to ${max} in steps of ${step}.`.replace("-", "\u2212"));
    },
  });
  const showControls = createControls(page, controls, change => commit({ ...state, ...change }));
  const showPreset = createChoice(page.preset, { id: "preset", label: "Map", quiet: true, options: presetOptions() }, open);
  createButton(page.bar, { id: "reset", label: "Reset" }, () => commit(structuredClone(home), { motion: true, push: true }));
  createMore(page.bar, page.more, () => report());
  const showHeld = createToggle(page.more, { id: "compare", label: "Compare with now" }, on => {
    held = on ? structuredClone(state) : null;
    commit(state);
  });
  const link = () => location.href.split("#")[0] + encode(state, held, model);
  const copies = { say, box: page.copied };
  createButton(page.more, { id: "copy-link", label: "Copy link" }, () => copy(link(), "Link", copies));
  createButton(page.more, { id: "copy-numpy", label: "Copy as NumPy" }, () => copy(model.python(state), "Program", copies));

  page.more.appendChild(document.createElement("p")).className = "legend";
  page.more.lastChild.textContent = "Cells: blue is above zero, hatched orange below; the fuller, the further from zero.";

  function presetOptions() {
    const named = Object.entries(model.presets).map(([value, { title }]) => ({ value, label: title }));
    return [{ value: "", label: "Your own" }, ...named];
  }

  function control(name) {
    return controls.find(each => each.key === name.split(".")[0]);
  }

  function at(value, name) {
    return name.split(".").reduce((part, key) => part[key], value);
  }

  function put(value, name, number) {
    const next = structuredClone(value), keys = name.split("."), last = keys.pop();
    at(next, keys.join("."))[last] = number;
    return next;
  }

  function move(handle, place, dragging) {
    commit(model.move(state, handle, place), { dragging });
  }

  function drop(handle) {
    commit(handle === "guess" ? answer(state) : state);
  }

  function open(name) {
    home = structuredClone(name ? model.presets[name].state : model.initial);
    commit(home, { motion: true, push: true });
  }

  /** The one door: `asked` lands on the controls' grid, is shown, and goes into the link. */
  function commit(asked, { motion = false, push = false, dragging = false } = {}) {
    const before = state;
    state = askAgain(before, clean(asked, controls));
    shown = model.derive(state);
    if (motion) figure.moveFrom(before);
    say("");
    refresh();
    if (!dragging) save(push);
    report();
  }

  function save(push) {
    const hash = encode(state, held, model), alone = window.parent === window;
    page.live.textContent = view.describe(state, shown, held && model.derive(held));
    if (hash === location.hash) return;
    try {
      history[push && alone ? "pushState" : "replaceState"](null, "", hash);
    } catch {
      // Some browsers allow a hundred of these in half a minute; the next change, or Copy link, has it right.
    }
  }

  /** The preset that this state still is, whatever is shown beside the map. */
  function presetName() {
    const keys = controls.filter(each => !each.aside).map(each => each.key);
    return Object.keys(model.presets).find(name => keys.every(key => same(model.presets[name].state[key], state[key]))) ?? "";
  }

  function refresh() {
    const name = presetName();
    showPreset(name);
    showControls(state);
    showHeld(Boolean(held));
    page.question.textContent = name ? model.presets[name].question : view.question;
    page.words.textContent = view.describe(state, shown, held && model.derive(held));
    numbers(view.numbers(scene()));
    why.show();
    figure.ask();
  }

  function say(text) {
    if (text) notes.push(text);
    page.note.textContent = text;
    page.note.hidden = !text;
    if (!text) page.copied.hidden = true;
    report();
  }

  function restore({ state: next, held: ghost, note }) {
    state = clean(next, controls);
    held = ghost && clean(ghost, controls);
    home = structuredClone(model.presets[presetName()]?.state ?? model.initial);
    shown = model.derive(state);
    refresh();
    say(note);
  }

  restore(opened);
  window.addEventListener("hashchange", () => {
    if (location.hash !== encode(state, held, model)) restore(decode(location.hash, model, controls));
  });
  report = connectFrame(watchScheme(figure.recolour));
  window.sim = {
    model, view, notes,
    get state() { return structuredClone(state); },
    get held() { return structuredClone(held); },
    get shown() { return shown; },
    set: next => commit({ ...state, ...structuredClone(next) }),
    settled: figure.settled,
    randomState: seed => randomState(seed, model.initial, controls),
  };
}
