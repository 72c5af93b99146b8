// The colours of the tokens as the browser resolves them, for the canvas; and who decides between light and dark.

const NAMES = ["paper", "surface", "ink", "muted", "rule", "positive", "negative", "backward", "accent"];

/** {ink: "rgb(…)", …} as they are on this element now. */
export function readColours(element) {
  const probe = element.appendChild(document.createElement("i"));
  const colours = Object.fromEntries(NAMES.map(name => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  return colours;
}

/** Call `changed` whenever the reader's system, or the page around the figure, turns light or dark. */
export function watchScheme(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  return scheme => {
    document.documentElement.style.colorScheme = scheme;
    changed();
  };
}
