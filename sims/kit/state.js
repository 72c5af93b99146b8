// What may be in a state: every value lies on the grid of its control, whoever asks for it.
import { exact } from "kit/numbers.js";
import { uniform } from "kit/random.js";

/** The nearest value that a control allows. */
export function snap(value, { min, max, step }) {
  const near = Math.min(max, Math.max(min, Math.round(value / step) * step));
  return Number(near.toFixed(12)) + 0;
}

const deep = (value, change) => (Array.isArray(value) ? value.map(part => deep(part, change)) : change(value));

/** The state with every number on its control's grid. */
export function clean(state, controls) {
  const next = { ...state };
  for (const control of controls) {
    if (control.kind === "numbers") next[control.key] = deep(state[control.key], value => snap(value, control));
  }
  return next;
}

/** Does a number of the state lie outside its control's range? */
export function beyond(state, controls) {
  return controls.some(({ kind, key, min, max, step }) =>
    kind === "numbers" && [state[key]].flat(3).some(value => value < min - step / 2 || value > max + step / 2));
}

/** Why a value cannot be what its control holds, or nothing. */
export function fault(value, control, like) {
  const { kind, key, min, max, options } = control;
  if (kind === "toggle") return typeof value === "boolean" ? "" : `${key} is on or off`;
  if (kind === "choice") return options.some(option => option.value === value) ? "" : `${key} has no choice of that name`;
  const given = [value].flat(3), wanted = [like].flat(3);
  if (given.length !== wanted.length) return `${key} needs ${wanted.length} numbers`;
  return given.every(v => Number.isFinite(v) && v >= min && v <= max) ? "" : `${key} needs numbers from ${exact(min)} to ${exact(max)}`;
}

/** The entry that a name like "W.0.1" means. */
export function entry(state, name) {
  return name.split(".").reduce((part, key) => part[key], state);
}

/** The state with that entry changed. */
export function withEntry(state, name, value) {
  const [key, ...rest] = name.split("."), next = Array.isArray(state) ? [...state] : { ...state };
  next[key] = rest.length ? withEntry(state[key], rest.join("."), value) : value;
  return next;
}

/** Are two states the same? */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The preset that a state still is, whatever is shown beside it. */
export function presetName(state, presets, controls) {
  const keys = controls.filter(each => !each.aside).map(each => each.key);
  return Object.keys(presets).find(name => keys.every(key => same(presets[name].state[key], state[key]))) ?? "";
}

/** A state between two: numbers part of the way, everything else already there. */
export function blend(from, to, part) {
  if (typeof to === "number") return from + (to - from) * part;
  if (Array.isArray(to)) return to.map((value, i) => blend(from[i], value, part));
  if (to && typeof to === "object") return Object.fromEntries(Object.keys(to).map(k => [k, blend(from[k], to[k], part)]));
  return to;
}

/** A state that depends on the seed only, every control anywhere in its range. */
export function randomState(seed, initial, controls) {
  const numbers = uniform(seed, 200);
  let used = 0;
  const next = () => numbers[used++];
  const state = { ...initial };
  for (const { kind, key, min, max, options, step } of controls) {
    if (kind === "numbers") state[key] = deep(initial[key], () => snap(min + next() * (max - min), { min, max, step }));
    if (kind === "choice") state[key] = options[Math.floor(next() * options.length)].value;
    if (kind === "toggle") state[key] = next() < 0.5;
  }
  return state;
}
