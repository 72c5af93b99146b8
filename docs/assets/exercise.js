// Exercises answered in the page: what was typed is judged beside its fields; five variants, progress, nothing asked elsewhere.
(() => {
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  /** What the reader gives, as a list of numbers; or a fault, and the field to go back to. */
  const READ = {
    number: readFields,
    vector: readFields,
    matrix: readFields,
    shape(variant) {
      const field = variant.querySelector(".exercise-field"), given = answers.shape(field.value);
      if (!field.value.trim()) return { fault: "Write a shape first.", field };
      return given ? { given } : { fault: `${quoted(field.value)} is not a shape: write whole numbers in brackets, like (7, 6).`, field };
    },
    choice(variant) {
      const chosen = variant.querySelector("input:checked");
      return chosen ? { given: [Number(chosen.value)] } : { fault: "Choose one of the answers first.", field: variant.querySelector("input") };
    },
    ordering: variant => ({ given: [...variant.querySelectorAll("[data-item]")].map(item => Number(item.dataset.item)) }),
  };

  const quoted = text => text.length > 1000 ? `A text of ${text.length.toLocaleString("en")} characters` : `“${answers.brief(text.trim())}”`;

  function readFields(variant) {
    const fields = [...variant.querySelectorAll(".exercise-field")], key = JSON.parse(variant.dataset.key);
    const large = i => Math.abs(key[i]) >= 1000, read = (field, i) => answers.number(field.value, large(i));
    for (const [i, field] of fields.entries()) {
      const fault = spread(field, fields, large(i));
      if (fault) return { fault, field };
    }
    const empty = fields.find(field => !field.value.trim());
    if (empty) return { fault: fields.length > 1 ? "Some entries are still empty." : "Write a number first.", field: empty };
    const strange = fields.find((field, i) => Number.isNaN(read(field, i)));
    if (strange) return { fault: `${quoted(strange.value)} is not a number: write 0.25 or 1/4.`, field: strange };
    return { given: fields.map(read) };
  }

  /** A whole list in one field goes to all of them; what is wrong with it, or "". */
  function spread(field, fields, thousands) {
    if (!answers.listed(field.value, thousands)) return "";
    const { texts, fault } = answers.list(field.value, fields.length);
    if (fault) return `${quoted(field.value)} cannot be spread over the fields: ${fault}.`;
    fields.forEach((other, i) => { other.value = texts[i]; });
    return "";
  }

  function unmark(variant) {
    variant.querySelector(".exercise-said").replaceChildren();
    delete variant.dataset.verdict;
    for (const field of variant.querySelectorAll("[data-entry]")) {
      delete field.dataset.entry;
      field.removeAttribute("aria-invalid");
    }
  }

  /** Judges a variant, marks its entries, says what is to be said. */
  function check(card, variant, index) {
    unmark(variant);
    const { given, fault, field } = READ[variant.dataset.kind](variant);
    if (fault) {
      say(variant, "fault", fault);
      field.focus();
      return;
    }
    const templates = [...variant.querySelectorAll("template")];
    const mistakes = templates.map(template => JSON.parse(template.dataset.entries));
    const verdict = answers.judge(given, JSON.parse(variant.dataset.key), mistakes, Number(variant.dataset.tolerance));
    if (verdict.right) progress.solve(card.dataset.exercise, index);
    mark(variant, verdict.entries);
    if (verdict.right) say(variant, "right", "Right.", make("p", { textContent: `${progress.of(card.dataset.exercise).length} of 5 solved.` }));
    else say(variant, "wrong", "Not yet.", templates[verdict.mistake]?.content.cloneNode(true) ?? "", partly(variant, verdict.entries, verdict.mistake >= 0));
  }

  function mark(variant, entries) {
    [...variant.querySelectorAll(".exercise-field, .exercise-order > li")].forEach((field, i) => {
      if (variant.dataset.kind === "shape") return;
      field.dataset.entry = entries[i] ? "right" : "wrong";
      if (field.matches("input") && !entries[i]) field.setAttribute("aria-invalid", "true");
    });
  }

  /** Which entries are right already; where there is nothing to say, where to look. The answer's name, before the entry's, may hold commas. */
  function partly(variant, entries, named) {
    const names = [...variant.querySelectorAll("table .exercise-field")].map(field => field.ariaLabel.match(/(?:row \d+, column|entry) \d+$/)[0]);
    const right = entries.filter(Boolean).length;
    if (variant.dataset.kind === "ordering") return make("p", { textContent: `${right || "None"} of the ${entries.length} ${right > 1 ? "stand in their places" : "stands in its place"}.` });
    if (!names.length) return named ? "" : make("p", { textContent: "Go over it once more; the working is folded below." });
    return make("p", { textContent: right ? `Right so far: ${names.filter((_, i) => entries[i]).join("; ")}.` : "None of the entries is right yet." });
  }

  function say(variant, verdict, first, ...more) {
    variant.dataset.verdict = verdict;
    const said = variant.querySelector(".exercise-said");
    said.replaceChildren(make("p", {}, make("strong", { textContent: first })), ...more);
    said.scrollIntoView({ block: "nearest" });
  }

  function show(card, index, focus) {
    const variants = [...card.querySelectorAll(".exercise-variant")];
    variants.forEach((variant, i) => { variant.hidden = i !== index; });
    const solved = progress.of(card.dataset.exercise);
    [...card.querySelectorAll(".exercise-dot")].forEach((dot, i) => {
      dot.className = `exercise-dot${solved.includes(i) ? " solved" : ""}${i === index ? " now" : ""}`;
    });
    card.querySelector(".exercise-count").textContent = `${index + 1} of ${variants.length}${solved.includes(index) ? ", solved" : ""}`;
    if (focus) variants[index].focus();
  }

  /** A row one place up or down; the button that was pressed keeps the focus, until it can lead no further. */
  function move(variant, button) {
    const row = button.closest("li"), rows = [...row.parentElement.children];
    const place = rows.indexOf(row) + Number(button.dataset.move);
    if (place < 0 || place >= rows.length) return;
    rows[place][button.dataset.move < 0 ? "before" : "after"](row);
    const further = place + Number(button.dataset.move);
    (further in rows ? button : row.querySelector(`[data-move="${-button.dataset.move}"]`)).focus();
    unmark(variant);
    const letters = [...row.parentElement.querySelectorAll(".exercise-letter")].map(letter => letter.textContent);
    variant.querySelector(".exercise-said").replaceChildren(make("p", { className: "exercise-unseen", textContent: `Now ${letters.join(", ")}.` }));
  }

  function open(card) {
    let now = 0;
    const variants = [...card.querySelectorAll(".exercise-variant")];
    variants.forEach((variant, i) => {
      variant.querySelector("form").addEventListener("submit", event => {
        event.preventDefault();
        check(card, variant, i);
      });
      variant.addEventListener("input", () => unmark(variant));
      variant.querySelector(".exercise-next").addEventListener("click", () => show(card, now = (i + 1) % variants.length, true));
      for (const button of variant.querySelectorAll(".exercise-move")) button.addEventListener("click", () => move(variant, button));
    });
    addEventListener("exercise-progress", () => show(card, now));
    show(card, now);
  }

  document.querySelectorAll(".exercise").forEach(open);
})();
