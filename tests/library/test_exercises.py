"""The vocabulary of exercises: keys, named mistakes, collisions, variants, and what is refused at the door."""

import numpy as np
import pytest

from layerwise.exercises import Choice, Matrix, Number, Ordering, Shape, Vector, spelled_out, variants

W = np.array([[0.2, -0.5, 0.1], [0.8, 0.3, -0.4]])
WORDS = {"question": "What?", "solution": "That."}


def made(kind, **more):
    return kind(**{**WORDS, **more})


KINDS = {
    "number": (made(Number, answer=0.09, mistakes={"no bias": -0.01}), (0.09,), (-0.01,)),
    "vector": (made(Vector, answer=W[0], mistakes={"twice": 2 * W[0]}), (0.2, -0.5, 0.1), (0.4, -1, 0.2)),
    "matrix": (made(Matrix, answer=W[:, :2], mistakes={"turned": W[:, :2].T}), (0.2, -0.5, 0.8, 0.3), (0.2, 0.8, -0.5, 0.3)),
    "shape": (made(Shape, answer=W.shape, mistakes={"turned": W.T.shape}), (2, 3), (3, 2)),
    "choice": (made(Choice, options=["a", "b"], answer="b", mistakes={"no": "a"}), (1,), (0,)),
    "ordering": (made(Ordering, items=["a", "b", "c"], answer=[1, -2, 0.5], mistakes={"size": [1, 2, 0.5]}), (1, 2, 0), (2, 0, 1)),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_gives_its_key_and_what_a_mistake_leads_to(kind):
    exercise, key, wrong = KINDS[kind]
    assert exercise.key == pytest.approx(key)
    (given,) = exercise.wrong.values()
    assert given == pytest.approx(wrong)


def test_the_mistakes_of_one_number_of_the_batch():
    X, b = np.array([0.6, 0.4, 0.7]), np.array([0.1, -0.1])
    z = W @ X + b
    exercise = made(Number, answer=z[0], mistakes={"no bias": W[0] @ X, "the neighbour": z[1]})
    assert (*exercise.key, *exercise.wrong.values()) == (0.09, (-0.01,), (0.22,))


def output_size(n, k, s, p):
    return made(
        Number,
        answer=(n + 2 * p - k) // s + 1,
        mistakes={"padding once": (n + p - k) // s + 1, "forgot + 1": (n + 2 * p - k) // s},
    )


def test_two_mistakes_with_one_value_are_refused():
    with pytest.raises(
        ValueError, match=r"mistakes\['forgot \+ 1'\]: expected another value than 'padding once'"
    ):
        output_size(7, 3, 2, 1)
    assert output_size(9, 3, 2, 3).key == (7,)


COLLISIONS = {
    "number": lambda: made(Number, answer=1.0, mistakes={"m": 1.0}),
    "number within tolerance": lambda: made(Number, answer=1.0, mistakes={"m": 1.005}),
    "number half-way": lambda: made(Number, answer=1.0, mistakes={"m": 1.01}),
    "vector": lambda: made(Vector, answer=np.ones(2), mistakes={"m": np.array([1, 1.003])}),
    "matrix": lambda: made(Matrix, answer=np.eye(2), mistakes={"m": np.eye(2).T}),
    "shape": lambda: made(Shape, answer=(4, 4), mistakes={"m": (4, 4)}),
    "choice": lambda: made(Choice, options=["a", "b"], answer="a", mistakes={"m": "a"}),
    "ordering": lambda: made(Ordering, items="ab", answer=[2, 1], mistakes={"m": [5, 4]}),
    "two mistakes": lambda: made(Number, answer=1, mistakes={"m": 2, "n": 2.001}),
}


@pytest.mark.parametrize("case", COLLISIONS)
def test_a_mistake_that_could_be_taken_for_another_answer_is_refused(case):
    with pytest.raises(ValueError, match=r"expected another value than .* skip this seed"):
        COLLISIONS[case]()


def test_a_mistake_beyond_twice_the_tolerance_is_told_apart():
    assert made(Number, answer=1.0, mistakes={"m": 1.011}).wrong == {"m": (1.011,)}
    assert made(Number, answer=1.0, mistakes={"m": 1.001}, tolerance=0.0004).wrong == {"m": (1.001,)}


REFUSED = {
    "not a number": (lambda: made(Number, answer=np.nan), ValueError, "answer: expected finite numbers"),
    "words for a number": (lambda: made(Number, answer="two"), TypeError, "answer: expected numbers"),
    "vector for a number": (lambda: made(Number, answer=np.ones(2)), ValueError, "answer: expected 0 axes"),
    "empty vector": (lambda: made(Vector, answer=np.ones(0)), ValueError, "answer: expected 1 axes and an entry"),
    "mistake of another shape": (
        lambda: made(Matrix, answer=W, mistakes={"turned": W.T}),
        ValueError,
        "expected shape .2, 3. like the answer",
    ),
    "infinite mistake": (lambda: made(Number, answer=1, mistakes={"m": np.inf}), ValueError, "finite"),
    "too wide": (lambda: made(Matrix, answer=np.ones((2, 5))), ValueError, "at most 8 rows, 4 columns"),
    "too long": (lambda: made(Vector, answer=np.ones(9)), ValueError, "at most 8 rows"),
    "no tolerance": (lambda: made(Number, answer=1, tolerance=0), ValueError, "tolerance: expected a number > 0"),
    "no question": (lambda: Number(question=" ", answer=1, solution="x"), ValueError, "question: expected words"),
    "question is a number": (lambda: Number(question=3, answer=1, solution="x"), TypeError, "question: expected words"),
    "unnamed mistake": (lambda: made(Number, answer=1, mistakes={"": 2}), ValueError, "mistakes: expected words"),
    "rounded data": (lambda: made(Number, answer=1, data={"x": [1 / 3]}), ValueError, "data.*at most 3 decimals"),
    "data in three axes": (lambda: made(Number, answer=1, data={"x": np.ones((1, 1, 1))}), ValueError, "data"),
    "shape of floats": (lambda: made(Shape, answer=(2.0, 3)), ValueError, "answer: expected a shape"),
    "shape below zero": (lambda: made(Shape, answer=(-1,)), ValueError, "answer: expected a shape"),
    "one option": (lambda: made(Choice, options=["a"], answer="a"), ValueError, "options: expected two"),
    "option twice": (lambda: made(Choice, options=["a", "a"], answer="a"), ValueError, "options"),
    "no such option": (lambda: made(Choice, options=["a", "b"], answer="c"), ValueError, "answer: expected one of"),
    "tie": (lambda: made(Ordering, items="ab", answer=[1, 1]), ValueError, "no two that are equal"),
    "in order already": (lambda: made(Ordering, items="ab", answer=[1, 2]), ValueError, "items: expected another order"),
    "too few places": (lambda: made(Ordering, items="abc", answer=[2, 1]), ValueError, "3 numbers, one for each"),
    "rounded items": (lambda: made(Ordering, items=[[1 / 3], [1]], answer=[2, 1]), ValueError, "items.0."),
    "spelled out": (lambda: spelled_out([1, 2], [1]), ValueError, "x: expected shape"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_definition_is_refused_at_the_door(case):
    define, error, message = REFUSED[case]
    with pytest.raises(error, match=message):
        define()


def sums(rng, variant):
    a, b = rng.integers(10, 99, 2).tolist()
    return made(Number, question=f"{a} + {b}?", answer=a + b, mistakes={"minus": a - b})


def test_five_variants_are_the_same_each_time_and_not_the_same_as_each_other():
    first, again = variants(sums), variants(sums)
    assert first == again
    assert len({exercise.question for exercise in first}) == 5


def test_a_variant_can_be_pinned_to_the_numbers_of_the_book():
    pinned = variants(lambda rng, variant: made(Number, answer=0.09) if variant == 0 else sums(rng, variant))
    assert pinned[0].key == (0.09,)


BAD_DRAWS = {
    "always the same": (lambda rng, v: made(Number, answer=1), ValueError, "expected variants that differ"),
    "always one answer": (lambda rng, v: made(Number, question=f"{v}?", answer=1), ValueError, "expected different answers"),
    "another each time": (lambda rng, v: sums(np.random.default_rng(), v), ValueError, "expected the same twice"),
    "nothing": (lambda rng, v: None, TypeError, "expected an exercise"),
    "two kinds": (lambda rng, v: sums(rng, v) if v else made(Vector, answer=W[0]), TypeError, "expected one kind"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_DRAWS)
def test_variants_that_teach_nothing_are_refused(case):
    draw, error, message = BAD_DRAWS[case]
    with pytest.raises(error, match=message):
        variants(draw)


def test_what_goes_wrong_names_its_variant_and_its_seed():
    with pytest.raises(ValueError, match="another value") as caught:
        variants(lambda rng, v: made(Number, answer=v, mistakes={"m": 2}), seeds=(5, 6, 7, 8, 9))
    assert caught.value.__notes__ == ["variant 3 of the exercise, seed 7"]


def test_a_sum_of_products_is_spelled_out_from_its_numbers():
    assert spelled_out(W[0], [0.6, 0.4, 0.7], 0.1) == (
        r"0.2 \cdot 0.6 + (-0.5) \cdot 0.4 + 0.1 \cdot 0.7 + 0.1 = 0.09"
    )


def test_the_mathematics_knows_nothing_of_exercises():
    from pathlib import Path

    import layerwise

    for module in Path(layerwise.__file__).parent.glob("*.py"):
        assert "exercises" not in module.read_text("utf8"), module
