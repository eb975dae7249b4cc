import { type OperatorFunction, filter } from 'rxjs';

/** The arms of a union that may be of a kind; one arm may have several. */
export type OfKind<T extends { readonly kind: string }, K extends string> = T extends {
  readonly kind: infer L;
}
  ? K & L extends never
    ? never
    : T & { readonly kind: K }
  : never;

/**
 * Lets through the values of one `kind`, typed as that arm of the union.
 *
 * Emits what matches, completes and errors with its source.
 *
 * ![The others are left out](../../docs/pictures/of-kind.svg)
 *
 * @param kind - The literal to let through, `'slowlink'` for example.
 * @example
 * ```ts
 * import { ofKind, type Handle } from 'rxjs-janus';
 *
 * const lost$ = (handle: Handle) => handle.event$.pipe(ofKind('slowlink'));
 * ```
 */
export const ofKind = <T extends { readonly kind: string }, K extends T['kind']>(
  kind: K,
): OperatorFunction<T, OfKind<T, K>> => filter((value: T): value is OfKind<T, K> => value.kind === kind);
