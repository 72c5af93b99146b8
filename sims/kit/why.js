// Why? Focus a number, and its formula stands below it with the very operands lit, in the figure and in the numbers.

/** `explain(name)` gives {formula, operands} or nothing; `changed()` is called when what is lit has changed. */
export function createWhy(root, output, words, { explain, changed }) {
  let focused = "", operands = [];

  const subject = target => target?.closest?.("[data-number], [data-handle]");
  const nameOf = element => element?.dataset.number ?? element?.dataset.handle ?? "";

  function show() {
    const answer = focused ? explain(focused) : null;
    operands = answer?.operands ?? [];
    output.textContent = answer?.formula ?? "";
    output.hidden = !answer?.formula;
    words.hidden = !output.hidden;
    light();
  }

  function light() {
    for (const element of root.querySelectorAll("[data-number]")) {
      element.classList.toggle("lit", operands.includes(element.dataset.number));
    }
  }

  root.addEventListener("focusin", event => {
    const element = subject(event.target);
    if (nameOf(element) === focused) return;
    focused = nameOf(element);
    element?.setAttribute("aria-describedby", output.id);
    show();
    changed();
  });
  root.addEventListener("focusout", event => {
    if (!focused || subject(event.relatedTarget)) return;
    focused = "";
    show();
    changed();
  });
  // A tap gives no focus to what is not a field or button on every system.
  root.addEventListener("click", event => subject(event.target)?.focus());

  return { show, lit: name => operands.includes(name), focused: () => focused };
}
