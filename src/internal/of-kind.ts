import { type OperatorFunction, filter } from 'rxjs';

/**
 * Lets through the values of one `kind`, typed as that arm of the union.
 *
 * Emits what matches, completes and errors with its source.
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
): OperatorFunction<T, Extract<T, { readonly kind: K }>> =>
  filter((value: T): value is Extract<T, { readonly kind: K }> => value.kind === kind);
