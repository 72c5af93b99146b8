// When to draw: once after something changed, in the next frame, and only while the figure can be seen.

/** `paint(now)` draws and says whether it wants another frame. */
export function createPainter(node, paint) {
  let frame = 0, wanted = false, visible = null, drawing = false, waiting = [];

  const quiet = () => !frame && !drawing && (!wanted || visible === false);
  const settle = () => {
    if (quiet()) waiting.splice(0).forEach(resolve => resolve());
  };
  const request = () => {
    if (wanted && visible && !frame && !drawing) frame = requestAnimationFrame(draw);
    settle();
  };
  async function draw(now) {
    frame = 0;
    wanted = false;
    drawing = true;
    const more = await paint(now);
    drawing = false;
    wanted ||= more;
    request();
  }
  new IntersectionObserver(entries => {
    visible = entries.at(-1).isIntersecting;
    request();
  }).observe(node);

  return {
    ask() {
      wanted = true;
      request();
    },
    settled: () => new Promise(resolve => {
      waiting.push(resolve);
      settle();
    }),
  };
}
