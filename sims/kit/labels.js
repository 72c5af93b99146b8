// Text in the plane, placed so that no two labels, and no label and handle, ever cover each other.
// The places depend on what is shown and on nothing else: the same state gives the same picture.

const MARGIN = 4, BETWEEN = 4, DISTANCES = [8, 16, 28, 44, 64];
const TURNS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8].map(k => (k * Math.PI) / 8);

const overlap = (a, b) =>
  Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) + BETWEEN) *
  Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) + BETWEEN);

const crowding = (box, taken) => taken.reduce((sum, other) => sum + overlap(box, other), 0);

const inside = ({ x, y, w, h }, [width, height]) => ({
  x: Math.min(Math.max(x, MARGIN), width - w - MARGIN), y: Math.min(Math.max(y, MARGIN), height - h - MARGIN), w, h,
});

/** Boxes near a place, the preferred side first, then further round and further out. */
function* nearby([x, y], { w, h }, prefer) {
  if (!prefer) yield { x: x - w / 2, y: y - h / 2, w, h };
  const start = prefer ? Math.atan2(-prefer[1], prefer[0]) : 0;
  for (const distance of DISTANCES) {
    for (const turn of TURNS) {
      const dx = Math.cos(start + turn), dy = Math.sin(start + turn);
      const out = distance + Math.min(w / 2 / Math.max(Math.abs(dx), 1e-9), h / 2 / Math.max(Math.abs(dy), 1e-9));
      yield { x: x + dx * out - w / 2, y: y + dy * out - h / 2, w, h };
    }
  }
}

function* everywhere({ w, h }, [width, height]) {
  for (let y = MARGIN; y + h < height; y += 10) for (let x = MARGIN; x + w < width; x += 10) yield { x, y, w, h };
}

/** Where a label goes: the first free box that is off the strokes, else the one that is most so, else any free one.
    One that may be left out has a single place, or none. */
function choose(at, box, { prefer, optional }, size, taken, soft) {
  let best = null, least = Infinity;
  for (const candidate of nearby(at, box, prefer)) {
    const placed = inside(candidate, size), free = crowding(placed, taken) === 0;
    if (optional) return free ? placed : null;
    if (!free) continue;
    const cost = prefer ? crowding(placed, soft) : 0;
    if (cost === 0) return placed;
    if (cost < least) [best, least] = [placed, cost];
  }
  if (best) return best;
  const far = ({ x, y }) => Math.hypot(x + box.w / 2 - at[0], y + box.h / 2 - at[1]);
  for (const candidate of everywhere(box, size)) {
    if (crowding(candidate, taken) === 0 && far(candidate) < least) [best, least] = [candidate, far(candidate)];
  }
  return best;
}

function fill(element, { text, column }) {
  element.replaceChildren(text);
  if (!column) return;
  const stack = element.appendChild(document.createElement("span"));
  stack.className = "stack";
  for (const each of column) stack.appendChild(document.createElement("span")).textContent = each;
}

/** Labels over a plane: {name, at, text, column, prefer, optional, tone, of}. Without a preferred side a label lies on
    its place. `hard` boxes are kept clear, `soft` ones where that can be. */
export function createLabels(stage, plane) {
  const layer = stage.appendChild(document.createElement("div")), elements = new Map();
  layer.className = "labels";

  function element(item) {
    const found = elements.get(item.name) ?? layer.appendChild(document.createElement("div"));
    elements.set(item.name, found);
    found.className = `label label-${item.tone ?? "ink"}`;
    found.dataset.label = item.name;
    found.dataset.of = (item.of ?? []).join(" ");
    fill(found, item);
    return found;
  }

  return function sync(list, hard, soft) {
    const names = new Set(list.map(item => item.name)), taken = [...hard];
    for (const [name, old] of elements) if (!names.has(name) && elements.delete(name)) old.remove();
    const drawn = list.map(element);
    const sizes = drawn.map(each => ({ w: Math.ceil(each.offsetWidth), h: Math.ceil(each.offsetHeight) }));
    list.forEach((item, i) => {
      const box = choose(plane.toPixels(item.at), sizes[i], item, plane.size, taken, soft);
      drawn[i].style.visibility = box ? "visible" : "hidden";
      if (!box) return;
      drawn[i].style.transform = `translate(${box.x}px, ${box.y}px)`;
      taken.push(box);
    });
  };
}
