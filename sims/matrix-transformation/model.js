// What an affine map of the plane does: pure numbers, no page, no clock.
import { presetFrom } from "kit/data.js";
import { affine, compose, norm, signedArea, tidy, transpose } from "kit/maths.js";
import { array } from "kit/python.js";
import { circle } from "kit/vectors.js";

/** Second maps that can follow the first. */
const SECOND = {
  none: [[1, 0], [0, 1]],
  rotate: [[0.8, -0.6], [0.6, 0.8]],
  shear: [[1, 1], [0, 1]],
  reflect: [[1, 0], [0, -1]],
  scale: [[1.5, 0], [0, 0.5]],
  project: [[1, 0], [0, 0]],
};

export const initial = {
  W: [[1.25, 0.5], [-0.25, 1.5]],
  b: [0, 0],
  x: [-1.25, -1],
  second: "none",
  circle: false,
  eigen: false,
  predict: false,
  answered: false,
  guess: [2, -2],
};

const preset = presetFrom(initial);

export const presets = {
  identity: preset("Identity", "Which W leaves everything where it is?", { W: [[1, 0], [0, 1]] }),
  rotate: preset("Rotate", "What does a turn leave alone?", { W: [[0.8, -0.6], [0.6, 0.8]] }),
  shear: preset("Shear", "What slides, and what stays?", { W: [[1, 0.75], [0, 1]] }),
  reflect: preset("Reflect", "What is an area below zero?", { W: [[0.6, 0.8], [0.8, -0.6]] }),
  scale: preset("Scale", "How much does the square grow?", { W: [[1.75, 0], [0, 0.5]] }),
  project: preset("Project", "What does a shadow forget?", { W: [[0.8, 0.4], [0.4, 0.2]] }),
  singular: preset("Singular", "Where did the other direction go?", { W: [[1, -0.5], [1.5, -0.75]] }),
  shift: preset("Shift", "Which part can W never do?", { W: [[1, 0.25], [-0.25, 1]], b: [-0.75, 0.5] }),
  order: preset("Two maps", "Would the other order do the same?", { W: [[1, 1], [0, 1]], second: "rotate" }),
  ellipse: preset("Ellipse", "How long can an arrow of length 1 become?", { W: [[1.2, 0.4], [1.1, 1.2]], circle: true }),
  eigen: preset("Eigenvectors", "Which arrows keep their direction?", { W: [[1.25, 0.75], [0.75, 1.25]], eigen: true }),
  kept: preset("One line kept", "Which arrow does this shear keep?", { W: [[1, 1.5], [0, 1]], eigen: true }),
};

const SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1]];
const COUNT = Array.from({ length: 17 }, (_, i) => i - 8);
const LINES = [...COUNT.map(k => [[k, -8], [k, 8]]), ...COUNT.map(k => [[-8, k], [8, k]])];
const CIRCLE = tidy(circle(96));

/** Every number and shape of the figure. `matrix` and `offset` are the whole map: the first, then the second. */
export function derive({ W, b, x, second, guess }) {
  const second_matrix = SECOND[second], tips = affine([[1, 0], [0, 1]], W, b);
  const [matrix, offset] = compose([second_matrix, [0, 0]], [W, b]).map(tidy);
  const area = tidy(signedArea(matrix)), point_image = affine(x, matrix, offset), square = affine(SQUARE, matrix, offset);
  const other = affine(SQUARE, ...compose([W, b], [second_matrix, [0, 0]]));
  return {
    tips: tidy(tips),
    columns: tidy(tips.map(tip => tip.map((value, i) => value - b[i]))),
    second_matrix, matrix, offset, area,
    orientation: area > 0 ? "keeps" : area < 0 ? "flips" : "collapses",
    rank: area !== 0 ? 2 : norm(matrix.flat()) > 0 ? 1 : 0,
    grid_before: LINES, grid: tidy(affine(LINES, matrix, offset)),
    square_first: tidy(affine(SQUARE, W, b)), square: tidy(square),
    centre: tidy(affine([0.5, 0.5], matrix, offset)),
    point_first: tidy(affine(x, W, b)), point_image: tidy(point_image),
    square_before: SQUARE, circle: CIRCLE, ellipse: tidy(affine(CIRCLE, matrix, offset)),
    recipe: tidy(affine([[0, 0], [x[0], 0], x], W, b)),
    square_other: tidy(other), order_matters: other.flat().some((value, i) => Math.abs(value - square.flat()[i]) > 1e-9),
    lost: lost(matrix, x),
    ...stretches(matrix, offset, area), ...eigen(matrix, offset),
    guess_error: tidy(norm(guess.map((value, i) => value - point_image[i]))),
  };
}

