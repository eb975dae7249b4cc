// The server refuses our token, or our secret. No retry mends that.
import { catchError, of, retry, switchMap, take, tap, throwError } from 'rxjs';
import { backOff, create$, isJanusError } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** What the application asks the user. @type {() => import('rxjs').Observable<string>} */
const signedIn$ = () => of('valid-token');

/** @type {import('../stage.mjs').Case} */
export const wrongToken = {
  name: 'wrong-token',
  title: 'The server refuses the token',
  kinds: ['server'],
  server: { tokens: ['valid-token'] },
  run$: ({ transport, did, seen, handled }) => {
    did('created a session with a token that the server does not know');
    const session$ = (/** @type {string} */ token) =>
      create$(transport({ token })).pipe(retry({ delay: backOff() }));
    // The pattern: backOff() passes a 403 on at once. Ask for another token, then begin anew.
    return session$('stale-token').pipe(
      seen(),
      catchError((error) =>
        isJanusError(error, 'server') && error.code === 403
          ? signedIn$().pipe(switchMap(session$))
          : throwError(() => error),
      ),
      tap(({ id }) => handled(`had the user sign in again, and made session ${short(id)}`)),
      take(1),
    );
  },
};
