// The state in the link: #v1&preset=rotate, or what differs from the start: #v1&W=0.8,-0.6,0.6,0.8&circle=on.
// A held state travels inside it, with ":" and ";" for "=" and "&".
import { fault, same, snap } from "kit/state.js";

const VERSION = "#v1";

const write = value => (typeof value === "boolean" ? (value ? "on" : "off") : [value].flat(3).join(","));

function pairs(state, { initial, presets }) {
  const name = Object.keys(presets).find(key => same(presets[key].state, state));
  if (name) return [["preset", name]];
  return Object.keys(initial).filter(key => !same(state[key], initial[key])).map(key => [key, write(state[key])]);
}

/** The hash of a state, and of the state that is held for comparison. */
export function encode(state, held, model) {
  const parts = pairs(state, model).map(pair => pair.join("="));
  if (held) parts.push("held=" + (pairs(held, model).map(pair => pair.join(":")).join(";") || "start"));
  return [VERSION, ...parts].join("&");
}

function refill(numbers, like) {
  return Array.isArray(like) ? like.map(part => refill(numbers, part)) : numbers.shift();
}

function read(text, control, like) {
  let value = text;
  if (control.kind === "toggle") value = { on: true, off: false }[text];
  if (control.kind === "numbers") value = text.split(",").map(part => (/^-?\d+(\.\d+)?$/.test(part) ? Number(part) : NaN));
  const wrong = fault(value, control, like);
  if (wrong) throw new Error(wrong);
  return control.kind === "numbers" ? refill(value.map(v => snap(v, control)), like) : value;
}

function assemble(entries, model, controls) {
  const found = new Map(entries), state = structuredClone(model.initial);
  if (found.size !== entries.length) throw new Error("something is said twice");
  if (found.has("preset")) {
    const name = found.get("preset");
    if (!Object.hasOwn(model.presets, name)) throw new Error("there is no preset of that name");
    Object.assign(state, structuredClone(model.presets[name].state));
    found.delete("preset");
  }
  for (const [key, text] of found) {
    const control = controls.find(each => each.key === key);
    if (!control) throw new Error("it holds something this figure does not have");
    state[key] = read(text, control, model.initial[key]);
  }
  return state;
}

const split = (text, between, inside) =>
  text.split(between).filter(Boolean).map(part => [part.split(inside, 1)[0], part.slice(part.indexOf(inside) + 1)]);

/** {state, held, note} of a hash; anything broken gives the start and a note that says so. */
export function decode(hash, model, controls) {
  const start = { state: structuredClone(model.initial), held: null, note: "" };
  if (!hash || hash === "#") return start;
  try {
    const [version, ...rest] = hash.slice(0, 2000).split("&");
    if (version !== VERSION) throw new Error("it was made for another version");
    const entries = split(rest.join("&"), "&", "="), ghost = entries.find(([key]) => key === "held");
    const state = assemble(entries.filter(entry => entry !== ghost), model, controls);
    if (ghost && !ghost[1]) throw new Error("it holds nothing to compare with");
    const held = ghost && assemble(ghost[1] === "start" ? [] : split(ghost[1], ";", ":"), model, controls);
    return { state, held: held ?? null, note: "" };
  } catch (error) {
    return { ...start, note: `That link could not be read: ${error.message}. Here is the figure as it starts.` };
  }
}
