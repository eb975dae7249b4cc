// The server's reclaim_session_timeout is 0, its default: a session dies with its line.
import { ignoreElements, merge, retry, take, tap } from 'rxjs';
import { backOff, create$, ofKind } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const reclaimOff = {
  name: 'reclaim-off',
  title: 'The server keeps no session whose line dropped',
  kinds: ['session-reclaim'],
  server: { reclaimS: 0 },
  // Over REST the server sees no line that drops, and session_timeout alone counts.
  webSocketOnly: true,
  run$: ({ transport, network, did, seen, handled }) => {
    const janus$ = transport();
    let sessions = 0;
    const cutOnce = () => {
      if (sessions > 1) return;
      did('cut the line');
      network.cut(200);
    };
    // The pattern: log diagnostics where those who run the server read them. They tell before the first drop does.
    const log$ = janus$.diagnostics$.pipe(
      ofKind('no-reclaim-window'),
      tap(({ setting, advice }) => handled(`logged for those who run the server: ${setting}: ${advice}`)),
    );
    // Until it is set, each drop costs the session, and a new one is made.
    const always$ = create$(janus$).pipe(
      seen(),
      retry({ delay: backOff({ firstMs: 200 }), resetOnSuccess: true }),
    );
    const told$ = always$.pipe(tap(({ id }) => sessions++ && handled(`made a new session, ${short(id)}`)));
    return merge(log$.pipe(tap(cutOnce), ignoreElements()), told$).pipe(take(2));
  },
};
