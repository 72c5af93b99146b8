// Text in the plane, placed so that no two labels, and no label and handle, ever cover each other.
// The places depend on what is shown and on nothing else: the same state gives the same picture.

const MARGIN = 4, BETWEEN = 4, DISTANCES = [8, 18, 28, 44, 64];
const TURNS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8].map(k => (k * Math.PI) / 8);

const overlap = (a, b, gap) =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) + gap) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) + gap);

const crowding = (box, others, gap) => others.reduce((sum, other) => sum + overlap(box, other, gap), 0);

const inside = ({ x, y, w, h }, [width, height]) => ({
  x: Math.min(Math.max(x, MARGIN), width - w - MARGIN), y: Math.min(Math.max(y, MARGIN), height - h - MARGIN), w, h,
});

/** Boxes near a place, the preferred side first, then further round and further out. */
function* nearby([x, y], { w, h }, prefer) {
  const start = Math.atan2(-prefer[1], prefer[0]);
  for (const distance of DISTANCES) {
    for (const turn of TURNS) {
      const dx = Math.cos(start + turn), dy = Math.sin(start + turn);
      const out = distance + Math.min(w / 2 / Math.max(Math.abs(dx), 1e-9), h / 2 / Math.max(Math.abs(dy), 1e-9));
      yield { x: x + dx * out - w / 2, y: y + dy * out - h / 2, w, h };
    }
  }
}

function* bothSides(at, box, prefer) {
  yield nearby(at, box, prefer).next().value;
  yield nearby(at, box, prefer.map(part => -part)).next().value;
}

function* everywhere({ w, h }, [width, height]) {
  for (let y = MARGIN; y + h < height; y += 10) for (let x = MARGIN; x + w < width; x += 10) yield { x, y, w, h };
}

/** Where a label goes: the first free box that is off the strokes, else the one that is most so, else any free one.
    One that may be left out has a place on either side, or none. */
function choose({ at, prefer, optional }, box, size, taken, soft) {
  let best = null, least = Infinity;
  for (const candidate of optional ? bothSides(at, box, prefer) : nearby(at, box, prefer)) {
    const placed = inside(candidate, size), free = crowding(placed, taken, BETWEEN) === 0;
    if (optional && free) return placed;
    if (optional) continue;
    const cost = crowding(placed, soft, 0);
    if (free && cost === 0) return placed;
    if (free && cost < least) [best, least] = [placed, cost];
  }
  if (best || optional) return best;
  const far = ({ x, y }) => Math.hypot(x + box.w / 2 - at[0], y + box.h / 2 - at[1]);
  for (const candidate of everywhere(box, size)) {
    if (crowding(candidate, taken, BETWEEN) === 0 && far(candidate) < least) [best, least] = [candidate, far(candidate)];
  }
  return best;
}

/** On its own place if that is free, for a label that has one; else beside another. */
function place({ on, ...item }, box, size, taken, soft) {
  const centred = on && inside({ x: on[0] - box.w / 2, y: on[1] - box.h / 2, ...box }, size);
  if (centred && crowding(centred, taken, BETWEEN) + crowding(centred, soft, 0) === 0) return centred;
  return choose(item, box, size, taken, soft);
}

function fill(element, { text, column }) {
  element.replaceChildren(text);
  if (!column) return;
  const stack = element.appendChild(document.createElement("span"));
  stack.className = "stack";
  for (const each of column) stack.appendChild(document.createElement("span")).textContent = each;
}

/** Labels over a plane: {name, text, column, tone, of}, placed beside `at` on the preferred side (if that lies outside,
    where the way `from` another place leaves the picture), or centred `on` a place that is free. `hard` boxes are kept clear, `soft` ones where that can be. */
export function createLabels(stage, plane) {
  const layer = stage.appendChild(document.createElement("div")), elements = new Map();
  layer.className = "labels";

  function element(item, lit) {
    const found = elements.get(item.name) ?? layer.appendChild(document.createElement("div"));
    elements.set(item.name, found);
    found.className = `label label-${item.tone ?? "ink"}`;
    found.dataset.label = item.name;
    found.classList.toggle("lit", (item.of ?? []).some(lit));
    fill(found, item);
    return found;
  }

  return function sync(list, hard, soft, lit) {
    const names = new Set(list.map(item => item.name)), taken = [...hard];
    for (const [name, old] of elements) if (!names.has(name) && elements.delete(name)) old.remove();
    const drawn = list.map(item => element(item, lit));
    const sizes = drawn.map(each => ({ w: Math.ceil(each.offsetWidth), h: Math.ceil(each.offsetHeight) }));
    list.forEach((item, i) => {
      const at = plane.toPixels(item.from ? plane.within(item.from, item.at) : item.at), on = item.on && plane.toPixels(item.on);
      const box = place({ ...item, at, on }, sizes[i], plane.size, taken, soft);
      drawn[i].style.visibility = box ? "visible" : "hidden";
      if (!box) return;
      drawn[i].style.transform = `translate(${box.x}px, ${box.y}px)`;
      taken.push(box);
    });
  };
}
