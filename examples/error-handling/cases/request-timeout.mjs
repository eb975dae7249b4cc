// No answer came in time. The request may have run, and its answer may be lost: what is harmless twice is asked again.
import { retry, switchMap, take, tap, throwError, timer } from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';

/** @type {import('../stage.mjs').Case} */
export const requestTimeout = {
  name: 'request-timeout',
  title: 'No answer comes in time',
  kinds: ['request-timeout'],
  run$: ({ transport, network, did, seen, handled }) =>
    create$(transport()).pipe(
      switchMap((session) => session.attach$(echoTest)),
      switchMap((echo) => {
        did('had the answers lost for a moment, with a timeoutMs of 1000');
        network.mute(true);
        // The pattern: once more for what is harmless twice. Anything else is in doubt: ask for the state, then decide.
        return echo.configure$({ audio: true }, { timeoutMs: 1_000 }).pipe(
          seen(),
          tap({ error: () => network.mute(false) }),
          retry({
            count: 1,
            delay: (error) => (isJanusError(error, 'request-timeout') ? timer(100) : throwError(() => error)),
          }),
        );
      }),
      tap(({ data }) => handled(`asked once more, and was answered: ${data.result}`)),
      take(1),
    ),
};
