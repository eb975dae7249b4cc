import { type Observable, defer, distinctUntilChanged, map, merge, of, startWith, switchMap } from 'rxjs';
import { changes$ } from '../signals.js';
import { isSameList } from './same.js';

/** A track that is received. */
export interface RemoteTrack {
  /** The media section: what plugins call it in their lists of streams. */
  readonly mid: string;
  /** Audio or video. */
  readonly kind: string;
  /** The track; the same object for as long as the section carries one. */
  readonly track: MediaStreamTrack;
  /** Whether no media arrives at the moment. */
  readonly muted: boolean;
  /** What carries it. */
  readonly transceiver: RTCRtpTransceiver;
}

const received = ({ currentDirection }: RTCRtpTransceiver): boolean =>
  currentDirection === 'sendrecv' || currentDirection === 'recvonly';

const remoteTracksOf = (connection: RTCPeerConnection): readonly RemoteTrack[] =>
  connection.getTransceivers().flatMap((transceiver) => {
    const { mid, receiver } = transceiver;
    if (mid === null || !received(transceiver)) return [];
    const { track } = receiver;
    return [{ mid, kind: track.kind, track, muted: track.muted, transceiver }];
  });

/** What is received, told anew after each negotiation and whenever a track is muted or heard again. */
export const remoteTracks$ = (
  connection: RTCPeerConnection,
  agreed$: Observable<unknown>,
): Observable<readonly RemoteTrack[]> =>
  agreed$.pipe(
    startWith(undefined),
    switchMap(() =>
      defer(() => {
        const mutes$ = remoteTracksOf(connection).map(({ track }) =>
          changes$(track, 'mute', 'unmute', 'ended'),
        );
        return merge(of(undefined), ...mutes$);
      }),
    ),
    map(() => remoteTracksOf(connection)),
    distinctUntilChanged(isSameList),
  );
