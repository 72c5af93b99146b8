// The skeleton of every figure's page: question, figure, numbers, words, controls.

const make = (tag, parent, properties) => Object.assign(parent.appendChild(document.createElement(tag)), properties);

/** Builds the page and returns its places by name. */
export function createPage(title) {
  const main = make("main", document.body, { className: "sim" });
  const top = make("header", main, { className: "top" });
  make("h1", top, { textContent: title });
  const places = { main, top, preset: make("div", top, { className: "preset" }) };
  places.question = make("p", top, { id: "question", className: "question" });
  places.stage = make("div", main, { id: "stage", className: "stage", role: "group" });
  places.stage.setAttribute("aria-label", `${title}: the figure`);
  const panel = make("div", main, { className: "panel" });
  const readings = make("div", panel, { className: "readings" });
  places.numbers = make("div", readings, { id: "numbers", className: "numbers" });
  places.facts = make("div", readings, { id: "facts", className: "facts" });
  const readout = make("div", panel, { className: "readout" });
  places.words = make("p", readout, { id: "words" });
  places.why = make("p", readout, { id: "why", className: "why", hidden: true });
  places.bar = make("div", panel, { id: "bar", className: "bar" });
  places.more = make("div", panel, { id: "behind-more", className: "more", hidden: true });
  places.note = make("p", panel, { id: "note", className: "note", role: "status", hidden: true });
  places.copied = make("textarea", panel, { id: "copied", className: "copied", readOnly: true, hidden: true });
  places.copied.setAttribute("aria-label", "Text to copy");
  places.live = make("p", panel, { id: "live", className: "unseen" });
  places.live.setAttribute("aria-live", "polite");
  return places;
}
