// A walkthrough can be walked: one line is chosen, by a click, by Back and Next, or by the arrow keys; beside it stands what it did.
const KEYS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

/** Says to screen readers what the layout shows: a grid of lines, each described by what it did. */
function name(figure, rows, number) {
  const table = figure.querySelector(".walk");
  table.role = "grid";
  table.querySelector("tbody").role = "rowgroup";
  rows.forEach((row, i) => {
    const [code, did] = row.children;
    [row.role, code.role, did.role] = ["row", "rowheader", "gridcell"];
    did.id = `walk-${number}-${i}`;
    code.setAttribute("aria-describedby", did.id);
  });
}

function walk(figure, number) {
  const rows = [...figure.querySelectorAll(".walk-row")], dots = [...figure.querySelectorAll(".walk-dot")];
  const buttons = [...figure.querySelectorAll("[data-walk]")];
  let now = rows.findIndex(row => "now" in row.dataset);

  function choose(wanted, focus) {
    now = Math.min(Math.max(wanted, 0), rows.length - 1);
    rows.forEach((row, i) => {
      row.toggleAttribute("data-now", i === now);
      row.children[0].tabIndex = i === now ? 0 : -1;
      row.children[0].ariaSelected = i === now;
    });
    dots.forEach((dot, i) => { dot.className = `walk-dot ${i < now ? "past" : i === now ? "now" : ""}`; });
    for (const button of buttons) button.ariaDisabled = now + Number(button.dataset.walk) !== Math.min(Math.max(now + Number(button.dataset.walk), 0), rows.length - 1);
    if (focus) rows[now].children[0].focus({ preventScroll: false });
  }

  name(figure, rows, number);
  choose(now);
  for (const button of buttons) button.addEventListener("click", () => choose(now + Number(button.dataset.walk)));
  rows.forEach((row, i) => {
    const code = row.children[0];
    code.addEventListener("click", () => choose(i));
    code.addEventListener("focus", () => choose(i));
    code.addEventListener("keydown", event => {
      if (!(event.key in KEYS) || event.target !== code || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(now + KEYS[event.key], true);
    });
  });
}

document.querySelectorAll("figure.walkthrough").forEach(walk);
