import {
  EMPTY,
  type Observable,
  combineLatest,
  filter,
  ignoreElements,
  map,
  merge,
  mergeMap,
  skipWhile,
  switchMap,
  take,
  takeWhile,
} from 'rxjs';
import { type SipCall, type SipIncoming, isLeg } from '../../plugins/sip/call.js';
import type { SipHandle } from '../../plugins/sip/sip.js';
import type { Jsep } from '../../protocol/jsep.js';
import { peer$ } from '../../webrtc/open-peer.js';
import type { Peer } from '../../webrtc/peer.js';
import type { PeerOptions } from '../../webrtc/peer-options.js';
import type { AddOptions, TracksInput } from '../../webrtc/tracks/local-track.js';
import type { RemoteTrack } from '../../webrtc/tracks/remote-track.js';
import { notRebuilt } from '../again.js';

/** What one says in a call. */
export interface CallMedia {
  /** The tracks: `userMedia$({ audio: true })`, for example. */
  readonly tracks$: TracksInput;
  /** How they are sent. */
  readonly send?: AddOptions;
  /** How the PeerConnection is made. */
  readonly peer?: PeerOptions;
}

/** A call. */
export interface SipCallView {
  /** Where it stands; the last one is `ended`, with the SIP status. */
  readonly call: SipCall;
  /** What is heard: `new MediaStream(tracks.map(({ track }) => track))` plays it. */
  readonly tracks: readonly RemoteTrack[];
  /** The PeerConnection: its sender takes `dtmf$`. */
  readonly peer: Peer;
}

/** A call of ours. */
export const invited$ = (line: SipHandle, uri: string, media: CallMedia): Observable<SipCallView> =>
  call$(line, media, (peer) =>
    merge(
      peer.negotiate$((jsep, { nth }) => (nth === 0 ? line.invite$(uri, jsep) : line.update$(jsep))),
      peer.answers$(EMPTY, (jsep) => reinvited$(line, jsep)),
    ),
  );

/** A call of somebody's. */
export const answered$ = (
  line: SipHandle,
  { jsep: offer }: SipIncoming,
  media: CallMedia,
): Observable<SipCallView> =>
  call$(line, media, (peer) => {
    // Their sections take our tracks, which must be there first.
    const offers$ = peer.localTracks$.pipe(
      filter((tracks) => tracks.length > 0),
      take(1),
      map(() => ({ jsep: offer })),
    );
    return peer
      .answers$(offers$, (jsep, { nth }) => (nth === 0 ? line.accept$(jsep) : reinvited$(line, jsep)))
      .pipe(
        // What comes behind the first answer is for either end to offer: a restart of ICE is ours.
        mergeMap((_, nth) => (nth === 0 ? peer.negotiate$((jsep) => line.update$(jsep)) : EMPTY)),
      );
  });

/** The answer to an offer of the other end's in a call that stands. */
const reinvited$ = (line: SipHandle, jsep: Jsep): Observable<unknown> =>
  line.request$('update', {}, { jsep });

/** What is said and heard until the call is over; hung up at the end of the PeerConnection. */
const call$ = (
  line: SipHandle,
  { tracks$, send, peer: settings }: CallMedia,
  negotiated$: (peer: Peer) => Observable<unknown>,
): Observable<SipCallView> => {
  // Behind the end of the call before.
  const standing$ = line.call$.pipe(skipWhile((call) => !isLeg(call)));
  return peer$(line, notRebuilt(settings)).pipe(
    switchMap((peer) =>
      merge(
        merge(peer.send$(tracks$, send), negotiated$(peer)).pipe(ignoreElements()),
        combineLatest([standing$, peer.remoteTracks$]).pipe(
          map(([call, tracks]) => ({ call, tracks, peer })),
        ),
      ),
    ),
    takeWhile(({ call }) => isLeg(call), true),
  );
};
