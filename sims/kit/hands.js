// What the reader's hands do in the figure: move things, let them go, tap the empty plane.
import { answer, frozen, guessAgain } from "kit/predict.js";
import { beyond } from "kit/state.js";

/** `get()` is the state now, `commit(state, {dragging})` shows another. */
export function createHands(model, controls, get, commit) {
  let stop = { handle: "", state: null };

  function move(handle, place, dragging) {
    if (frozen(get(), handle)) return;
    const asked = model.move(get(), handle, place);
    commit(asked, { dragging });
    stop = { handle: beyond(asked, controls) ? handle : "", state: get() };
  }

  /** Let go; or, by a key or button, meant as it stands. */
  function drop(handle, meant = false) {
    if (handle === "guess") commit(meant ? answer(get()) : get());
    else commit(model.drop?.(get(), handle) ?? get());
  }

  return {
    move, drop,
    tap(handle, place) {
      if (handle === "guess") commit(guessAgain(get()), { dragging: true });
      move(handle, place, true);
      drop(handle);
    },
    /** The handle that was just pulled further than it can go. */
    stopped: () => (stop.state === get() ? stop.handle : ""),
  };
}
