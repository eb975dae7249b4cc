import {
  type Observable,
  combineLatest,
  filter,
  isObservable,
  map,
  of,
  retry,
  startWith,
  switchMap,
  take,
  timer,
} from 'rxjs';
import { type VideoRoomHandle, videoRoom } from '../../plugins/videoroom/videoroom.js';
import type { JanusSession } from '../../session/session.js';
import { peer$ } from '../../webrtc/open-peer.js';
import { afterHandleLoss, notRebuilt } from '../again.js';
import { whileLasts } from '../ends.js';
import { repeatAfter } from '../repeat-after.js';
import type { JoinVideoRoomOptions } from './options.js';
import { isGone, subscription$ } from './subscription.js';
import type { Subscribed } from './view.js';
import { wishesOf } from './wishes.js';

const NOTHING: Subscribed = { peer: undefined, tracks: [], streams: [] };
/** Milliseconds until another handle takes the place of one whose subscription is over. */
const PAUSE_MS = 500;

/** Receives everybody who is wanted by one PeerConnection, on a handle of its own, and on another one when that is lost. */
export const subscribed$ = (
  session: JanusSession,
  room: VideoRoomHandle,
  privateId: number,
  { choose$ = () => true, join, peer, delay }: JoinVideoRoomOptions,
): Observable<Subscribed> => {
  const wanted$ = combineLatest([room.publishers$, isObservable(choose$) ? choose$ : of(choose$)]).pipe(
    map(([publishers, choose]) => ({ publishers, wishes: wishesOf(publishers, choose) })),
  );
  const again$ = afterHandleLoss(delay);
  const pause$ = (): Observable<unknown> => timer(PAUSE_MS, peer?.scheduler);
  const { room: id, pin } = join;
  const fields = { room: id, private_id: privateId, ...(pin !== undefined && { pin }) };
  return wanted$.pipe(
    filter(({ wishes }) => wishes.length > 0),
    take(1),
    switchMap(() =>
      session
        .attach$(videoRoom)
        .pipe(
          whileLasts((handle) =>
            peer$(handle, notRebuilt(peer)).pipe(
              switchMap((theirs) => subscription$(handle, theirs, wanted$, fields, peer?.scheduler)),
            ),
          ),
        ),
    ),
    startWith(NOTHING),
    retry({ delay: (error, nth) => (isGone(error) ? pause$() : again$(error, nth)), resetOnSuccess: true }),
    repeatAfter(pause$),
  );
};
