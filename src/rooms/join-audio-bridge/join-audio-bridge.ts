import {
  EMPTY,
  type Observable,
  combineLatest,
  filter,
  ignoreElements,
  map,
  merge,
  mergeMap,
  retry,
  switchMap,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { type AudioBridgeHandle, audioBridge } from '../../plugins/audiobridge/audiobridge.js';
import type { Participant } from '../../plugins/audiobridge/participant.js';
import type { JoinFields } from '../../plugins/audiobridge/requests.js';
import type { JanusSession } from '../../session/session.js';
import { closed$ } from '../../webrtc/closed.js';
import { peer$ } from '../../webrtc/open-peer.js';
import type { Peer } from '../../webrtc/peer.js';
import type { PeerOptions } from '../../webrtc/peer-options.js';
import type { AddOptions, TracksInput } from '../../webrtc/tracks/local-track.js';
import { type Again, afterHandleLoss, afterLoss, notRebuilt } from '../again.js';
import { whileLasts } from '../ends.js';
import { repeatAfter } from '../repeat-after.js';
import { RoomEndedError } from '../room-ended-error.js';

/** What {@link joinAudioBridge$} takes. */
export interface JoinAudioBridgeOptions {
  /** The room, and as whom: `{ room: 1234, display: 'Ada' }`. */
  readonly join: JoinFields;
  /** What one says: `userMedia$({ audio: true })`, for example; without it one listens only. */
  readonly tracks$?: TracksInput;
  /** How it is sent. */
  readonly send?: AddOptions;
  /** How the PeerConnection is made. */
  readonly peer?: PeerOptions;
  /** When to begin anew after a loss; `backOff()` by default. */
  readonly delay?: Again;
}

/** An audio room that one is in. */
export interface AudioBridgeView {
  /** Oneself, as the others see one. */
  readonly me: Participant | undefined;
  /** Everybody else: who is muted, who talks. */
  readonly members: readonly Participant[];
  /** All of them mixed; undefined until it is negotiated. `new MediaStream([track])` plays it. */
  readonly mix: MediaStreamTrack | undefined;
  /** The handle in the room: mutes, kicks, plays files. */
  readonly bridge: AudioBridgeHandle;
  /** The PeerConnection, for its statistics. */
  readonly peer: Peer;
}

/** Milliseconds behind a hangup of the server's until the room is joined again. */
const PAUSE_MS = 1_000;

/**
 * Joins an AudioBridge room for as long as it is subscribed to, to say something and hear the mix of the others.
 *
 * Emits the room whenever something of it changes. A drop of the line leaves the media alone; what was lost with the
 * PeerConnection, the session or the server is made again. Completes when one leaves by `leave$` of the handle. Errors
 * with {@link RoomEndedError} when one is kicked or the room is closed, with {@link PluginError} when the room refuses
 * (485: no such room, 489: wrong pin), with what `tracks$` errors with, and with what no retry mends.
 *
 * @param session$ - What gives a session, and another one when subscribed to again: `create$`, `openSession$`.
 * @param options - The room, and what one says.
 */
export const joinAudioBridge$ = (
  session$: Observable<JanusSession>,
  options: JoinAudioBridgeOptions,
): Observable<AudioBridgeView> => {
  const { delay, join, peer: settings } = options;
  const inRoom$ = (bridge: AudioBridgeHandle): Observable<AudioBridgeView> =>
    bridge.join$(join).pipe(
      switchMap(() => peer$(bridge, notRebuilt(settings))),
      switchMap((peer) => heard$(bridge, peer, options)),
      repeatAfter(() => timer(PAUSE_MS, settings?.scheduler)),
      takeUntil(bridge.ended$.pipe(filter(({ kind }) => kind === 'left'))),
    );
  return session$.pipe(
    whileLasts((session) =>
      session
        .attach$(audioBridge)
        .pipe(whileLasts(inRoom$), retry({ delay: afterHandleLoss(delay), resetOnSuccess: true })),
    ),
    retry({ delay: afterLoss(delay), resetOnSuccess: true }),
  );
};

const heard$ = (
  bridge: AudioBridgeHandle,
  peer: Peer,
  { tracks$, send }: JoinAudioBridgeOptions,
): Observable<AudioBridgeView> => {
  const asked$ = merge(
    tracks$ === undefined ? peer.receive$('audio') : peer.send$(tracks$, send),
    peer.negotiate$((jsep) => bridge.configure$({}, { jsep })),
  ).pipe(ignoreElements());
  const view$ = combineLatest([bridge.self$, bridge.participants$, peer.remoteTracks$]).pipe(
    map(([me, members, tracks]) => ({ me, members, mix: tracks[0]?.track, bridge, peer })),
  );
  return merge(asked$, view$, expelled$(bridge)).pipe(takeUntil(closed$(peer)));
};

const expelled$ = (bridge: AudioBridgeHandle): Observable<never> =>
  bridge.ended$.pipe(
    mergeMap(({ kind, room }) =>
      kind === 'left' || kind === 'hangup' ? EMPTY : throwError(() => new RoomEndedError(room, kind)),
    ),
  );
