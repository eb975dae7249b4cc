// One room: a session of its own, a handle in the room, and what is heard there as facts.
import {
  EMPTY,
  catchError,
  defer,
  ignoreElements,
  map,
  merge,
  of,
  retry,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import { backOff, isJanusError, persist } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';

/**
 * @typedef {import('rxjs').Observable<Fact>} Fact$
 * @typedef {import('rxjs-janus').JanusTransport} JanusTransport
 * @typedef {import('rxjs-janus').JanusSession} JanusSession
 * @typedef {import('rxjs-janus/videoroom').VideoRoomHandle} VideoRoomHandle
 * @typedef {import('./options.mjs').Options} Options
 */

/**
 * @typedef {{ kind: 'session', room: number, status: import('rxjs-janus').SessionStatus }
 *   | { kind: 'gap', room: number, ms: number }
 *   | { kind: 'joined' | 'left', room: number, who: string }
 *   | { kind: 'members', room: number, count: number, handle: VideoRoomHandle }} Fact
 */

const OUT_AGAIN_MS = 2_000;

/**
 * Watches one room for as long as it is subscribed to. It goes on through drops by itself; a session that is lost for good is
 * made anew, gently, and the room joined again.
 *
 * @type {(janus$: JanusTransport, room: number, options: Options, store: import('rxjs-janus').SnapshotStore) => Fact$}
 */
export const room$ = (janus$, room, options, store) =>
  persist(store, { orElse: 'create', teardown: options.onStop })(janus$).pipe(
    retry({ delay: backOff(), resetOnSuccess: true }),
    switchMap((session) =>
      merge(
        session.status$.pipe(map((status) => /** @type {Fact} */ ({ kind: 'session', room, status }))),
        session.gap$.pipe(map(({ from, to }) => /** @type {Fact} */ ({ kind: 'gap', room, ms: to - from }))),
        handle$(session, room, options).pipe(
          switchMap((handle) => heard$(handle, room)),
          // It ends with its session, whose own end tells, and which is made anew above.
          catchError((error) => (isSessionsEnd(error) ? EMPTY : throwError(() => error))),
        ),
      ),
    ),
  );

/** @type {(handle: VideoRoomHandle, room: number) => Fact$} */
const heard$ = (handle, room) =>
  merge(
    handle.membership$.pipe(
      map(({ kind, participant }) => ({ kind, room, who: participant.display ?? String(participant.id) })),
    ),
    handle.participants$.pipe(
      map((all) => /** @type {Fact} */ ({ kind: 'members', room, count: all.length, handle })),
    ),
  );

/** A handle that is in the room: the one that a process before us left there, or a new one. */
const handle$ = (
  /** @type {JanusSession} */ session,
  /** @type {number} */ room,
  /** @type {Options} */ options,
) =>
  defer(() => {
    const kept = session.snapshot().handles.find(({ plugin }) => plugin === videoRoom.package);
    const attached$ = kept
      ? session.reattach$(videoRoom, kept.handleId, { resume: kept })
      : session.attach$(videoRoom);
    return attached$.pipe(
      switchMap((handle) => merge(of(handle), entered$(handle, room, options), out$(handle))),
    );
  }).pipe(retry({ delay: (error) => (isRoomsFault(error) ? timer(OUT_AGAIN_MS) : throwError(() => error)) }));

/** Joins unless it is in already, and says nothing. @type {(handle: VideoRoomHandle, room: number, options: Options) => import('rxjs').Observable<never>} */
const entered$ = (handle, room, { keys }) =>
  handle.place$.pipe(
    take(1),
    switchMap((place) =>
      place ? of(place) : handle.join$({ room, display: 'monitor', ...(keys.pin && { pin: keys.pin }) }),
    ),
    ignoreElements(),
  );

/** Kicked, or the room was destroyed: a handle joins once, so that another one is needed. */
const out$ = (/** @type {VideoRoomHandle} */ handle) =>
  handle.ended$.pipe(switchMap(({ kind }) => throwError(() => new OutOfRoom(kind))));

class OutOfRoom extends Error {}

/** What a new handle may mend; all else is the session's. @type {(error: unknown) => boolean} */
const isRoomsFault = (error) =>
  error instanceof OutOfRoom ||
  isJanusError(error, 'plugin', 'handle-detached', 'request-timeout', 'request-in-doubt');

/** What ended the session, and all that hangs on it. @type {(error: unknown) => boolean} */
const isSessionsEnd = (error) =>
  isJanusError(error, 'session-lost', 'session-reclaim', 'session-timeout', 'session-superseded');
