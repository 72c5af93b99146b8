// Things in the plane that can be grabbed: by pointer, or by arrow keys (shift for larger steps).

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const LARGE = 5;

/** The way a key points; what slides along one axis only goes forth by two of the keys, and back by the others.
    An edge slides `[x, y]` outwards: right and down push a right or lower edge out, left and up the others. */
function along([x, y], slide) {
  if (Array.isArray(slide)) return slide.map(part => part * (x - y) * (slide[0] - slide[1]));
  return slide ? [slide === "x" ? x + y : 0, slide === "y" ? x + y : 0] : [x, y];
}

function write(element, lines) {
  element.replaceChildren(...lines.map(textContent => Object.assign(document.createElement("span"), { textContent })));
}

/** Handles over a plane: {name, at, label, text, shape, reach}, and for what slides along one axis: slide ("x" or "y"),
    the `value` to tell, its key `step`; `holds` is the place it stands for where that is not the one it is drawn `at`, `caption` its text. `move(name, place, dragging)` while one is moved, `drop(name, meant)` when it is let go, and meant on Enter; Escape undoes. */
export function createHandles(stage, plane, { step, move, drop }) {
  const layer = stage.appendChild(document.createElement("div")), elements = new Map();
  layer.className = "handles";

  function create(name) {
    const element = layer.appendChild(document.createElement("div"));
    element.role = "slider";
    element.tabIndex = 0;
    element.dataset.handle = name;
    listen(element, name);
    elements.set(name, element);
    return element;
  }

  function listen(element, name) {
    let grip = null, before = null;
    element.addEventListener("focus", () => {
      before = element.place;
    });
    element.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      const [x, y] = plane.toPixels(element.place);
      grip = [event.clientX - x, event.clientY - y];
      before = element.place;
      element.setPointerCapture(event.pointerId);
      element.focus();
      event.preventDefault();
    });
    element.addEventListener("pointermove", event => {
      if (grip) move(name, plane.toPlane(event.clientX - grip[0], event.clientY - grip[1]), true);
    });
    const release = event => {
      if (grip && event.type === "pointerup") drop(name);
      grip = null;
    };
    element.addEventListener("pointerup", release);
    element.addEventListener("pointercancel", release);
    element.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") drop(name, true);
      else if (event.key === "Escape" && before) {
        grip = null;
        move(name, before, false);
      }
      else if (KEYS[event.key]) {
        const by = element.stride * (event.shiftKey ? LARGE : 1), way = along(KEYS[event.key], element.slide);
        move(name, element.place.map((value, i) => value + way[i] * by), false);
      } else return;
      event.preventDefault();
    });
  }

  function place(element, { at, holds = at, caption, label, text, shape, reach, slide, value, step: stride = step }) {
    const [x, y] = plane.toPixels(at);
    Object.assign(element, { place: holds, slide, stride });
    if (caption) write(element, caption);
    element.className = `handle handle-${shape}`;
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.setAttribute("aria-label", label);
    element.setAttribute("aria-valuetext", text);
    element.setAttribute("aria-valuenow", (value ?? at[0]).toFixed(2));
    element.setAttribute("aria-valuemin", -reach);
    element.setAttribute("aria-valuemax", reach);
  }

  return function sync(list) {
    const names = new Set(list.map(each => each.name));
    for (const [name, element] of elements) if (!names.has(name) && elements.delete(name)) element.remove();
    for (const each of list) place(elements.get(each.name) ?? create(each.name), each);
  };
}
