// Joins a model and a view: one state, every change of it through `commit`, one picture of it.
import { createCheck } from "kit/check.js";
import { createChoice, createControls } from "kit/controls.js";
import { createFigure } from "kit/figure.js";
import { connectFrame, reveal } from "kit/frame.js";
import { decode, encode, remember } from "kit/link.js";
import { createHands } from "kit/hands.js";
import { createNumbers } from "kit/matrix.js";
import { exact } from "kit/numbers.js";
import { createPage } from "kit/page.js";
import { watchScheme } from "kit/palette.js";
import { answer, askAgain, guessAgain, keepsBack } from "kit/predict.js";
import { clean, entry, presetName, randomState, same, withEntry } from "kit/state.js";
import { createSteps } from "kit/steps.js";
import { createToolbar } from "kit/toolbar.js";
import { createWhy } from "kit/why.js";

/** Starts the figure in the document. */
export function start(model, view) {
  const { controls } = view, { initial, presets } = model, page = createPage(view.title), notes = [];
  const range = name => controls.find(each => each.key === name.split(".")[0]);
  const edited = name => model.edited?.(state, name) ?? state;
  const home = () => presets[opened]?.state ?? initial;
  let state, held, shown, opened = "", report = () => {};

  const why = createWhy(page.main, page.why, page.words, {
    explain: name => (keepsBack(state) && view.answers(name) ? null : view.why(name, state, shown)),
    changed() {
      queueMicrotask(() => numbers(view.numbers(scene())));
      figure.ask();
    },
  });
  const hands = createHands(model, controls, () => state, (...change) => commit(...change));
  const figure = (view.figure ?? createFigure)(page.stage, model, view, {
    scene,
    lit: why.lit,
    ...hands,
  });
  const numbers = createNumbers(page.numbers, page.facts, {
    range,
    value: name => entry(edited(name), name),
    change: (name, value) => commit(withEntry(edited(name), name, value)),
    refuse,
    finish(name, value) {
      refresh();
      if (value !== entry(edited(name), name)) refuse(name);
    },
  }, page.stage);
  const named = some => presetName(some, presets, controls), first = named(initial), titles = Object.entries(presets).map(([value, { title }]) => ({ value, label: title }));
  const options = [{ value: "", label: "Your own" }, ...titles];
  const showPreset = createChoice(page.preset, { id: "preset", label: "Preset", quiet: true, options }, open);
  const showControls = createControls(page, controls, change => {
    commit({ ...state, ...change });
    if (change.predict) figure.focus?.("guess");
  }, tell);
  const showCheck = createCheck(page.bar, () => commit(state.answered ? guessAgain(state) : answer(state)));
  const showSteps = createSteps(page, model, view.steps, commit, view.stepsBehindMore);
  const showToolbar = createToolbar(page, {
    say,
    reset() {
      held = null;
      commit(home(), { motion: !model.step, push: true });
    },
    hold(on) {
      held = on ? state : null;
      commit(state);
    },
    link: () => location.href.split("#")[0] + address(),
    program: () => model.python(state),
    grown: () => report(),
    legend: view.legend,
  });

  function scene() {
    const starts = [initial, ...Object.values(presets).map(each => each.state)];
    return { state, shown, held, stopped: hands.stopped(), back: keepsBack(state), focus: why.focused(), fresh: starts.some(each => same(each, state)) };
  }

  /** Who predicts first goes on with the next preset. */
  function open(name) {
    opened = name;
    commit({ ...home(), ...(state.predict ? { predict: true } : {}) }, { motion: !model.step, push: true });
  }

  function address() {
    return encode(state, held, model, opened);
  }

  function refuse(name) {
    const { min, max, step, stride } = range(name);
    tell(`This number goes from ${exact(min)} to ${exact(max)}${stride ? "" : ` in steps of ${step}`}.`);
  }

  function tell(text) {
    say(text);
    reveal(page.note);
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

  function save(push) {
    page.live.textContent = page.words.textContent;
    remember(address(), push);
  }

  function refresh() {
    const name = named(state);
    showPreset(name === (opened || first) ? name : "");
    showControls(state);
    showToolbar(Boolean(held), view.links?.(state), view.steps && !held && same(state, home()));
    showCheck(state);
    showSteps(state, shown);
    const asking = view.stays?.(state, home()) === false ? view : presets[opened] ?? view;
    page.question.textContent = (state.predict && view.asks?.(state)) || asking.question;
    page.words.textContent = view.describe(state, shown, held && model.derive(held), home());
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
    const found = decode(location.hash, model, controls);
    [state, held, opened] = [found.state, found.held, found.opened];
    show(state);
    say(found.note);
  }

  restore();
  window.addEventListener("hashchange", () => {
    if (!page.note.hidden || location.hash !== address()) restore();
  });
  report = connectFrame(watchScheme(figure.recolour));
  window.sim = {
    model, view, notes,
    get state() { return structuredClone(state); },
    get held() { return structuredClone(held); },
    get shown() { return shown; },
    set(next) {
      state = clean({ ...state, ...structuredClone(next) }, controls);
      opened = named(state) || opened;
      show(state);
      save(false);
      say("");
    },
    settled: figure.settled,
    randomState: seed => randomState(seed, initial, controls),
  };
}
