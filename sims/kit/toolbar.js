// What every figure can do besides: start again, hold a ghost, be copied as a link or as a program.
import { createButton, createMore, createToggle } from "kit/controls.js";
import { copy } from "kit/copy.js";

const LEGEND = "Cells: blue is above zero, hatched orange below; the fuller, the further from zero.";

/** Builds the buttons of bar and more; returns the function that shows whether a ghost is held. */
export function createToolbar(page, { reset, hold, link, program, say, grown }) {
  const copies = { say, box: page.copied };
  createButton(page.bar, { id: "reset", label: "Reset" }, reset);
  createMore(page.bar, page.more, grown);
  const showHeld = createToggle(page.more, { id: "compare", label: "Hold and compare" }, hold);
  createButton(page.more, { id: "copy-link", label: "Copy link" }, () => copy(link(), "Link", copies));
  createButton(page.more, { id: "copy-numpy", label: "Copy as NumPy" }, () => copy(program(), "Program", copies));
  const legend = page.more.appendChild(document.createElement("p"));
  Object.assign(legend, { className: "legend", textContent: LEGEND });
  return showHeld;
}
