// The server timed the session out: the device slept, or the keep-alive was too rare. Nothing is left to claim.
import { retry, take, tap } from 'rxjs';
import { backOff, create$ } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const expired = {
  name: 'expired',
  title: 'The server timed the session out',
  kinds: ['session-timeout'],
  server: { sessionTimeoutS: 1 },
  run$: ({ transport, did, seen, handled }) => {
    let sessions = 0;
    // The pattern: lost for good is no end, but a new session, gently. What a switchMap below attaches is attached again.
    return create$(transport(), { keepAliveMs: 60_000 }).pipe(
      seen(),
      retry({ delay: backOff({ firstMs: 200 }), resetOnSuccess: true }),
      tap(({ id }) =>
        sessions++
          ? handled(`made a new session, ${short(id)}`)
          : did(`let session ${short(id)} be silent for longer than session_timeout`),
      ),
      take(2),
    );
  },
};
