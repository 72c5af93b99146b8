// Values as a Python program writes them.

/** A number with its point, or nested lists of such. */
export const list = value =>
  Array.isArray(value) ? `[${value.map(list).join(", ")}]` : Number.isInteger(value) ? `${value}.0` : `${value}`;

/** The same as a NumPy array. */
export const array = value => `np.array(${list(value)})`;
