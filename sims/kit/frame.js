// Speaking with the page around the figure: ready, the height needed, and the scheme to wear.

const KIND = "layer-by-layer";

/** Scrolls no further than it must to show an element; once more when the page has given the figure more room. */
export function reveal(element) {
  const scroll = () => element.scrollIntoView({ block: "nearest" });
  scroll();
  if (window.parent !== window) window.addEventListener("resize", scroll, { once: true });
}

/** `report` tells the page a new height, if there is one; `setScheme` is called when the page says light or dark. */
export function connectFrame(setScheme) {
  const outer = window.parent !== window ? window.parent : null;
  const needed = () => Math.ceil(document.querySelector("main").getBoundingClientRect().bottom + window.scrollY);
  document.documentElement.classList.toggle("alone", !outer);
  let told = needed();

  window.addEventListener("message", event => {
    const { kind, scheme } = event.data ?? {};
    if (!outer || event.source !== outer || kind !== KIND) return;
    if (scheme === "light" || scheme === "dark") setScheme(scheme);
  });
  outer?.postMessage({ kind: KIND, ready: true }, "*");

  return function report() {
    if (!outer) return; // to measure is to lay out the page, at every step of a drag
    const height = needed();
    if (height === told) return;
    told = height;
    outer?.postMessage({ kind: KIND, height }, "*");
  };
}
