// Copy to the clipboard; where that is not allowed, show the text selected, ready for the reader's own keys.
import { reveal } from "kit/frame.js";

/** Copies `text`; `say` tells what happened, in `note`; `box` holds the text when the clipboard is shut. */
export async function copy(text, what, { say, note, box }) {
  box.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied.`);
    reveal(note);
  } catch {
    box.hidden = false;
    box.value = text;
    box.rows = Math.min(8, text.split("\n").length);
    box.focus();
    box.select();
    say(`${what} selected: copy it with your own keys.`);
    reveal(box);
  }
}
