"""Draw the variants of an exercise, each from its own seed, and refuse those that would teach nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from layerwise.checks import refuse
from layerwise.exercises.kinds import Exercise

SEEDS = (0, 1, 2, 3, 4)
Draw = Callable[[np.random.Generator, int], Exercise]


def variants(draw: Draw, seeds: Sequence[int] = SEEDS) -> list[Exercise]:
    """One exercise for each seed: `draw(rng, variant)`, with `variant` = 0, 1, 2, …

    Raises:
        TypeError: if `draw` gives something else, or not always the same kind of exercise.
        ValueError: if it is not deterministic, asks the same twice, or always has the same answer.
        Exception: whatever `draw` raises, with a note that names the variant and its seed.

    Examples:
        >>> def doubled(rng, variant):
        ...     n = int(rng.integers(10, 99))
        ...     return Number(question=f"Twice {n}?", answer=2 * n, solution=f"{2 * n}")
        >>> len(variants(doubled))
        5
    """
    drawn = [_draw(draw, seed, i) for i, seed in enumerate(seeds)]
    if len({type(exercise) for exercise in drawn}) > 1:
        kinds = sorted({type(e).__name__ for e in drawn})
        refuse(TypeError, "exercise", "one kind", kinds, "Make an exercise for each kind.")
    asked = [_seen(exercise) for exercise in drawn]
    if len(set(asked)) < len(asked):
        twice = next(i for i, seen in enumerate(asked) if seen in asked[:i])
        refuse(ValueError, "exercise", "variants that differ", f"variant {twice + 1} twice", "Skip its seed.")
    if len(drawn) > 1 and len({exercise.key for exercise in drawn}) == 1:
        refuse(
            ValueError, "exercise", "different answers", f"{len(drawn)} times {drawn[0].key}", "Draw more."
        )
    return drawn


def _draw(draw: Draw, seed: int, variant: int) -> Exercise:
    try:
        first, again = (draw(np.random.default_rng(seed), variant) for _ in range(2))
        if not isinstance(first, Exercise):
            refuse(TypeError, "exercise", "an exercise", repr(first), "Return a Number, Vector, Matrix, …")
        if _seen(first) != _seen(again):
            refuse(ValueError, "exercise", "the same twice", "another", "Take all randomness from rng.")
    except Exception as error:
        error.add_note(f"variant {variant + 1} of the exercise, seed {seed}")
        raise
    return first


def _seen(exercise: Exercise) -> str:
    """All that a reader sees of it."""
    shown = {name: np.asarray(values).tolist() for name, values in exercise.data.items()}
    more = [np.asarray(x).tolist() for x in getattr(exercise, "items", ())]
    return repr((exercise.question, shown, more, exercise.key, exercise.wrong, exercise.solution))
