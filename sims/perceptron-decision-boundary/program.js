// The figure as a program that calls the library.
import { array, list } from "kit/python.js";

const IMPORTS = [
  "from itertools import combinations\n", "import numpy as np", "from layerwise.perceptron import mistake_bound, perceptron, perceptron_update",
].join("\n");

/** The text of the program for these points and settings. */
export function program({ X, y, w, b, rate, steps, halved, most, longest, tail, spots }) {
  return `${IMPORTS}

X = ${array(X)}
y = np.array([${y.join(", ")}])
start = ${array(w)}, ${list(b[0])}
rate, steps = ${list(Number(rate))}, ${steps}

# The best promise: the nearest point to 0 of the hull of all y (x, 1) is the widest line. It lies nearest on one of the
# points, lines and planes through them.
towards = y[:, None] * np.column_stack([X, np.ones(len(X))])
groups = [towards[list(rows)] for k in (1, 2, 3) for rows in combinations(range(len(X)), k)]
lines = [np.linalg.pinv(group) @ np.ones(len(group)) for group in groups]
bound = min(mistake_bound(X, y, v[:2], float(v[2])) for v in lines)
separable = bound < 1e15
radius = float(np.linalg.norm(towards, axis=1).max())
margin = radius / np.sqrt(bound) if separable else None
bound = bound if separable else None

# Every pass that is not clean has a mistake.
run = perceptron(X, y, passes=${most} if separable else steps + 1, rate=rate, start=start)
total = len(run.mistakes) if run.converged and len(run.mistakes) < ${most} else None
path = [np.array([*start[0], start[1]])]
for row in run.mistakes[:steps]:
    w, b = perceptron_update(path[-1][:2], float(path[-1][2]), X[row], y[row], rate)
    path.append(np.array([*w, b]))
w, b = path[-1][:2], float(path[-1][2])

done = run.mistakes[: len(path) - 1]
mistakes = len(done)
passes = mistakes and 1 + sum(now <= last for last, now in zip(done, done[1:]))
from_zero = not path[0].any()
returned = mistakes > 0 and done[-1] == len(X) - 1 and bool((path[-1] == path[0]).all())

# What (w, b) says of every point, and of the one in question.
scores = X @ w + b
missed = y * scores <= 0
right = int((~missed).sum())
example = done[-1] if done else int(missed.argmax())
x, label, score = X[example], int(y[example]), float(scores[example])
before = path[-2] if done else None
score_before = float(before[:2] @ x + before[2]) if done else None
share = rate * x

# The line where the score is 0, at right angles to w.
size = float(np.linalg.norm(w))
boundary = foot = grip = corner = plus_side = minus_side = plus_spot = minus_spot = None
if size:
    n, away = w / size, -b / size
    along, far = np.array([-n[1], n[0]]), 12 + abs(away)
    at = lambda forth, aside: (away + forth) * n + aside * along
    boundary, foot = [at(0, -12), at(0, 12)], at(0, 0)
    corner = [at(0.2, 0), at(0.2, 0.2), at(0, 0.2)]
    plus_side, minus_side = ([*boundary, at(f, 12), at(f, -12)] for f in (far, -far))
    seen = lambda p, room: abs(p.round(12)).max() < 2.5 and (np.linalg.norm(X - p.round(12), axis=1) > room).all()
    first = lambda forth, asides, room: next((p for p in (at(forth, a) for a in asides) if seen(p, room)), None)
    grip = first(0, (1.6, -1.6, 0), 0)
    plus_spot, minus_spot = (first(forth, (${spots.join(", ")}), 0.75) for forth in (0.5, -0.5))

# The arrows, halved until they fit.
tips = np.array(path[-${tail + 1}:])[:, :2]
span = max(np.linalg.norm(tips, axis=1))
zoom = min(2.0**-${halved}, 2.0 ** -np.ceil(np.log2(span / ${longest})) if span > ${longest} else 1.0)
tip, trail = zoom * w, zoom * tips
print(f"{w=}, {b=}, {right=}, {mistakes=}, {bound=}")
`;
}
