// What a page does for the sims in it: their colour scheme follows the page, and a frame grows when its reader asked for more.
const KIND = "layer-by-layer";
const frames = () => [...document.querySelectorAll(".sim iframe")];
const scheme = () => getComputedStyle(document.body).colorScheme === "dark" ? "dark" : "light";
const tell = frame => frame.contentWindow.postMessage({ kind: KIND, scheme: scheme() }, "*");

addEventListener("message", event => {
  const frame = frames().find(f => f.contentWindow === event.source);
  if (!frame || event.data?.kind !== KIND) return;
  if (event.data.ready) tell(frame);
  if (Number.isFinite(event.data.height)) frame.style.height = `${Math.min(Math.max(event.data.height, 200), 4000)}px`;
});

new MutationObserver(() => frames().forEach(tell)).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });

// Every block of Python can be copied; where the clipboard is closed (a file, an old browser) it is selected instead.
const copy = async (code, button) => {
  getSelection().selectAllChildren(code);
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Selected";
  }
};
document.querySelectorAll(".language-python pre").forEach(pre => {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
  button.addEventListener("click", () => copy(pre.querySelector("code"), button));
  button.addEventListener("blur", () => { button.textContent = "Copy"; });
  pre.append(button);
});

// In the search, Enter leads to the first result; a second Enter opens it. (Otherwise it leaves the page unasked.)
document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !event.target.matches?.(".md-search__input")) return;
  event.preventDefault();
  event.stopPropagation();
  document.querySelector(".md-search-result__link")?.focus();
}, true);

// In the gallery a concept can be chosen. Without this script the choice stays hidden, and every figure is shown.
document.querySelectorAll(".gallery__choice").forEach(form => {
  const cards = [...document.querySelectorAll(".gallery__card")], [select, output] = form.elements;
  const show = () => {
    for (const card of cards) card.hidden = Boolean(select.value) && !card.dataset.concepts.split("|").includes(select.value);
    output.value = `${cards.filter(card => !card.hidden).length} of ${cards.length} figures`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  show();
});
