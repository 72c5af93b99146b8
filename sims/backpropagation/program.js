// The figure as a program that calls the library.
import { array, list } from "kit/python.js";

const LOSSES = {
  "squared error": ["mean_squared_error", "z2"],
  "cross-entropy1": ["binary_cross_entropy_with_logits", "sigmoid(z2)"],
  "cross-entropy2": ["cross_entropy", "softmax(z2)"],
};

/** The text of the program for this state, its target and the names of its parameters, of which none may be larger than `most`. */
export function program(state, target, names, most) {
  const { x, W1, b1, W2, b2, outputs, rate, at, probe } = state, n = Number(outputs);
  const [loss, prediction] = LOSSES[state.loss] ?? LOSSES[`${state.loss}${outputs}`], bend = prediction === "z2" ? "" : `, ${prediction.slice(0, -4)}`;
  const checked = names[Math.min(probe, names.length - 1)], [name, ...place] = checked.split("."), entry = place.join(", ");
  return `import numpy as np
from layerwise.activations import relu${bend}
from layerwise.differentiable import vjp
from layerwise.linear_maps import affine
from layerwise.losses import ${loss}

x, target = ${array(x)}, ${array(target)}
W1, b1 = ${array(W1)}, ${array(b1)}
W2, b2 = ${array(W2.slice(0, n))}, ${array(b2.slice(0, n))}
rate, at = ${list(Number(rate))}, ${at}


def loss_of(W1, b1, W2, b2):
    z2 = affine(relu(affine(x, W1, b1)), W2, b2)
    return float(${loss}(z2[None], y=target[None]))


for passes in range(at // 9 + 1):
    # Forward; each pullback remembers what it will need.
    z1, affine1_back = vjp(affine, x, W1, b1)
    z1 = z1.round(12) + 0.0
    h2, relu_back = vjp(relu, z1)
    z2, affine2_back = vjp(affine, h2, W2, b2)
    z2 = z2.round(12) + 0.0
    L, loss_back = vjp(${loss}, z2[None], y=target[None])

    # Backward: the same operations in reverse order.
    dz2 = loss_back(1.0)[0][0]
    dh2, dW2, db2 = affine2_back(dz2)
    (dz1,) = relu_back(dh2)
    _, dW1, db1 = affine1_back(dz1)

    # One step of SGD.
    next_W1, next_b1 = W1 - rate * dW1, b1 - rate * db1
    next_W2, next_b2 = W2 - rate * dW2, b2 - rate * db2
    z1_next = affine(x, next_W1, next_b1).round(12) + 0.0
    z2_next = affine(relu(z1_next), next_W2, next_b2).round(12) + 0.0
    next_loss = float(${loss}(z2_next[None], y=target[None]))
    too_far = max(np.abs(v).max() for v in (next_W1, next_b1, next_W2, next_b2)) > ${most}
    if passes == at // 9 or too_far:
        break
    W1, b1, W2, b2 = next_W1, next_b1, next_W2, next_b2

phase = at % 9 if passes == at // 9 else 8
position = passes * 9 + phase
next_loss = None if too_far else next_loss
L, awake, gate, p = float(L), z1 > 0, 1 * (z1 > 0), ${prediction}
shares = W2.T * dz2

# ${checked}, nudged up and down while all others are held.
names, checked = ["W1", "b1", "W2", "b2"], "${checked}"
nudge, epsilon = np.zeros_like(${name}), 0.001
nudge[${entry}] = epsilon
up, down = ([v + sign * nudge if n == "${name}" else v for n, v in zip(names, [W1, b1, W2, b2])] for sign in (1, -1))
loss_up, loss_down = loss_of(*up), loss_of(*down)
quotient = (loss_up - loss_down) / (2 * epsilon)
backward = d${name}[${entry}]
corner = bool(((affine(x, *up[:2]).round(12) > 0) != (affine(x, *down[:2]).round(12) > 0)).any())
print(f"{L=}, {next_loss=}, {backward=}, {quotient=}")
`;
}
