import { type OperatorFunction, concatMap, pairwise } from 'rxjs';

/** Somebody came or went. */
export interface MembershipOf<P> {
  /** Which. */
  readonly kind: 'joined' | 'left';
  /** Who; as they were last, when they left. */
  readonly participant: P;
}

/**
 * The differences between lists of who is there: who left first, then who joined.
 *
 * @param key - The field that tells them apart.
 */
export const membership =
  <K extends string, P extends Readonly<Record<K, unknown>>>(
    key: K,
  ): OperatorFunction<readonly P[], MembershipOf<P>> =>
  (lists$) =>
    lists$.pipe(
      pairwise(),
      concatMap((pair) =>
        pair.flatMap((all, at) => {
          const known = new Set(pair[1 - at]?.map((one) => one[key]));
          return all
            .filter((one) => !known.has(one[key]))
            .map((participant): MembershipOf<P> => ({ kind: at ? 'joined' : 'left', participant }));
        }),
      ),
    );
