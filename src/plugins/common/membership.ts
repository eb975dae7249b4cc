import { type OperatorFunction, concatMap, pairwise } from 'rxjs';

/** Somebody came or went. */
export interface MembershipOf<P> {
  /** Which. */
  readonly kind: 'joined' | 'left';
  /** Who; as they were last, when they left. */
  readonly participant: P;
}

/** The differences between lists of who is there: who left first, then who joined. */
export const membership =
  <P>(idOf: (participant: P) => unknown): OperatorFunction<readonly P[], MembershipOf<P>> =>
  (lists$) => {
    const told = (
      kind: MembershipOf<P>['kind'],
      all: readonly P[],
      some: readonly P[],
    ): readonly MembershipOf<P>[] => {
      const known = new Set(some.map(idOf));
      return all.filter((one) => !known.has(idOf(one))).map((participant) => ({ kind, participant }));
    };
    return lists$.pipe(
      pairwise(),
      concatMap(([before, after]) => [...told('left', before, after), ...told('joined', after, before)]),
    );
  };
