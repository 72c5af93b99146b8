// What a reader typed, read and judged. Pure: it knows no document.
globalThis.answers = (() => {
  const LONGEST = 1000;
  const PLAIN = String.raw`[-+]?\s*(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?`;
  const NUMBER = new RegExp(`^(${PLAIN})(?:\\s*/\\s*(${PLAIN}))?$`, "i");
  const signs = text => text.trim().replaceAll(/[\u2212\u2010-\u2014\uFE63\uFF0D]/g, "-");
  const value = text => Number(text.replaceAll(/\s/g, ""));

  /** The number 0.25, .25, 0,25, 1/4 or 1e-3; NaN for all else. A comma is a decimal sign; before three digits it parts
      thousands where the answer has `thousands`. */
  function number(text, thousands = false) {
    if (text.length > LONGEST) return NaN;
    const whole = thousands ? text.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, "") : text;
    const parts = NUMBER.exec(signs(whole).replace(/^([^.,]*),([^.,]*)$/, "$1.$2"));
    if (!parts) return NaN;
    const found = value(parts[1]) / (parts[2] === undefined ? 1 : value(parts[2]));
    return Number.isFinite(found) ? found : NaN;
  }

  const count = (text, marks) => [...text].filter(mark => marks.includes(mark)).length;

  /** Whether it looks like several numbers: brackets, or more than one between commas or spaces. */
  const listed = (text, thousands) => text.length <= LONGEST && /[[\](){};]|\d[,\s]+[-+.\d]/.test(signs(text))
    && Number.isNaN(number(text, thousands));

  /** All numbers of a list or table, as Python or NumPy writes it: {texts} or {fault}. Here a comma separates. */
  function list(text, wanted) {
    const body = signs(text);
    if (count(body, "[({") !== count(body, "])}")) return { fault: "it looks cut off: not every bracket is closed" };
    const texts = body.replaceAll(/[[\](){};,]/g, " ").split(/\s+/).filter(Boolean);
    const strange = texts.find(part => Number.isNaN(number(part)));
    if (strange !== undefined) return { fault: `“${brief(strange)}” is not a number` };
    if (texts.length !== wanted) return { fault: `it holds ${texts.length} numbers, and ${wanted} are asked for` };
    return { texts };
  }

  /** The sizes in (4, 3), 4×3, 4 or (); null for all else. */
  function shape(text) {
    if (text.length > LONGEST) return null;
    const body = text.trim().replace(/^[([]/, "").replace(/[)\]]$/, "").trim();
    const parts = body.replace(/,$/, "").split(/\s*[,×x]\s*|\s+/i);
    if (!body && text.trim()) return [];
    return parts.every(part => /^(?:0|[1-9]\d{0,8})$/.test(part)) ? parts.map(Number) : null;
  }

  /** What may be quoted of it. */
  const brief = text => text.length > 24 ? `${text.slice(0, 24)}…` : text;

  const near = (a, b, tolerance) => Math.abs(a - b) <= tolerance + 1e-9;
  const same = (a, b, tolerance) => a.length === b.length && a.every((x, i) => near(x, b[i], tolerance));

  /** Right or not, entry by entry, and which of the mistakes it is, or −1: the one that explains every wrong entry. */
  function judge(given, key, mistakes, tolerance) {
    const right = same(given, key, tolerance);
    const entries = given.map((x, i) => near(x, key[i], tolerance));
    const whole = mistakes.findIndex(wrong => same(given, wrong, tolerance));
    const partly = mistakes.map((wrong, i) => explains(wrong, given, entries, tolerance) ? i : -1).filter(i => i >= 0);
    const mistake = right ? -1 : whole >= 0 || tolerance === 0 || partly.length !== 1 ? whole : partly[0];
    return { right, entries, mistake };
  }
  const explains = (wrong, given, entries, tolerance) => given.every((x, i) => entries[i] || near(x, wrong[i], tolerance));

  return { brief, judge, list, listed, number, shape };
})();
