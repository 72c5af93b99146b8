// When to draw: once after something changed or the room did, in the next frame; and, but for the first time, only while the figure can be seen.

/** `paint(now)` draws and says whether it wants another frame. */
export function createPainter(node, paint) {
  let frame = 0, wanted = false, visible = null, drawing = false, waiting = [], size = [];

  const room = () => [node.clientWidth, node.clientHeight];
  const fits = () => room().every((length, i) => length === size[i]);
  const quiet = () => !frame && !drawing && (!wanted || visible === false);
  const unseen = () => visible === false && !size.length; // what has a size has been drawn
  const settle = () => {
    if (quiet()) waiting.splice(0).forEach(resolve => resolve());
  };
  const request = () => {
    if (wanted && (visible || unseen()) && !frame && !drawing) frame = requestAnimationFrame(draw);
    settle();
  };
  async function draw(now) {
    frame = 0;
    wanted = false;
    drawing = true;
    size = room();
    const more = await paint(now);
    drawing = false;
    wanted ||= more;
    request();
  }
  const ask = () => {
    wanted = true;
    request();
  };
  const settled = () => new Promise(resolve => {
    waiting.push(resolve);
    settle();
  });

  new ResizeObserver(() => fits() || ask()).observe(node);
  new IntersectionObserver(entries => {
    visible = entries.at(-1).isIntersecting;
    request();
  }).observe(node);

  return {
    ask,
    /** What has just been drawn may have changed the room: the observer would say so only in the next frame. */
    async settled() {
      await settled();
      if (!fits()) ask();
      await settled();
    },
  };
}
