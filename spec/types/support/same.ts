/** `true` where two types are the same, `any` and `unknown` told apart. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles where the type argument is `true`. */
export function yes<T extends true>(): T | undefined {
  return undefined;
}
