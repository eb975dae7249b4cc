// The line dropped under a request that must not run twice: it ran, or it did not, and its answer never comes.
import {
  EMPTY,
  catchError,
  concat,
  defer,
  ignoreElements,
  merge,
  of,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';

/**
 * The pattern: ask for the state, then decide. What only reads is harmless twice, and waits for the claim.
 *
 * @type {(handle: import('rxjs-janus').HandleOf<typeof videoRoom>, room: number, stage: import('../stage.mjs').Stage) => import('rxjs').Observable<unknown>}
 */
const createdRoom$ = (handle, room, { seen, handled }) => {
  const creation$ = handle.request$('create', { room });
  const existence$ = handle.request$('exists', { room });
  return creation$.pipe(
    seen(),
    catchError((error) =>
      isJanusError(error, 'request-in-doubt')
        ? existence$.pipe(
            switchMap(({ data }) => {
              handled(
                `asked: ${data.exists ? 'the room is there, went on' : 'there is no room, sent it again'}`,
              );
              return data.exists ? of(data) : creation$;
            }),
          )
        : throwError(() => error),
    ),
  );
};

/** @type {import('../stage.mjs').Case} */
export const inDoubt = {
  name: 'in-doubt',
  title: 'The line drops under a request that must not run twice',
  kinds: ['request-in-doubt'],
  run$: (stage) => {
    const { transport, network, did } = stage;
    const [room = 0, other = 0] = [1, 2].map((n) => 1_000_000_000 + Math.floor(Math.random() * 1e9) * 10 + n);
    // Both ways it can go: the request is lost with the line, or its answer alone.
    const lost$ = defer(() => {
      did('cut the line before the request to create a room reached the server');
      network.cut();
      return EMPTY;
    });
    const answerLost$ = defer(() => {
      network.mute(true);
      return timer(300);
    }).pipe(
      switchMap(() => {
        did('cut the line after that request, before its answer');
        network.cut();
        network.mute(false);
        return EMPTY;
      }),
    );
    return create$(transport()).pipe(
      switchMap((session) => session.attach$(videoRoom)),
      switchMap((handle) =>
        concat(
          merge(createdRoom$(handle, room, stage), lost$).pipe(ignoreElements()),
          merge(answerLost$, createdRoom$(handle, other, stage)).pipe(ignoreElements()),
          handle.request$('destroy', { room }).pipe(ignoreElements()),
          handle.request$('destroy', { room: other }),
        ),
      ),
      take(1),
    );
  },
};
