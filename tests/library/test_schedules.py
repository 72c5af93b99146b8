import numpy as np
import pytest

from layerwise.schedules import constant, cosine, step_decay, warm_up


def test_schedules() -> None:
    assert [constant(0.5)(t) for t in (0, 99)] == [0.5, 0.5]
    np.testing.assert_allclose([step_decay(1, every=2)(t) for t in range(5)], [1, 1, 0.1, 0.1, 0.01])
    np.testing.assert_allclose([cosine(2, steps=4, floor=1)(t) for t in (0, 2, 4, 9)], [2, 1.5, 1, 1])
    warm = warm_up(cosine(1, steps=4), steps=2)
    np.testing.assert_allclose([warm(t) for t in (0, 1, 4)], [0.5, cosine(1, steps=4)(1), 0], atol=1e-15)


@pytest.mark.parametrize(
    ("error", "name", "f", "args", "options"),
    [
        (ValueError, "rate", constant, (-0.1,), {}),
        (TypeError, "rate", cosine, ("0.1",), {"steps": 1}),
        (ValueError, "every", step_decay, (0.1,), {"every": 0}),
        (ValueError, "factor", step_decay, (0.1,), {"every": 1, "factor": 0}),
        (ValueError, "steps", cosine, (0.1,), {"steps": 0}),
        (ValueError, "floor", cosine, (0.1,), {"steps": 1, "floor": -1}),
        (TypeError, "steps", warm_up, (0.1,), {"steps": 1.5}),
    ],
)
def test_refusals(refuses, error, name, f, args, options) -> None:
    refuses(error, name, f, *args, **options)
