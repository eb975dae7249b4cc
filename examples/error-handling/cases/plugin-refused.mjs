// The plugin refused the request. Nothing ends by it but the request: its code says what to do.
import { catchError, switchMap, take, tap, throwError } from 'rxjs';
import { create$, isJanusError } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';

/**
 * The pattern: answer the codes that you know, pass the others on.
 *
 * @type {(handle: import('rxjs-janus').HandleOf<typeof videoRoom>, room: number, stage: import('../stage.mjs').Stage) => import('rxjs').Observable<unknown>}
 */
const joined$ = (handle, room, { seen, handled }) => {
  const join$ = handle.join$({ room });
  return join$.pipe(
    seen(),
    catchError((error) =>
      isJanusError(error, 'plugin') && error.codeName === 'NO_SUCH_ROOM'
        ? handle.request$('create', { room }).pipe(
            tap(() => handled('created the room and joined it')),
            switchMap(() => join$),
          )
        : throwError(() => error),
    ),
  );
};

/** @type {import('../stage.mjs').Case} */
export const pluginRefused = {
  name: 'plugin-refused',
  title: 'The plugin refuses a request',
  kinds: ['plugin'],
  run$: (stage) => {
    const room = 1_000_000_000 + Math.floor(Math.random() * 1e9);
    return create$(stage.transport()).pipe(
      switchMap((session) => session.attach$(videoRoom)),
      switchMap((handle) => {
        stage.did('joined a video room that does not exist');
        return joined$(handle, room, stage).pipe(switchMap(() => handle.request$('destroy', { room })));
      }),
      take(1),
    );
  },
};
