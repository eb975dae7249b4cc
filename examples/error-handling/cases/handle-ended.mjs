// A handle is used after its subscription ended, and with it the handle: a mistake of the application's.
import { catchError, firstValueFrom, from, switchMap, take, tap, throwError } from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';

/** @type {import('../stage.mjs').Case} */
export const handleEnded = {
  name: 'handle-ended',
  title: 'A handle is used after its end',
  kinds: ['handle-ended'],
  run$: ({ transport, did, seen, handled }) =>
    create$(transport()).pipe(
      switchMap((session) => {
        did('took a handle out of its Observable by firstValueFrom, which ends it, and used it');
        const echo$ = session.attach$(echoTest);
        const mistaken$ = from(firstValueFrom(echo$)).pipe(switchMap((echo) => echo.configure$()));
        // The pattern: use it inside, where it is held as long as it is used.
        const right$ = echo$.pipe(switchMap((echo) => echo.configure$({ audio: true })));
        return mistaken$.pipe(
          seen(),
          catchError((error) => (isJanusError(error, 'handle-ended') ? right$ : throwError(() => error))),
        );
      }),
      tap(({ data }) => handled(`used it inside attach$: ${data.result}`)),
      take(1),
    ),
};
