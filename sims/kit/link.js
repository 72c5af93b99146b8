// The state in the link: the preset that was opened, if any, and what differs from it or from the start:
// #v1&preset=rotate, #v1&preset=rotate&x=1,0, #v1&W=0.8,-0.6,0.6,0.8&circle=on.
// A held state travels inside it, with ":" and ";" for "=" and "&".
import { fault, same, snap } from "kit/state.js";

const VERSION = "#v1";

const plain = value => (typeof value === "number" ? value.toFixed(12).replace(/\.?0+$/, "") : value);
const write = value => (typeof value === "boolean" ? (value ? "on" : "off") : [value].flat(3).map(plain).join(","));

function pairs(state, { initial, presets }, opened) {
  const from = presets[opened]?.state ?? initial, named = opened ? [["preset", opened]] : [];
  return [...named, ...Object.keys(initial).filter(key => !same(state[key], from[key])).map(key => [key, write(state[key])])];
}

/** The hash of a state, of the preset it began as, and of the state that is held for comparison. */
export function encode(state, held, model, opened = "") {
  const parts = pairs(state, model, opened).map(pair => pair.join("="));
  if (held) parts.push("held=" + (pairs(held, model).map(pair => pair.join(":")).join(";") || "start"));
  return [VERSION, ...parts].join("&");
}

/** The address says what is shown. A page around the figure keeps its own history. */
export function remember(hash, push) {
  if (hash === location.hash) return;
  try {
    history[push && window.parent === window ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    // Some browsers allow a hundred of these in half a minute; the next change, or Copy link, has it right.
  }
}

/** The address of another figure that opens with these entries of its state. */
export function address(name, entries) {
  return `../${name}/main.html${[VERSION, ...Object.entries(entries).map(([key, value]) => `${key}=${write(value)}`)].join("&")}`;
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
    if (!control || control.kind === "action") throw new Error("it holds something this figure does not have");
    state[key] = read(text, control, model.initial[key]);
  }
  return state;
}

const split = (text, between, inside) =>
  text.split(between).filter(Boolean).map(part => [part.split(inside, 1)[0], part.slice(part.indexOf(inside) + 1)]);

/** {state, held, opened, note} of a hash, `opened` being its preset; anything broken gives the start and a note that says so. */
export function decode(hash, model, controls) {
  const start = { state: structuredClone(model.initial), held: null, opened: "", note: "" };
  if (!hash || hash === "#") return start;
  try {
    const [version, ...rest] = hash.slice(0, 2000).split("&");
    if (version !== VERSION) throw new Error("it was made for another version");
    const entries = split(rest.join("&"), "&", "="), ghost = entries.find(([key]) => key === "held");
    const state = assemble(entries.filter(entry => entry !== ghost), model, controls);
    if (ghost && !ghost[1]) throw new Error("it holds nothing to compare with");
    const held = ghost && assemble(ghost[1] === "start" ? [] : split(ghost[1], ";", ":"), model, controls);
    return { state, held: held ?? null, opened: new Map(entries).get("preset") ?? "", note: "" };
  } catch (error) {
    return { ...start, note: `That link could not be read: ${error.message}. Here is the figure as it starts.` };
  }
}
