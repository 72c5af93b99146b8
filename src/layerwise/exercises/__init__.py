"""Exercises that check themselves: a question, its data, its key, and wrong answers that have a name.

An exercise is a function that draws one variant; the book calls it five times and lets the reader try all five.
"""

from layerwise.exercises.arrays import Matrix, Number, Vector
from layerwise.exercises.choices import Choice, Ordering, Shape
from layerwise.exercises.kinds import Exercise
from layerwise.exercises.variants import variants
from layerwise.exercises.words import spelled_out

__all__ = [
    "Choice",
    "Exercise",
    "Matrix",
    "Number",
    "Ordering",
    "Shape",
    "Vector",
    "spelled_out",
    "variants",
]
