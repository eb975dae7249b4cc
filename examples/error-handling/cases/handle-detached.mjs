// The server detached the handle: an operator did, or the plugin is done with it. The session lives on.
import { retry, switchMap, take, tap, throwError, timer } from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { short } from '../../demo/short.mjs';
import { byAnother$ } from '../stage.mjs';

/** @type {import('../stage.mjs').Case} */
export const handleDetached = {
  name: 'handle-detached',
  title: 'The server detaches the handle',
  kinds: ['handle-detached'],
  run$: ({ transport, elsewhere$, did, seen, handled }) => {
    let handles = 0;
    const lose = (/** @type {import('rxjs-janus').Handle} */ { id, sessionId }) => {
      did(`had another client detach handle ${short(id)}`);
      byAnother$(elsewhere$, { janus: 'detach', session_id: sessionId, handle_id: id }).subscribe();
    };
    return create$(transport()).pipe(
      switchMap((session) =>
        // The pattern: attach again, below the session, which is not made anew. What the old handle had joined is joined again.
        session.attach$(echoTest).pipe(
          seen(),
          retry({
            count: 5,
            resetOnSuccess: true,
            delay: (error) => (isJanusError(error, 'handle-detached') ? timer(200) : throwError(() => error)),
          }),
        ),
      ),
      tap((echo) => (handles++ ? handled(`attached again, handle ${short(echo.id)}`) : lose(echo))),
      take(2),
    );
  },
};
