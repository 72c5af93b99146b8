// Which variants a reader has solved: kept in this browser, and in a file that can be carried to another one.
globalThis.progress = (() => {
  const PLACE = "layer-by-layer.exercises";
  const KIND = "layer-by-layer exercises";
  const MOST = 1e6;
  let solved = {}, kept = true;

  /** Only what looks like progress: {"chapter/exercise": [variant, …]}. */
  function clean(found) {
    const pairs = found && typeof found === "object" ? Object.entries(found) : [];
    const whole = list => Array.isArray(list) && list.every(n => Number.isInteger(n) && n >= 0 && n < 100);
    return Object.fromEntries(pairs.filter(([name, list]) => /^[\w/-]{1,200}$/.test(name) && whole(list)));
  }

  function add(more) {
    for (const [name, list] of Object.entries(clean(more))) solved[name] = [...new Set([...of(name), ...list])];
  }

  /** What the browser holds, which another tab may have added to. A browser that keeps nothing says so by throwing. */
  function read() {
    try {
      add(JSON.parse(localStorage.getItem(PLACE) ?? "{}"));
    } catch (error) {
      if (!(error instanceof SyntaxError)) kept = false;
    }
  }

  function write() {
    try {
      localStorage.setItem(PLACE, JSON.stringify(solved));
    } catch {
      kept = false;
    }
    dispatchEvent(new Event("exercise-progress"));
  }

  const of = name => Object.hasOwn(solved, name) ? solved[name] : [];

  read();
  return {
    of,
    /** False where the browser refuses: then progress lasts as long as the page. */
    kept: () => kept,
    solve(name, variant) { read(); add({ [name]: [variant] }); write(); },
    most: MOST,
    text: () => JSON.stringify({ kind: KIND, solved }, null, 1),
    /** Adds what a file holds; false if it is none of ours. */
    load(text) {
      try {
        const found = text.length > MOST ? null : JSON.parse(text);
        if (found?.kind !== KIND) return false;
        read();
        add(found.solved);
        write();
        return true;
      } catch {
        return false;
      }
    },
  };
})();

// Below the last exercise of a page: how far the reader has come, in words, and the file.
(() => {
  const last = [...document.querySelectorAll(".exercise")].at(-1);
  if (!last) return;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const words = make("p", { role: "status" }), picker = make("input", { type: "file", accept: ".json", hidden: true });
  const button = (textContent, onclick) => make("button", { type: "button", textContent, onclick });

  function count() {
    const cards = [...document.querySelectorAll(".exercise")];
    const done = cards.filter(card => progress.of(card.dataset.exercise).length).length;
    const where = progress.kept() ? "Kept in this browser, and nowhere else." : "This browser keeps nothing: save it before you leave.";
    words.textContent = `You have solved ${done} of the ${cards.length} exercises on this page. ${where}`;
  }

  function save() {
    const link = make("a", { download: "layer-by-layer.json", href: URL.createObjectURL(new Blob([progress.text()], { type: "application/json" })) });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  picker.addEventListener("change", async () => {
    const [file] = picker.files, text = file && file.size <= progress.most ? await file.text() : "";
    picker.value = "";
    if (!progress.load(text)) words.textContent = `${file.name} holds no progress of this book; nothing was changed.`;
  });

  const bar = make("div", { className: "exercise-progress" });
  bar.append(words, button("Save progress as a file", save), button("Load a file", () => picker.click()), picker);
  last.after(bar);
  addEventListener("exercise-progress", count);
  count();
})();
