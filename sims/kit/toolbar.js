// What every figure can do besides: start again, hold a ghost, be copied as a link or as a program.
import { createButton, createMore, createToggle } from "kit/controls.js";
import { copy } from "kit/copy.js";
import { createLinks } from "kit/links.js";

const LEGEND = "Cells: blue is above zero, hatched orange below; the fuller, the further from zero.";

/** Builds the buttons of bar and more; returns the function that shows whether a ghost is held, where else the state can
    go, and whether there is nothing to reset. */
export function createToolbar(page, { reset, hold, link, program, say, grown, legend: key = LEGEND }) {
  const copies = { say, note: page.note, box: page.copied };
  const again = createButton(page.bar, { id: "reset", label: "Reset" }, reset);
  const more = createMore(page.bar, page.more, grown);
  const release = createButton(page.bar, { id: "let-go", label: "Let go" }, () => {
    hold(false);
    again.focus();
  });
  const showHeld = createToggle(page.more, { id: "compare", label: "Hold and compare" }, hold);
  createButton(page.more, { id: "copy-link", label: "Copy link" }, () => copy(link(), "Link", copies));
  createButton(page.more, { id: "copy-numpy", label: "Copy as NumPy" }, () => copy(program(), "Program", copies));
  const legend = page.more.appendChild(document.createElement("p"));
  Object.assign(legend, { className: "legend", textContent: key });
  const showLinks = createLinks(page.more);
  return (held, links = [], fresh = false) => {
    if (fresh && document.activeElement === again) more.focus();
    again.hidden = fresh;
    release.hidden = !held;
    showHeld(held);
    showLinks(links);
  };
}
