// A session id was stored, before a page reload or by another process, and the session is gone when it is claimed.
import { catchError, map, switchMap, take, tap, throwError } from 'rxjs';
import { claim$, create$, isJanusError } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const storedId = {
  name: 'stored-id',
  title: 'A stored session is gone when it is claimed',
  kinds: ['session-reclaim'],
  run$: ({ transport, elsewhere$, did, seen, handled }) => {
    const janus$ = transport();
    // The pattern: a new session in place of one that is not found, and of no other. It knows nothing of what the old one
    // had joined. In one call: openSession$(janus$, { sessionId, orElse: 'create' }).
    const claimedOrNew$ = (/** @type {number} */ id) =>
      claim$(janus$, id).pipe(
        seen(),
        catchError((error) =>
          isJanusError(error, 'session-reclaim') && error.why === 'not-found'
            ? create$(janus$)
            : throwError(() => error),
        ),
      );
    return create$(elsewhere$).pipe(
      switchMap((session) => session.destroy$().pipe(map(() => session.id))),
      tap((id) => did(`claimed session ${short(id)} after its end`)),
      switchMap(claimedOrNew$),
      tap(({ id }) => handled(`made a new session in its place, ${short(id)}`)),
      take(1),
    );
  },
};
