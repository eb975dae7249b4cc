// A short job that wants no session back: with reclaim: false the first drop ends it, and the job is done over.
import { retry, switchMap, take, tap, throwError, timer } from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';

/** @type {import('../stage.mjs').Case} */
export const noReclaim = {
  name: 'no-reclaim',
  title: 'The line drops under a job that wants no session back',
  kinds: ['connection-lost'],
  run$: ({ transport, network, did, seen, handled }) => {
    let runs = 0;
    const breakOnce = () => {
      if (runs++) return;
      did('cut the line under the first run of the job');
      network.cut();
    };
    // The pattern: the whole job is one pipeline, so that it can be done over as a whole. Only where all of it may run twice.
    return create$(transport(), { reclaim: false }).pipe(
      switchMap((session) => session.attach$(echoTest)),
      tap(breakOnce),
      switchMap((echo) => echo.configure$({ audio: true })),
      take(1),
      seen(),
      retry({
        count: 3,
        delay: (error) => (isJanusError(error, 'connection-lost') ? timer(200) : throwError(() => error)),
      }),
      tap(({ data }) => handled(`did the job over: ${data.result}`)),
    );
  },
};
