import {
  EMPTY,
  type Observable,
  combineLatest,
  concat,
  filter,
  map,
  merge,
  mergeMap,
  retry,
  switchMap,
  takeUntil,
  throwError,
} from 'rxjs';
import { type VideoRoomHandle, videoRoom } from '../../plugins/videoroom/videoroom.js';
import type { JanusSession } from '../../session/session.js';
import { afterHandleLoss, afterLoss } from '../again.js';
import { whileLasts } from '../ends.js';
import { RoomEndedError } from '../room-ended-error.js';
import { givenBack$ } from './given-back.js';
import type { JoinVideoRoomOptions } from './options.js';
import { published$ } from './published.js';
import { subscribed$ } from './subscribed.js';
import { type VideoRoomView, toMember } from './view.js';

/**
 * Joins a VideoRoom for as long as it is subscribed to: publishes what is given, subscribes to all or some of the others
 * through one PeerConnection, follows who comes, goes and changes.
 *
 * Emits the room whenever something of it changes. A drop of the line leaves the media alone, and the state is right
 * again behind it; what was lost with a session or a server is made again, from the session on: joined, published,
 * subscribed to. Completes when one leaves by `leave$` of the handle. Errors with {@link RoomEndedError} when one is
 * kicked or the room is closed, with {@link PluginError} when the room refuses (426: no such room, 433: wrong pin), with
 * what `tracks$` errors with, and with what no retry mends.
 *
 * @example
 * ```ts
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { joinVideoRoom$ } from 'rxjs-janus/join-video-room';
 * import { userMedia$ } from 'rxjs-janus/webrtc';
 *
 * const view$ = joinVideoRoom$(create$(webSocketTransport({ url: 'wss://janus.example/ws' })), {
 *   join: { room: 1234, display: 'Ada' },
 *   tracks$: userMedia$({ audio: true, video: true }),
 * });
 * ```
 * @param session$ - What gives a session, and another one when subscribed to again: `create$`, `openSession$`.
 * @param options - The room, what is published, what is subscribed to.
 */
export const joinVideoRoom$ = (
  session$: Observable<JanusSession>,
  options: JoinVideoRoomOptions,
): Observable<VideoRoomView> =>
  session$.pipe(
    whileLasts((session) => concat(givenBack$(session, options.before), inSession$(session, options))),
    retry({ delay: afterLoss(options.delay), resetOnSuccess: true }),
  );

const inSession$ = (session: JanusSession, options: JoinVideoRoomOptions): Observable<VideoRoomView> =>
  session.attach$(videoRoom).pipe(
    whileLasts((room) => joined$(session, room, options)),
    retry({ delay: afterHandleLoss(options.delay), resetOnSuccess: true }),
  );

const joined$ = (
  session: JanusSession,
  room: VideoRoomHandle,
  options: JoinVideoRoomOptions,
): Observable<VideoRoomView> =>
  room.join$(options.join).pipe(
    switchMap(({ data: { id, private_id: privateId } }) => {
      const view$ = combineLatest([
        room.participants$,
        published$(room, options),
        subscribed$(session, room, privateId, options),
      ]).pipe(
        map(([participants, published, subscribed]) => ({
          ...{ me: { id, tracks: published.tracks }, room },
          ...{ publisher: published.peer, subscriber: subscribed.peer },
          members: participants.map((one) => toMember(one, subscribed)),
        })),
      );
      return merge(view$, expelled$(room)).pipe(takeUntil(left$(room)));
    }),
  );

/** One's own leaving is no error. */
const left$ = (room: VideoRoomHandle): Observable<unknown> =>
  room.ended$.pipe(filter(({ kind }) => kind === 'left'));

const expelled$ = (room: VideoRoomHandle): Observable<never> =>
  room.ended$.pipe(
    mergeMap(({ kind, room: id }) =>
      kind === 'left' ? EMPTY : throwError(() => new RoomEndedError(id, kind)),
    ),
  );
