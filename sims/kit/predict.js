// Predict first: the figure keeps its answer until the reader has placed a marker.
// A state that can do this has three entries: predict (the mode), guess (the marker), answered (it was placed).

/** What to do while it is. */
export const PLACE = "Put the diamond there: drag it, tap, or use arrow keys; then press Check.";

/** Is the answer being kept back? */
export function keepsBack(state) {
  return state.predict && !state.answered;
}

/** What a tap in the empty plane moves, in a figure where it moves nothing else. */
export function tapped({ state }) {
  return state.predict ? "guess" : "";
}

/** The reader put the marker down. */
export function answer(state) {
  return keepsBack(state) ? { ...state, answered: true } : state;
}

/** Once the answer is out, the marker stays where it was put. */
export function frozen(state, handle) {
  return handle === "guess" && Boolean(state.predict && state.answered);
}

/** The same question once more. */
export function guessAgain(state) {
  return state.answered ? { ...state, answered: false } : state;
}

/** A new question whenever anything but the marker has changed. */
export function askAgain(before, after) {
  const others = Object.keys(after).filter(key => key !== "guess" && key !== "answered");
  const changed = others.some(key => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return changed && after.answered ? { ...after, answered: false } : after;
}
