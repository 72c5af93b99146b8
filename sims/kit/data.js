// The small things that models and views write down: presets, options, names of entries.

/** Makes presets of a figure: each says what it changes of the start. */
export const presetFrom = initial => (title, question, change) => ({ title, question, state: { ...initial, ...change } });

/** One entry of a choice. */
export const option = (value, label) => ({ value, label });

/** Subscripts, to be read by index. */
export const SUB = ["₁", "₂", "₃", "₄"];

/** Subscripts that count from 0, as the entries of a vector are counted. */
export const INDEX = ["₀", "₁", "₂", "₃"];

/** The names of both entries of a vector of the plane. */
export const pair = name => [`${name}.0`, `${name}.1`];

/** 0, 1, … n − 1. */
export const indices = n => Array.from({ length: n }, (_, i) => i);

/** A control that holds numbers of one range, typed or grabbed. */
export const numbersOf = (key, range) => ({ key, kind: "numbers", ...range });

/** All values added up. */
export const sum = values => values.reduce((total, value) => total + value, 0);
