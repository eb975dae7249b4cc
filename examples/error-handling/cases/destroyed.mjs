// Somebody else ended the session, an operator or another process: the server tells us nothing, the next beat does.
import { retry, take, tap } from 'rxjs';
import { backOff, create$ } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';
import { byAnother$ } from '../stage.mjs';

/** @type {import('../stage.mjs').Case} */
export const destroyed = {
  name: 'destroyed',
  title: 'Somebody else ended the session',
  kinds: ['session-lost'],
  run$: ({ transport, elsewhere$, did, seen, handled }) => {
    let sessions = 0;
    const lose = (/** @type {number} */ id) => {
      did(`had another client destroy session ${short(id)}`);
      byAnother$(elsewhere$, { janus: 'destroy', session_id: id }).subscribe();
    };
    // The pattern: the same as for one that timed out.
    return create$(transport(), { keepAliveMs: 2_000 }).pipe(
      seen(),
      retry({ delay: backOff({ firstMs: 200 }), resetOnSuccess: true }),
      tap(({ id }) => (sessions++ ? handled(`made a new session, ${short(id)}`) : lose(id))),
      take(2),
    );
  },
};
