"""Nothing is drawn and no frame is asked for unless something changed and can be seen."""

import pytest
from playwright.sync_api import BrowserContext

from .conftest import Figure, with_helpers

# Counts every call of a canvas and every frame asked for.
COUNT = """() => {
  window.calls = window.asked = 0;
  const { prototype } = CanvasRenderingContext2D, ask = window.requestAnimationFrame;
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof value === "function") prototype[name] = function (...given) { calls++; return value.apply(this, given); };
  }
  window.requestAnimationFrame = draw => { asked++; return ask.call(window, draw); };
}"""
COUNTS = "[calls, asked]"
# The stage leaves the window; our own observer hears of it in the same breath as the figure's.
LEAVE = """() => new Promise(resolve => {
  const stage = document.querySelector("#stage");
  document.body.style.paddingTop = "3000px";
  new IntersectionObserver((entries, observer) => {
    if (entries.at(-1).isIntersecting) return;
    observer.disconnect();
    resolve();
  }).observe(stage);
})"""
RANDOM = "() => { for (let seed = 0; seed < 5; seed++) sim.set(sim.randomState(seed)); }"


@pytest.fixture
def counted(sim: Figure) -> Figure:
    """The figure, drawn and counted from now on."""
    sim.evaluate(COUNT)
    return sim


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_untouched_for_two_seconds_it_does_nothing(context: BrowserContext, name: str, motion: str) -> None:
    page = with_helpers(context).new_page()
    page.emulate_media(reduced_motion=motion)
    page.clock.install()  # two seconds pass at once, and every timer and frame in them is run
    figure = Figure(page, name).open()
    figure.evaluate(COUNT)
    page.clock.run_for(2000)
    assert figure.evaluate(COUNTS) == [0, 0], "[canvas calls, frames asked for] in two seconds"
    figure.evaluate(RANDOM)
    page.clock.run_for(2000)
    assert figure.evaluate(COUNTS) != [0, 0], "the counting counts nothing"


def test_many_changes_are_one_drawing(counted: Figure) -> None:
    counted.evaluate(RANDOM)
    counted.evaluate("settled()")
    assert counted.evaluate("asked") <= 2


def test_off_the_screen_it_draws_nothing(counted: Figure) -> None:
    counted.evaluate(LEAVE)
    counted.evaluate("() => { calls = asked = 0; }")
    counted.evaluate(RANDOM)
    counted.evaluate("settled()")
    assert counted.evaluate(COUNTS) == [0, 0]


def test_back_on_the_screen_it_draws_what_it_missed(counted: Figure) -> None:
    counted.evaluate("show(sim.randomState(4))")
    wanted = counted.evaluate("picture().pixels")
    counted.evaluate("show({})")
    counted.evaluate(LEAVE)
    counted.evaluate(RANDOM)
    counted.evaluate("() => { document.body.style.paddingTop = ''; }")
    assert counted.evaluate("pixels => until(() => picture().pixels.join() === pixels.join())", wanted)


def test_in_a_hidden_tab_it_waits_with_one_frame(counted: Figure) -> None:
    counted.evaluate("""() => {  // what a browser does in a hidden tab: it runs no frame
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      window.requestAnimationFrame = () => { asked++; return asked; };
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    counted.evaluate(RANDOM)
    calls, asked = counted.evaluate(COUNTS)
    assert calls == 0 and asked <= 1


def frames_of_a_preset(figure: Figure) -> int:
    """How many frames it takes to show another preset."""
    figure.evaluate("() => { calls = asked = 0; }")
    preset = figure.evaluate("Object.keys(sim.model.presets)[1]")
    figure.page.locator("#preset").select_option(preset)
    figure.evaluate("settled()")
    return int(figure.evaluate("asked"))


def test_motion_is_one_step_for_who_asked_for_that(counted: Figure) -> None:
    assert frames_of_a_preset(counted) <= 2


def test_motion_ends_within_400_ms(counted: Figure) -> None:
    counted.page.emulate_media(reduced_motion="no-preference")
    times = counted.evaluate("""async () => {
      const times = [], watched = window.requestAnimationFrame, select = document.querySelector("#preset");
      window.requestAnimationFrame = draw => watched(now => { times.push(now); draw(now); });
      select.value = Object.keys(sim.model.presets)[1];
      select.dispatchEvent(new Event("change", { bubbles: true }));
      await settled();
      return times;
    }""")
    # Only the last frame may come after the end: it draws the end.
    assert all(time - times[0] <= 400 for time in times[:-1])


BELOW = """() => new Promise(resolve => {
  document.body.insertAdjacentHTML("beforeend", "<div style='height: 3000px'></div><iframe src='main.html' width='800' height='900'></iframe>");
  document.querySelector("iframe").addEventListener("load", resolve);
})"""


def test_below_the_fold_it_is_drawn_once_before_anybody_comes(sim: Figure) -> None:
    sim.evaluate(BELOW)
    frame = sim.page.frames[-1]
    frame.evaluate("async () => { await nextFrame(); await nextFrame(); await settled(); }")
    assert not frame.evaluate("faults()")
