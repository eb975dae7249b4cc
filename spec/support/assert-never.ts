/** The end of a switch that covers every arm of a union: a missing arm fails to compile, and to run. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
