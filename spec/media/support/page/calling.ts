// Two users in a video call, each with a PeerConnection that offers anew whenever it is asked to.
import { EMPTY, type Observable, filter, firstValueFrom, map, merge, mergeMap, take } from 'rxjs';
import { type Jsep } from 'rxjs-janus';
import { type VideoCallHandle, videoCall } from 'rxjs-janus/videocall';
import { type Peer } from 'rxjs-janus/webrtc';
import { attached, talking } from './entered.js';
import { type Followed } from './held.js';
import { until } from './waiting.js';

/** What is done to each offer but the first before it is sent, the caller's and the callee's; nothing by default. */
export type Slowed = <T>(sent$: Observable<T>) => Observable<T>;

const atOnce$: Slowed = (sent$) => sent$;

/** Both users, and their PeerConnections. */
export interface Calling {
  readonly users: readonly [VideoCallHandle, VideoCallHandle];
  readonly peers: readonly [Followed<Peer>, Followed<Peer>];
}

/** Ada has called Bob, and both are there. */
export async function calling(url: string, slowed = atOnce$, slowedToo = atOnce$): Promise<Calling> {
  const [ada, bob] = [await attached(url, videoCall), await attached(url, videoCall)];
  await firstValueFrom(ada.register$('ada'));
  await firstValueFrom(bob.register$('bob'));
  const ours = talking(ada, (peer) =>
    merge(
      peer.negotiate$<unknown>((jsep, { nth }) =>
        nth === 0 ? ada.invite$('bob', jsep) : slowed(renewed$(ada, jsep)),
      ),
      peer.answers$(EMPTY, (jsep) => ada.set$({}, { jsep })),
    ),
  );
  const incoming = await firstValueFrom(bob.call$.pipe(filter((call) => call.kind === 'incoming')));
  const theirs = talking(bob, (peer) => accepted$(bob, peer, incoming, slowedToo));
  await until('both', () => theirs.newest && ours.newest);
  return { users: [ada, bob], peers: [ours, theirs] };
}

const renewed$ = (user: VideoCallHandle, jsep: Jsep): Observable<unknown> => {
  const answer$ = user.callEvent$.pipe(filter(({ kind }) => kind === 'update'));
  return merge(answer$.pipe(take(1)), user.set$({}, { jsep }));
};

const accepted$ = (
  bob: VideoCallHandle,
  peer: Peer,
  incoming: unknown,
  slowed: Slowed,
): Observable<unknown> => {
  const offers$ = peer.localTracks$.pipe(
    filter((tracks) => tracks.length === 2),
    take(1),
    map(() => incoming),
  );
  return peer
    .answers$<unknown>(offers$, (jsep, { nth }) => (nth === 0 ? bob.accept$(jsep) : bob.set$({}, { jsep })))
    .pipe(mergeMap((_, nth) => (nth === 0 ? peer.negotiate$((jsep) => slowed(renewed$(bob, jsep))) : EMPTY)));
};
