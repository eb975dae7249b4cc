// The line came back too late: the server no longer has the session, and refuses the claim.
import { retry, take, tap } from 'rxjs';
import { backOff, create$ } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';
import { byAnother$ } from '../stage.mjs';

/** @type {import('../stage.mjs').Case} */
export const reclaimRefused = {
  name: 'reclaim-refused',
  title: 'The line came back when the session was gone',
  kinds: ['session-reclaim'],
  run$: ({ transport, network, elsewhere$, did, seen, handled }) => {
    let sessions = 0;
    const lose = (/** @type {number} */ id) => {
      did(`cut the line of session ${short(id)}, and had the session end before the line was back`);
      network.cut(500);
      byAnother$(elsewhere$, { janus: 'destroy', session_id: id }).subscribe();
    };
    // The pattern: as for every lost session, a new one. backOff() passes on what no retry mends, a refused token for one.
    return create$(transport()).pipe(
      seen(),
      retry({ delay: backOff({ firstMs: 200 }), resetOnSuccess: true }),
      tap(({ id }) => (sessions++ ? handled(`made a new session, ${short(id)}`) : lose(id))),
      take(2),
    );
  },
};
