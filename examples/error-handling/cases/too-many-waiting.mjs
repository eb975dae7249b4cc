// More requests are made in a gap than may wait for the line: an application that goes on sending what nobody hears.
import { catchError, ignoreElements, merge, switchMap, take, tap, throwError } from 'rxjs';
import { create$, isJanusError, ofKind } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';

/** @type {import('../stage.mjs').Case} */
export const tooManyWaiting = {
  name: 'too-many-waiting',
  title: 'More requests wait for the line than may',
  kinds: ['too-many-waiting'],
  run$: ({ transport, network, did, seen, handled }) =>
    create$(transport(), { maxWaiting: 2 }).pipe(
      switchMap((session) =>
        session.attach$(echoTest).pipe(
          switchMap((echo) => {
            network.cut(300);
            // What waits leaves before that is told, so that there is room.
            const live$ = session.status$.pipe(ofKind('live'), take(1));
            const gap$ = session.status$.pipe(ofKind('reclaiming'), take(1));
            // The pattern: hold back while the status is not live, and then send what counts now, not all that was missed.
            const newest$ = echo.configure$({ bitrate: 300_000 }).pipe(
              seen(),
              catchError((error) =>
                isJanusError(error, 'too-many-waiting')
                  ? live$.pipe(switchMap(() => echo.configure$({ bitrate: 300_000 })))
                  : throwError(() => error),
              ),
              tap(() => handled('waited until the session was live, and sent the newest value alone')),
            );
            const older$ = [100_000, 200_000].map((bitrate) =>
              echo.configure$({ bitrate }).pipe(ignoreElements()),
            );
            return gap$.pipe(
              tap(() => did('cut the line, and made three requests in the gap with a maxWaiting of 2')),
              switchMap(() => merge(...older$, newest$)),
            );
          }),
        ),
      ),
      take(1),
    ),
};
