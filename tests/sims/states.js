// What tests do with a figure from inside its page: every state it can be shown in, and what it then looks like.

window.nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));

/** Every text that was drawn on a canvas of the document, where nobody can read, select or recolour it. */
window.drawn = [];
for (const name of ["fillText", "strokeText"]) {
  const { prototype } = CanvasRenderingContext2D, draw = prototype[name];
  prototype[name] = function (...given) {
    if (this.canvas.isConnected) drawn.push(given[0]);
    return draw.apply(this, given);
  };
}

/** Waits for what must come, frame by frame, and says whether it came. */
window.until = async test => {
  for (let frame = 0; frame < 300 && !test(); frame++) await nextFrame();
  return test();
};

/** Waits until nothing more will be drawn. */
window.settled = () => Promise.race([
  sim.settled(),
  new Promise((_, reject) => setTimeout(() => reject(new Error("the figure never settles")), 8_000)),
]);

/** Shows a state, all of it, and waits until it is drawn. */
window.show = async state => {
  sim.set({ ...sim.model.initial, ...state });
  await settled();
};

/** [path, value] for every number inside a value. */
const leaves = (value, path) => (Array.isArray(value) ? value.flatMap((part, i) => leaves(part, [...path, i])) : [path]);

function settings({ key, options, min, max }) {
  const values = options?.map(option => option.value) ?? (min === undefined ? [false, true] : [min, max]);
  return leaves(sim.model.initial[key], [key]).flatMap(path => values.map(value => [path, value]));
}

function changed(path, value) {
  const state = structuredClone(sim.model.initial), last = path.at(-1);
  path.slice(0, -1).reduce((part, key) => part[key], state)[last] = value;
  return state;
}

/** [[name, state]]: every preset, and every control at each value or end from the start. */
window.everyState = () => [
  ...Object.entries(sim.model.presets).map(([name, { state }]) => [`preset ${name}`, state]),
  ...sim.view.controls.flatMap(settings).map(([path, value]) => [`${path.join(".")} = ${value}`, changed(path, value)]),
];

/** All that the reader sees: the pixels of every canvas, and every text and value with its place. */
window.picture = () => {
  const texts = [];
  for (const el of document.querySelectorAll("main *")) {
    if (!el.checkVisibility({ visibilityProperty: true }) || el.closest("[role=status], [aria-live], textarea, canvas")) continue;
    const own = [...el.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join("");
    const { x, y } = el.getBoundingClientRect();
    if (own || "value" in el || el.role) texts.push([own, el.value, el.checked, Math.round(x + scrollX), Math.round(y + scrollY)].join("|"));
  }
  return { pixels: [...document.querySelectorAll("canvas")].map(canvas => canvas.toDataURL()), texts: texts.toSorted() };
};

/** Everything that can be operated and is shown. */
window.controls = () => [...document.querySelectorAll("a[href], button, select, input, textarea, summary, [tabindex='0'], [role=slider], [role=button]")]
  .filter(el => el.checkVisibility({ visibilityProperty: true }) && !el.disabled);

window.nameOf = el => el?.id || el?.dataset.number || el?.dataset.handle || el?.getAttribute("aria-label") || el?.outerHTML.slice(0, 60) || "nothing";
