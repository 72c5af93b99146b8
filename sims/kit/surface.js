// A stage of SVG and text: drawn once after each change and when its size changes; and it knows when all has come to rest.
import { createPainter } from "kit/painter.js";

/** The hooks of every figure: `ask` draws in the next frame, `moveFrom` lets it show how the present became. `paint(moved,
    still)` draws, told whether that was asked for and whether the reader wants no motion. */
export function createSurface(stage, paint) {
  let moved = false;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const painter = createPainter(stage, () => {
    paint(moved && !still.matches, still.matches);
    moved = false;
  });
  const motions = () => stage.getAnimations({ subtree: true }).map(motion => motion.finished.catch(() => null));

  return {
    ask: painter.ask,
    settled: () => painter.settled().then(() => Promise.all(motions())),
    moveFrom() {
      moved = true;
    },
    recolour: painter.ask,
  };
}