/** Where everything falls onto one line: two points whose line goes through x and lands where x lands. */
function lost(matrix, x) {
  if (tidy(signedArea(matrix)) !== 0 || !matrix.flat().some(Boolean)) return null;
  const way = upright(across(...matrix));
  return tidy([x.map((value, i) => value - way[i]), x.map((value, i) => value + way[i])]);
}

/** Singular values; the unit vector that is stretched most and the one at right angles; the points where they land.
    A circle that stays a circle has no longest direction: then both are null. */
function stretches(matrix, offset, area) {
  const [[a, b], [c, d]] = matrix;
  const largest = (Math.hypot(a + d, c - b) + Math.hypot(a - d, c + b)) / 2;
  const p = tidy(2 * (a * b + c * d)), q = tidy(a * a + c * c - b * b - d * d);
  const singular_values = tidy([largest, largest && Math.abs(area) / largest]);
  if (p === 0 && q === 0) return { singular_values, axes_before: null, axes_after: null };
  const angle = Math.atan2(p, q) / 2, axes = [[Math.cos(angle), Math.sin(angle)], [-Math.sin(angle), Math.cos(angle)]];
  return { singular_values, axes_before: tidy(axes), axes_after: tidy(affine(axes, matrix, offset)) };
}

/** Real eigenvalues, the larger first; a unit vector for each direction that is kept, and a line along it.
    `gap` is the square of half their distance. */
function eigen([[a, b], [c, d]], offset) {
  const gap = tidy(((a - d) / 2) * ((a - d) / 2) + b * c), root = Math.sqrt(Math.max(gap, 0));
  if (gap < 0) return { eigen_kind: "none", eigenvalues: null, eigen_directions: [], eigen_lines: [] };
  const values = tidy([(a + d) / 2 + root, (a + d) / 2 - root]);
  if (a === d && b === 0 && c === 0) return { eigen_kind: "all", eigenvalues: values, eigen_directions: [], eigen_lines: [] };
  const kept = gap > 0 ? values : values.slice(0, 1);
  const directions = kept.map(value => tidy(upright(across([a - value, b], [c, d - value]))));
  const line = way => [-2.5, 2.5].map(far => way.map((value, i) => offset[i] + far * value));
  return {
    eigen_kind: gap > 0 ? "two" : "one", eigenvalues: values,
    eigen_directions: directions, eigen_lines: tidy(directions.map(line)),
  };
}

/** The unit vector at right angles to the longer of two parallel vectors. */
function across(u, v) {
  const [p, q] = norm(u) >= norm(v) ? u : v, length = norm([p, q]);
  return [-q / length, p / length];
}

/** Of v and -v the one that points right, or straight up. */
function upright([p, q]) {
  return p < -1e-9 || (Math.abs(p) <= 1e-9 && q < 0) ? [-p, -q] : [p, q];
}

/** The state after `handle` was moved to a place in the plane. */
export function move(state, handle, place) {
  if (handle === "guess" || handle === "x" || handle === "b") return { ...state, [handle]: place };
  const columns = transpose(state.W);
  columns[handle === "column_0" ? 0 : 1] = place.map((value, i) => value - state.b[i]);
  return { ...state, W: transpose(columns) };
}

