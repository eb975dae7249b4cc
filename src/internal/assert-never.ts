/** Reached only by a mistake of ours: a `switch` that should have covered every arm of a union. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
