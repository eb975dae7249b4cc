// Another client claimed the session, a second window with the same stored id for one. The server tells us nothing.
import { EMPTY, Subject, catchError, switchMap, tap, throwError, timer } from 'rxjs';
import { claim$, create$, isJanusError } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const superseded = {
  name: 'superseded',
  title: 'Another client claims the session',
  kinds: ['session-superseded'],
  // Two clients over REST share a session's events in peace, until one of their polls is answered early.
  server: { webSocket: true },
  run$: ({ transport, elsewhere$, did, seen, handled }) => {
    /** @type {Subject<void>} */
    const wake$ = new Subject();
    // Some time later, so that the session has settled down.
    const claimedElsewhere$ = (/** @type {number} */ id) =>
      timer(300).pipe(
        switchMap(() => claim$(elsewhere$, id)),
        tap(() => {
          did(`had another client claim session ${short(id)}, and woke up`);
          // After a wake-up the library finds out whose the session is. Browsers tell it when they wake.
          wake$.next();
        }),
      );
    return create$(transport({ wake$ })).pipe(
      switchMap(({ id }) => claimedElsewhere$(id)),
      seen(),
      // The pattern: leave it to the other, and let the user decide by a button that claims. Two that claim back at once
      // would take it from each other for ever.
      catchError((error) => {
        if (!isJanusError(error, 'session-superseded')) return throwError(() => error);
        handled('left it to the other: "in use elsewhere", with a button "use it here"');
        return EMPTY;
      }),
    );
  },
};
