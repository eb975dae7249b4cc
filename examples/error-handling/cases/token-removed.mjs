// Our token was withdrawn while the session lived: the next beat is refused.
import { EMPTY, catchError, retry, switchMap, throwError } from 'rxjs';
import { backOff, create$, isJanusError } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const tokenRemoved = {
  name: 'token-removed',
  title: 'The token is withdrawn while the session lives',
  kinds: ['session-lost'],
  server: { tokens: ['soon-withdrawn'] },
  run$: ({ transport, server, did, seen, handled }) =>
    create$(transport({ token: 'soon-withdrawn' }), { keepAliveMs: 2_000 }).pipe(
      seen(),
      retry({ delay: backOff() }),
      // The pattern: who is let in no more is signed out, not reconnected.
      catchError((error) => {
        if (!isJanusError(error, 'session-lost', 'session-reclaim') || error.why !== 'unauthorized')
          return throwError(() => error);
        handled('signed the user out; nothing was tried again');
        return EMPTY;
      }),
      switchMap(({ id }) => {
        did(`withdrew the token of session ${short(id)}`);
        return server.removeToken('soon-withdrawn');
      }),
    ),
};
