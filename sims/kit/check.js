// The button that ends a prediction, and begins the next.
import { createButton } from "kit/controls.js";

/** Returns the function that shows a state: the button is there while the reader predicts. */
export function createCheck(bar, pressed) {
  const button = createButton(bar, { id: "check" }, pressed);
  button.classList.add("pill-check");
  return ({ predict, answered }) => {
    button.hidden = !predict;
    button.textContent = answered ? "Again" : "Check";
  };
}
