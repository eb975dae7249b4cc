/** What a value is, without saying it: an argument may be a secret, so that an error names its type alone. */
export const describeValue = (value: unknown): string =>
  typeof value === 'number'
    ? String(value)
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? 'an array'
        : `a ${typeof value}`;
