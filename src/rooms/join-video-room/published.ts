import { type Observable, ignoreElements, map, merge, of, startWith, switchMap, timer } from 'rxjs';
import type { VideoRoomHandle } from '../../plugins/videoroom/videoroom.js';
import { peer$ } from '../../webrtc/open-peer.js';
import { repeatAfter } from '../repeat-after.js';
import type { JoinVideoRoomOptions } from './options.js';
import type { Published } from './view.js';

const NOTHING: Published = { peer: undefined, tracks: [] };

/** Milliseconds behind a hangup of the server's; it takes its part of the PeerConnection down first. */
const PAUSE_MS = 1_000;

/** Publishes the tracks by one PeerConnection, and by another one where the server hangs up. */
export const published$ = (
  room: VideoRoomHandle,
  { tracks$, send, publish, peer }: JoinVideoRoomOptions,
): Observable<Published> =>
  tracks$ === undefined
    ? of(NOTHING)
    : peer$(room, peer).pipe(
        switchMap((ours) =>
          merge(
            ours.send$(tracks$, { direction: 'sendonly', ...send }).pipe(ignoreElements()),
            ours
              .negotiate$((jsep, { nth }) =>
                nth === 0 ? room.publish$(jsep, publish) : room.configure$({}, { jsep }),
              )
              .pipe(ignoreElements()),
            ours.localTracks$.pipe(map((tracks) => ({ peer: ours, tracks }))),
          ),
        ),
        repeatAfter(() => timer(PAUSE_MS, peer?.scheduler)),
        startWith(NOTHING),
      );