/** The program that computes the same numbers, with the same names, from the library. */
export function python({ W, b, x, second, guess }) {
  return `import numpy as np
from layerwise.linear_maps import affine, compose, signed_area

W = ${array(W)}
b = ${array(b)}
x = ${array(x)}
second_matrix = ${array(SECOND[second])}
guess = ${array(guess)}

# The columns of W are where e1 and e2 land, seen from where 0 lands.
tips = affine(np.eye(2), W, b)
columns = tips - affine(np.zeros(2), W, b)

# Two maps in a row are one map.
matrix, offset = (part.round(12) for part in compose((second_matrix, np.zeros(2)), (W, b)))
area = round(signed_area(matrix), 12) + 0.0
orientation = "keeps" if area > 0 else "flips" if area < 0 else "collapses"
rank = int(np.linalg.matrix_rank(matrix))

# What the maps do to a grid, the unit square, the unit circle and the point x.
count = range(-8, 9)
grid_before = np.array([[[k, -8], [k, 8]] for k in count] + [[[-8, k], [8, k]] for k in count], dtype=float)
grid = affine(grid_before, matrix, offset)
square_before = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
square_first, square = affine(square_before, W, b), affine(square_before, matrix, offset)
square_other = affine(square_before, *compose((W, b), (second_matrix, np.zeros(2))))
order_matters = bool(np.abs(square_other - square).max() > 1e-9)
centre = affine(np.array([0.5, 0.5]), matrix, offset)
point_first, point_image = affine(x, W, b), affine(x, matrix, offset)
recipe = affine(np.array([[0.0, 0.0], [x[0], 0.0], x]), W, b)  # x[0] of column 0, then x[1] of column 1
angle = np.pi * np.arange(96) / 48
circle = np.stack([np.cos(angle), np.sin(angle)], axis=1).round(12)
ellipse = affine(circle, matrix, offset)
guess_error = float(np.linalg.norm(guess - point_image))

def upright(v):
    """Of v and -v the one that points right, or straight up."""
    return -v if v[0] < -1e-9 or (abs(v[0]) <= 1e-9 and v[1] < 0) else v

# Where everything falls onto one line: what differs along this direction lands together.
lost = None
if rank == 1:
    way = upright(np.linalg.svd(matrix)[2][1])
    lost = np.array([x - way, x + way])

# Singular values, and the axes of the ellipse. A circle that stays a circle has no longest direction.
_, singular_values, directions = np.linalg.svd(matrix)
singular_values = singular_values.round(12) + 0.0
axes_before = axes_after = None
if not np.allclose(matrix.T @ matrix, np.eye(2) * (matrix**2).sum() / 2, rtol=0, atol=1e-10):
    v = upright(directions[0])
    axes_before = np.array([v, [-v[1], v[0]]])
    axes_after = affine(axes_before, matrix, offset)

# Eigenvalues from the quadratic formula: np.linalg.eig splits a double one at the eighth digit.
(p, q), (r, s) = matrix
gap = round(((p - s) / 2) * ((p - s) / 2) + q * r, 12)
eigen_kind, eigenvalues, eigen_directions = "none", None, []
if gap >= 0:
    eigenvalues = ((p + s) / 2 + np.array([1.0, -1.0]) * np.sqrt(gap)).round(12) + 0.0
    eigen_kind = "all" if (p, q, r) == (s, 0, 0) else "two" if gap > 0 else "one"
    kept = {"all": [], "one": eigenvalues[:1], "two": eigenvalues}[eigen_kind]
    eigen_directions = [upright(np.linalg.svd(matrix - k * np.eye(2))[2][1]) for k in kept]
    np.testing.assert_allclose(np.sort(np.linalg.eigvals(matrix).real), eigenvalues[::-1], atol=1e-6)
eigen_lines = [[offset - 2.5 * v, offset + 2.5 * v] for v in eigen_directions]
print(f"{area=}, {singular_values=}, {eigenvalues=}")
`;
}
