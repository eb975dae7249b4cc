/** Who is there now and nobody else, in the order in which they came to be known; the last word on each counts. */
export const people = <K extends string, P extends Readonly<Record<K, unknown>>>(
  before: readonly P[],
  now: readonly P[],
  key: K,
): readonly P[] => {
  const told = new Map<unknown, P | undefined>([
    ...before.map((one) => [one[key], undefined] as const),
    ...now.map((one) => [one[key], one] as const),
  ]);
  return [...told.values()].flatMap((one) => one ?? []);
};
