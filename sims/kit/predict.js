// Predict first: the figure keeps its answer until the reader has placed a marker.
// A state that can do this has three entries: predict (the mode), guess (the marker), answered (it was placed).

/** Is the answer being kept back? */
export function keepsBack(state) {
  return state.predict && !state.answered;
}

/** The reader put the marker down. */
export function answer(state) {
  return keepsBack(state) ? { ...state, answered: true } : state;
}

/** A new question whenever anything but the marker has changed. */
export function askAgain(before, after) {
  const others = Object.keys(after).filter(key => key !== "guess" && key !== "answered");
  const changed = others.some(key => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return changed && after.answered ? { ...after, answered: false } : after;
}
