// Two parts of one program claim the same stored session on one transport: the earlier one hears of it at once.
import {
  NEVER,
  Subscription,
  catchError,
  finalize,
  ignoreElements,
  switchMap,
  take,
  tap,
  throwError,
} from 'rxjs';
import { claim$, create$, isJanusError } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const claimedTwice = {
  name: 'claimed-twice',
  title: 'The session is claimed twice in one program',
  kinds: ['session-superseded'],
  run$: ({ transport, did, seen, handled }) => {
    const janus$ = transport();
    /** @type {import('rxjs').Observable<import('rxjs-janus').JanusSession>} */
    let other$ = NEVER;
    const leases = new Subscription();
    return create$(janus$).pipe(
      tap(({ id }) => {
        did(`claimed session ${short(id)} a second time`);
        other$ = claim$(janus$, id);
        leases.add(other$.subscribe());
      }),
      switchMap(() => NEVER),
      seen(),
      // The pattern: a mistake of the program's. One pipeline claims, and all share it: openSession$, create$ and claim$ give
      // an Observable that may have any number of subscribers.
      catchError((error) => {
        if (!isJanusError(error, 'session-superseded')) return throwError(() => error);
        handled('went on with the later one: both are to share one Observable');
        return other$.pipe(take(1), ignoreElements());
      }),
      finalize(() => leases.unsubscribe()),
    );
  },
};
