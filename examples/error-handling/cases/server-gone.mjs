// No line can be opened any more. The session ends by its own deadline, and the application has a limit of its own.
import { EMPTY, catchError, retry, tap, throwError } from 'rxjs';
import { backOff, create$, isJanusError } from 'rxjs-janus';

const ATTEMPTS = 2;

/** @type {import('../stage.mjs').Case} */
export const serverGone = {
  name: 'server-gone',
  title: 'The server is gone for good',
  kinds: ['connection-failed'],
  run$: ({ transport, network, did, seen, handled }) =>
    create$(transport(), { reclaim: { forMs: 500 } }).pipe(
      tap(() => {
        did('cut the line, and let none through again');
        network.cut(60_000);
      }),
      seen(),
      // The pattern: some attempts, further and further apart, and then say so instead of trying for ever in silence.
      retry({ count: ATTEMPTS, delay: backOff({ firstMs: 200, maxMs: 400 }), resetOnSuccess: true }),
      catchError((error) => {
        if (!isJanusError(error, 'connection-failed', 'connection-lost')) return throwError(() => error);
        handled(`told the user after ${ATTEMPTS} more attempts, and offered to try again`);
        return EMPTY;
      }),
    ),
};
