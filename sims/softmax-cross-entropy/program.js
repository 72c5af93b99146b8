// The figure as a Python program.
import { array, list } from "kit/python.js";

/** The text of the program for a state. */
export const program = ({ z, temperature: [T], classes, shift, rate, at, guess }, { target, AXES, PIECES, LOGIT }) => `import numpy as np
from layerwise.activations import softmax
from layerwise.differentiable import vjp
from layerwise.losses import cross_entropy

T, shift, rate, target = ${list(T)}, ${list(Number(shift))}, ${list(Number(rate))}, ${target}
start = ${array(z.slice(0, Number(classes)))}
y = np.eye(${classes})[target]


def judge(z):
    """The loss of these logits, and its gradient: T divides on the way there, and once more on the way back."""
    L, back = vjp(cross_entropy, (z + shift) / T, y=np.array(target))
    (gap,) = back(1.0)
    return L, gap, gap / T


# Down the gradient${at ? ", as long as the logits stay within the picture" : ": where one step would lead, and whether that is within the picture"}.
z, taken = start, 0
first_L = judge(start)[0]
after = z - rate * judge(z)[2]
${at ? `while taken < ${at} and np.abs(after).max() <= ${LOGIT.max}:
    z, taken = after, taken + 1
    after = z - rate * judge(z)[2]
` : ""}further = bool(np.abs(after).max() <= ${LOGIT.max})

logits = z + shift
p = softmax(logits / T)
L, gap, dz = judge(z)
missing, guess_error = -gap[target], abs(${list(guess)} - p[target])
reach = next(axis for axis in ${JSON.stringify(AXES)} if axis >= L)
losses = reach * np.arange(${PIECES + 1}) / ${PIECES}
curve = np.stack([losses, np.exp(-losses)], axis=1)

# Stable: the largest logit comes off first.
m = logits.max()
shifted = (logits - m) / T
stable_exp = np.exp(shifted)
stable_sum, behind = stable_exp.sum(), -shifted[target]


def in_words(value):
    """What floating point says where it cannot count on."""
    return float(value) if np.isfinite(value) else str(value)


# Naive: what the formula says, as it stands.
scaled = logits / T
with np.errstate(over="ignore", invalid="ignore"):
    exponentials = np.exp(scaled)
    naive_exp, naive_sum = [in_words(each) for each in exponentials], in_words(exponentials.sum())
    naive_p = [in_words(each) for each in exponentials / exponentials.sum()]
print(f"p = {p.round(5)}, L = {L:.5f}, dz = {dz.round(5)}; naive: {naive_p}")
`;
