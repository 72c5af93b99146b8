// The figure as a program that builds the network and asks it.

const names = bends => [...new Set(bends.filter(bend => bend !== "none"))].toSorted();
const written = bends => `[${bends.map(bend => (bend === "none" ? "None" : bend)).join(", ")}]`;

/** The text of the program for a network. */
export function program(state, { sizes, columns, bends, focus, was_sizes }) {
  const used = names(bends), functions = used.length ? `from layerwise.activations import ${used.join(", ")}\n` : "";
  return `import numpy as np
${functions}from layerwise.layer import Activation, Dense, Sequential, parameter_count, shape_map

sizes = [${sizes.join(", ")}]
columns = [${columns.join(", ")}]  # how many inputs each W expects
functions = ${written(bends)}
batch = ${state.batch ? state.B[0] : "None"}
was_sizes = ${was_sizes ? `[${was_sizes.join(", ")}]` : "None"}
focus = ${focus}
rng = np.random.default_rng(0)


def network(sizes, columns, functions):
    layers = []
    for n_in, n_out, f in zip(columns, sizes[1:], functions, strict=True):
        layers.append(Dense(n_in, n_out, rng, dtype=np.float32))
        if f is not None:
            layers.append(Activation(f))
    return Sequential(*layers)


net = network(sizes, columns, functions)
dense = [layer for layer in net.layers if isinstance(layer, Dense)]
shapes = [layer.params["W"].shape for layer in dense]
each = [parameter_count(layer) for layer in dense]
parameters = parameter_count(net)
memory = sum(p.nbytes for p in net.params.values())
examples = batch or 1
multiply_adds = examples * sum(layer.params["W"].size for layer in dense)
bends = [f.__name__ if f else "none" for f in functions]

# The signal, as far as it comes.
x = np.zeros((batch, sizes[0]) if batch else sizes[0], np.float32)
signal, flow, error, misfit, missing = x, [x.shape], None, None, 0
for k, layer in enumerate(dense):
    W = layer.params["W"]
    try:
        signal = signal @ W.T if batch else W @ signal
    except ValueError as refused:
        error, misfit, missing = str(refused), k, abs(sizes[k] - columns[k])
        break
    flow.append(signal.shape)
if error is None:
    assert flow[1:] == [row.shape for row in shape_map(net, x) if row.name == "Dense"]
flow += [None] * (len(sizes) - len(flow))
kept = np.dtype(np.float32).itemsize * examples * sum(sizes)
memory_scaled, kept_scaled = (n / 1000 ** sum(n >= unit for unit in (1e3, 1e6, 1e9)) for n in (memory, kept))

# Without activations between them all layers together do what one can.
ends = [0, *(k + 1 for k, f in enumerate(functions[:-1]) if f), len(dense)]
runs = list(zip(ends, ends[1:]))
collapsed = None
if not any(functions[:-1]):
    collapsed = parameter_count(Dense(sizes[0], sizes[-1], rng))

# The connection in focus.
out, inner = shapes[focus]
arriving, bias = sizes[focus], dense[focus].params["b"].size
wider = [size + (k == focus + 1) for k, size in enumerate(sizes)]
met = [n + (k == focus + 1 and n == sizes[k]) for k, n in enumerate(columns)]
one_more = parameter_count(network(wider, met, functions)) - parameters

# How it has grown.
was_parameters = growth = weight_growth = new_layer = None
if was_sizes:
    before = network(was_sizes, was_sizes[:-1], [None] * (len(was_sizes) - 1))
    was_parameters = parameter_count(before)
    growth = parameters / was_parameters
    if len(was_sizes) == len(sizes):
        weight_growth = [W.params["W"].size / V.params["W"].size for W, V in zip(dense, before.layers, strict=True)]
    elif len(sizes) > 3:
        new_layer = parameter_count(Dense(sizes[-3], sizes[-2], rng))
print(f"{parameters} numbers to learn")
`;
}
