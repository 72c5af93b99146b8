// faults(): what is wrong with this document as a reader sees it now, one sentence for each fault.
const pen = document.createElement("canvas").getContext("2d");
window.faults = () => {
  const found = new Set(), width = document.documentElement.clientWidth;
  // Nothing moves meanwhile: each element is asked once.
  const once = ask => {
    const told = new Map();
    return el => {
      if (!told.has(el)) told.set(el, ask(el));
      return told.get(el);
    };
  };
  const edges = once(el => el.getBoundingClientRect());
  const style = once(el => {
    const { clipPath, overflowX, overflowY, fontSize } = getComputedStyle(el);
    return { clipPath, overflowX, overflowY, size: parseFloat(fontSize) };
  });
  const clips = once(el => (style(el).overflowX !== "visible" || style(el).overflowY !== "visible" ? [el] : []).concat(el.parentElement ? clips(el.parentElement) : []));
  const forEarsOnly = once(el => style(el).clipPath === "inset(50%)" || Boolean(el.parentElement && forEarsOnly(el.parentElement)));
  const seen = once(el => el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !forEarsOnly(el));
  const name = el => {
    const { number, label, handle } = el.dataset, id = el.id || number || label || handle || el.className || "";
    return `<${el.tagName.toLowerCase()} ${id}> "${(el.textContent || el.value || el.ariaLabel || "").trim().slice(0, 40)}"`;
  };
  const zoom = once(el => el.ownerSVGElement?.getScreenCTM().a ?? 1);
  const say = (what, el, more = "") => found.add(`${what}: ${name(el)} ${more}`.trim());

  /** Where the ink is: fonts reserve up to 1.4 em for a line, letters and digits stay within 1.1 em. */
  function inked(el, { left, right, top, bottom, height }) {
    const spare = Math.max(0, height - 1.1 * style(el).size * zoom(el)) / 2;
    return { left, right, top: top + spare, bottom: bottom - spare };
  }

  function textBoxes() {
    const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, el = node.parentElement;
      if (!node.data.trim() || !seen(el) || el.closest("option, script, style, title, desc, textarea")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) boxes.push({ el, node, box: inked(el, box) });
    }
    for (const el of document.querySelectorAll("input:not([type=checkbox], [type=radio], [type=range]), select, textarea")) {
      if (seen(el)) boxes.push({ el, node: el, box: el.getBoundingClientRect() });
    }
    return boxes;
  }

  const across = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];

  function overlaps(boxes) {
    const down = boxes.toSorted((a, b) => a.box.top - b.box.top);
    down.forEach((a, i) => {
      for (let j = i + 1; j < down.length && down[j].box.top < a.box.bottom - 2; j++) {
        const b = down[j], [x, y] = across(a.box, b.box);
        if (x <= 2 || y <= 2 || a.node === b.node || a.el.contains(b.el) || b.el.contains(a.el)) continue;
        say("text overlaps", a.el, `with ${name(b.el)} by ${x.toFixed(1)} x ${y.toFixed(1)} px`);
      }
    });
  }

  /** A knob that can be grabbed hides what lies under it. */
  function covered(boxes) {
    for (const el of document.querySelectorAll("[role=slider]")) {
      if (!seen(el)) continue;
      const { left, top, width: w, height: h } = el.getBoundingClientRect(), x = left + w / 2, y = top + h / 2;
      const knob = { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
      for (const { el: text, box } of boxes) {
        if (!el.contains(text) && Math.min(...across(knob, box)) > 2) say("text under a handle", text, `under ${name(el)}`);
      }
    }
  }

  function clipped({ el, box }) {
    if (box.left < -1 || box.right > width + 1) say("text off the screen", el);
    if (el.matches("input, textarea") && el.scrollWidth > el.clientWidth + 1) say("clipped text", el, "does not fit its field");
    for (const outer of clips(el)) {
      const { overflowX, overflowY } = style(outer), edge = edges(outer);
      const x = Math.max(edge.left - box.left, box.right - edge.right), y = Math.max(edge.top - box.top, box.bottom - edge.bottom);
      if (overflowX !== "visible" && x > 1) say("clipped text", el, `by ${x.toFixed(1)} px at the side of ${name(outer)}`);
      if (/hidden|clip/.test(overflowY) && y > 2) say("clipped text", el, `by ${y.toFixed(1)} px at the top or foot of ${name(outer)}`);
    }
  }

  function clippedChoice(select) {
    const { font, paddingLeft, paddingRight } = getComputedStyle(select);
    pen.font = font;
    const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const needed = pen.measureText(select.selectedOptions[0]?.label ?? "").width;
    if (needed > room + 1) say("clipped text", select, `needs ${needed.toFixed(0)} px, has ${room.toFixed(0)}`);
  }

  function small({ el }) {
    const size = style(el).size * zoom(el);
    if (size < 12) say("text under 12 px", el, `${size.toFixed(1)} px`);
  }

  function badValue({ el, node }) {
    const text = node.data ?? el.selectedOptions?.[0]?.label ?? el.value;
    if (/NaN|undefined|Infinity|\bnull\b|\[object/.test(text)) say("bad value", el);
  }

  function target(el) {
    const box = (el.matches("[type=checkbox], [type=radio]") && el.closest("label") || el).getBoundingClientRect();
    if (box.width < 24 || box.height < 24) say("target under 24 px", el, `${box.width.toFixed(0)} x ${box.height.toFixed(0)}`);
    // A knob near the edge of the picture may reach beyond it with a part of its target, if enough of it is left.
    const left = Math.min(box.right, width) - Math.max(box.left, 0), needed = el.matches("[role=slider]") ? 24 : box.width - 1;
    if (left < needed) say("control off the screen", el, `${left.toFixed(0)} px of ${box.width.toFixed(0)}`);
  }

  const boxes = textBoxes();
  if (document.documentElement.scrollWidth > width) found.add(`sideways scroll: ${document.documentElement.scrollWidth} px in ${width}`);
  if (drawn.length) found.add(`text drawn on a canvas: ${drawn[0]}`);
  overlaps(boxes);
  covered(boxes);
  boxes.forEach(each => [clipped, small, badValue].forEach(check => check(each)));
  [...document.querySelectorAll("select")].filter(seen).forEach(clippedChoice);
  [...document.querySelectorAll("button, select, input, summary, [role=button], [role=slider], [data-number]")].filter(seen).forEach(target);
  return [...found];
};
