/** As many zeros as `N` says, by which types count. */
type Zeros<N extends number, Z extends readonly 0[] = []> = Z['length'] extends N ? Z : Zeros<N, [...Z, 0]>;

type Numbered<N extends string, At extends readonly 0[]> = N extends `${infer First} ${infer Rest}`
  ? Readonly<Record<At['length'] & number, Uppercase<First>>> & Numbered<Rest, [...At, 0]>
  : Readonly<Record<At['length'] & number, Uppercase<N>>>;

/** Names by their codes: `ErrorNames<421, 'no_message invalid_json'>` has a 421, a 422 and the 499 that all have. */
export type ErrorNames<C extends number, N extends string> = {
  readonly [K in keyof Numbered<N, Zeros<C>> | 499]: K extends keyof Numbered<N, Zeros<C>>
    ? Numbered<N, Zeros<C>>[K]
    : 'UNKNOWN_ERROR';
};

/**
 * The error codes of a plugin whose codes follow one another, but for 499.
 *
 * @param first - The first code.
 * @param names - What they are called, in small letters and with a blank between: compressed, that is a third less.
 */
export const errorNames = <C extends number, N extends string>(first: C, names: N): ErrorNames<C, N> => {
  const named: Record<number, string> = { 499: 'UNKNOWN_ERROR' };
  let code: number = first;
  for (const name of names.toUpperCase().split(' ')) named[code++] = name;
  return named as never;
};
