// What is shown travels: links that open another figure with the same numbers.
import { address } from "kit/link.js";

/** Returns the function that shows a list of {sim, label, state}. A new tab keeps this figure as it is. */
export function createLinks(parent) {
  const elements = new Map();

  function create(sim) {
    const link = parent.appendChild(document.createElement("a"));
    Object.assign(link, { id: `open-${sim}`, className: "pill", target: "_blank", rel: "noopener" });
    elements.set(sim, link);
    return link;
  }

  return function sync(list) {
    const wanted = new Set(list.map(({ sim }) => sim));
    for (const [sim, link] of elements) if (!wanted.has(sim) && elements.delete(sim)) link.remove();
    for (const { sim, label, state } of list) {
      Object.assign(elements.get(sim) ?? create(sim), { href: address(sim, state), textContent: label });
    }
  };
}
