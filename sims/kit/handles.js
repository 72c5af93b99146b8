// Things in the plane that can be grabbed: by pointer, or by arrow keys (shift for larger steps).

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const LARGE = 5;

/** Handles over a plane. `move(name, place, dragging)` while one is moved, `drop(name)` when it is let go or on Enter. */
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
    let grip = null;
    element.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      const [x, y] = plane.toPixels(element.place);
      grip = [event.clientX - x, event.clientY - y];
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
      if (event.key === "Enter" || event.key === " ") drop(name);
      else if (KEYS[event.key]) {
        const by = step * (event.shiftKey ? LARGE : 1);
        move(name, element.place.map((value, i) => value + KEYS[event.key][i] * by), false);
      } else return;
      event.preventDefault();
    });
  }

  function place(element, { at, label, text, shape, reach }) {
    const [x, y] = plane.toPixels(at);
    element.place = at;
    element.className = `handle handle-${shape}`;
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.setAttribute("aria-label", label);
    element.setAttribute("aria-valuetext", text);
    element.setAttribute("aria-valuenow", at[0].toFixed(2));
    element.setAttribute("aria-valuemin", -reach);
    element.setAttribute("aria-valuemax", reach);
  }

  return function sync(list) {
    const names = new Set(list.map(each => each.name));
    for (const [name, element] of elements) if (!names.has(name) && elements.delete(name)) element.remove();
    for (const each of list) place(elements.get(each.name) ?? create(each.name), each);
  };
}
