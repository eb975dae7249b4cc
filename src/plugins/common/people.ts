/** Who is there now and nobody else, in the order in which they came to be known; the last word on each counts. */
export const people = <P>(
  before: readonly P[],
  now: readonly P[],
  idOf: (one: P) => unknown,
): readonly P[] => {
  const told = new Map(now.map((one) => [idOf(one), one]));
  return [...new Set([...before, ...now].map(idOf))].flatMap((id) => told.get(id) ?? []);
};
