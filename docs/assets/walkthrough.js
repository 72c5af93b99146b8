// A walkthrough can be walked: one line is chosen, by a click, by Back and Next, or by the arrow keys; beside it stands what it did.
(() => {
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

  /** Copies the listing; where the clipboard is closed it is selected instead. */
  async function copy(figure, button) {
    const lines = [...figure.querySelectorAll(".walk-line")].map(line => line.textContent);
    try {
      await navigator.clipboard.writeText(`${lines.join("\n")}\n`);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(figure.querySelector(".walk"));
      button.textContent = "Selected";
    }
  }

  function walk(figure, number) {
    const rows = [...figure.querySelectorAll(".walk-row")], dots = [...figure.querySelectorAll(".walk-dot")];
    const [back, next] = figure.querySelectorAll(".walk-bar button"), copying = figure.querySelector(".walk-copy");
    let now = rows.findIndex(row => "now" in row.dataset);

    function choose(wanted) {
      now = Math.min(Math.max(wanted, 0), rows.length - 1);
      rows.forEach((row, i) => {
        row.toggleAttribute("data-now", i === now);
        row.children[0].tabIndex = i === now ? 0 : -1;
        row.children[0].ariaSelected = i === now;
      });
      dots.forEach((dot, i) => { dot.className = `walk-dot ${i < now ? "past" : i === now ? "now" : ""}`; });
      back.ariaDisabled = now === 0;
      next.ariaDisabled = now === rows.length - 1;
    }

    function press(event) {
      if (!(event.key in KEYS) || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(now + KEYS[event.key]);
      rows[now].children[0].focus();
    }

    name(figure, rows, number);
    choose(now);
    back.addEventListener("click", () => choose(now - 1));
    next.addEventListener("click", () => choose(now + 1));
    copying.addEventListener("click", () => copy(figure, copying));
    copying.addEventListener("blur", () => { copying.textContent = "Copy"; });
    rows.forEach((row, i) => {
      for (const event of ["click", "focus"]) row.children[0].addEventListener(event, () => choose(i));
      row.children[0].addEventListener("keydown", press);
    });
  }

  document.querySelectorAll("figure.walkthrough").forEach(walk);
})();
