// A session is used after its last subscriber went, and with it the session: a mistake of the application's.
import { catchError, delay, firstValueFrom, from, switchMap, take, tap, throwError } from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const sessionEnded = {
  name: 'session-ended',
  title: 'A session is used after its end',
  kinds: ['session-ended'],
  run$: ({ transport, did, seen, handled }) => {
    did('took a session out of its Observable by firstValueFrom, which ends it, and attached to it later');
    const session$ = create$(transport());
    const mistaken$ = from(firstValueFrom(session$)).pipe(
      delay(100),
      switchMap((session) => session.attach$(echoTest)),
      seen(),
    );
    // The pattern: a subscription is the lease. Work inside it, or hold one: const lease = session$.subscribe().
    const right$ = session$.pipe(switchMap((session) => session.attach$(echoTest)));
    return mistaken$.pipe(
      catchError((error) => (isJanusError(error, 'session-ended') ? right$ : throwError(() => error))),
      tap(({ id }) => handled(`attached inside create$: handle ${short(id)}`)),
      take(1),
    );
  },
};
