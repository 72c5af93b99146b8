// interact(seed, count): does what readers do, at random, and returns the first bad text it sees, with what led there.

/** Mulberry32. */
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TYPED = ["0", "1", "-1.5", "−2", "1e9", "-1e400", "NaN", "", " ", "0,5", "abc", "1/0", "999999", "--1", "½"];
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", " ", "Escape", "Home", "End", "PageUp"];

// A link to another sim would open a tab each time it is hit.
addEventListener("click", event => event.target.closest?.("a[href]") && event.preventDefault(), true);

function drag(el, random, pick) {
  const { left, top, width, height } = (el.closest("#stage") ?? el).getBoundingClientRect();
  const fire = (kind, target) => target.dispatchEvent(new PointerEvent(kind, {
    bubbles: true, cancelable: true, pointerId: 1, button: 0,
    clientX: left + width * (1.4 * random() - 0.2), clientY: top + height * (1.4 * random() - 0.2),
  }));
  fire("pointerdown", el);
  for (let i = 0; i < 4; i++) fire("pointermove", el);
  fire(pick(["pointerup", "pointerup", "pointercancel"]), el);
}

function type(el, text) {
  el.focus();
  el.value = text;
  el.dispatchEvent(new Event("input", { bubbles: true }));
  el.dispatchEvent(new Event("change", { bubbles: true }));
}

function press(el, key, shiftKey) {
  el.focus();
  el.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
}

function choose(el, index) {
  el.selectedIndex = index;
  el.dispatchEvent(new Event("change", { bubbles: true }));
}

/** All that is written, hidden or not: to know what is hidden the page would have to be laid out each time. */
const written = () => [...document.querySelectorAll("main input:not([type=checkbox], [type=radio])")].map(field => field.value)
  .concat(document.querySelector("main").textContent).join(" ");

window.interact = async (seed, count) => {
  const random = generator(seed), pick = list => list[Math.floor(random() * list.length)], done = [];
  for (let i = 0; i < count; i++) {
    const el = pick([...controls(), document.querySelector("#stage")]), keys = random() < 0.4;
    done.push(`${nameOf(el)} ${keys ? "key" : el.tagName}`);
    if (keys) press(el, pick(KEYS), random() < 0.3);
    else if (el.matches("select")) choose(el, Math.floor(random() * el.options.length));
    else if (el.matches("[role=slider]")) drag(el, random, pick);
    else if (el.matches("input:not([type=checkbox], [type=radio])")) type(el, pick(TYPED));
    else el.click();
    if (i % 20 === 0) await nextFrame();
    const bad = written().match(/NaN|undefined|Infinity|null|\[object/);
    if (bad) return `${bad[0]} on the screen after ${done.slice(-5).join(", ")} (interaction ${i})`;
  }
  document.activeElement?.blur();
  await settled();
  return "";
};
