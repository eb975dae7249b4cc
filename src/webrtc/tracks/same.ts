/** Whether two lists say the same of the same tracks. */
export const isSameList = <T extends object>(before: readonly T[], now: readonly T[]): boolean =>
  before.length === now.length && before.every((one, index) => isSame(one, now[index]));

const isSame = (one: object, other: object | undefined): boolean => {
  const [fields, others] = [one, other ?? {}].map((track) => Object.values(track) as readonly unknown[]);
  return fields?.every((value, index) => value === others?.[index]) ?? false;
};
