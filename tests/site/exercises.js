// Gives answers to the exercises of a page as a reader would, and reports what is said.
globalThis.reader = (() => {
  const all = (root, what) => [...root.querySelectorAll(what)];
  const card = name => document.querySelector(`[data-exercise="${name}"]`);
  const variants = name => all(card(name), ".exercise-variant");
  const places = variant => Math.round(-Math.log10(2 * Number(variant.dataset.tolerance)));

  /** What a reader would type for these entries: rounded as the hint allows. */
  const typed = (variant, entries) => variant.dataset.kind === "shape"
    ? [`(${entries.join(", ")}${entries.length === 1 ? "," : ""})`]
    : entries.map(x => x.toFixed(places(variant)));

  function enter(variant, texts) {
    all(variant, ".exercise-field").forEach((field, i) => {
      field.value = texts[i] ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function give(variant, entries) {
    if (variant.dataset.kind === "choice") all(variant, "input")[entries[0]].checked = true;
    else if (variant.dataset.kind === "ordering") variant.querySelector("ol").append(...entries.map(i => variant.querySelector(`[data-item="${i}"]`)));
    else enter(variant, typed(variant, entries));
  }

  function submit(variant) {
    variant.querySelector("form").requestSubmit();
    return { verdict: variant.dataset.verdict, said: variant.querySelector(".exercise-said").textContent };
  }

  /** Every answer that the page knows, for every variant: [what was expected, what was said]. */
  function known(name) {
    return variants(name).flatMap((variant, i) => {
      const wrong = all(variant, "template").map(template => {
        give(variant, JSON.parse(template.dataset.entries));
        return { variant: i, expected: template.content.textContent, ...submit(variant) };
      });
      give(variant, JSON.parse(variant.dataset.key));
      return [...wrong, { variant: i, expected: "", ...submit(variant) }];
    });
  }

  /** The same text in the first field of every variant, zeros in the others. */
  function nonsense(name, text) {
    return variants(name).map(variant => {
      enter(variant, [text, ...Array(40).fill("0")]);
      return submit(variant);
    });
  }

  return { known, nonsense, submit: name => submit(variants(name)[0]) };
})();
