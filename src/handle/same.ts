const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => Object(value) === value;

/** Whether two hold the same, all the way down. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (isObject(one) &&
    isObject(other) &&
    Object.keys({ ...one, ...other }).every((key) => isSame(one[key], other[key])));
