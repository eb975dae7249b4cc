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
import type { Mountpoint } from '../../plugins/streaming/mountpoint.js';
import type { WatchFields } from '../../plugins/streaming/requests.js';
import type { StreamEnd, StreamStatus } from '../../plugins/streaming/state.js';
import { type StreamingHandle, streaming } from '../../plugins/streaming/streaming.js';
import type { JanusSession } from '../../session/session.js';
import { peer$ } from '../../webrtc/open-peer.js';
import type { Peer } from '../../webrtc/peer.js';
import type { PeerOptions } from '../../webrtc/peer-options.js';
import type { RemoteTrack } from '../../webrtc/tracks/remote-track.js';
import { type Again, afterHandleLoss, afterLoss, notRebuilt } from '../again.js';
import { whileLasts } from '../ends.js';
import { StreamEndedError } from './errors.js';

/** What {@link watchStream$} takes. */
export interface WatchStreamOptions {
  /** The mountpoint: `{ id: 1 }`. */
  readonly watch: WatchFields;
  /** How the PeerConnection is made. */
  readonly peer?: PeerOptions;
  /** When to begin anew after a loss; `backOff()` by default. */
  readonly delay?: Again;
}

/** A mountpoint that one watches. */
export interface StreamView {
  /** What arrives: `new MediaStream(tracks.map(({ track }) => track))` plays it. */
  readonly tracks: readonly RemoteTrack[];
  /** Where watching stands. */
  readonly status: StreamStatus;
  /** What is watched, as the server describes it. */
  readonly mountpoint: Mountpoint | undefined;
  /** The handle: pauses, switches, chooses layers. */
  readonly viewer: StreamingHandle;
  /** The PeerConnection, for its statistics. */
  readonly peer: Peer;
}

/** Milliseconds behind a hangup of the server's until it is watched again. */
const PAUSE_MS = 1_000;

/**
 * Watches a mountpoint of the Streaming plugin for as long as it is subscribed to.
 *
 * Emits the stream whenever something of it changes. A drop of the line leaves the media alone; what was lost with the
 * PeerConnection, the session or the server is made again. Completes behind `stop$` of the handle. Errors with
 * {@link StreamEndedError} when the mountpoint is destroyed or its viewers are put out, with {@link PluginError} when it
 * cannot be watched (455: no such mountpoint, 457: wrong pin), and with what no retry mends.
 *
 * @param session$ - What gives a session, and another one when subscribed to again: `create$`, `openSession$`.
 * @param options - What is watched.
 */
export const watchStream$ = (
  session$: Observable<JanusSession>,
  { watch, peer: settings, delay }: WatchStreamOptions,
): Observable<StreamView> => {
  const again$: Again = (error, attempt) =>
    error instanceof StreamEndedError && error.why === 'hangup'
      ? timer(PAUSE_MS, settings?.scheduler)
      : afterHandleLoss(delay)(error, attempt);
  const watched$ = (viewer: StreamingHandle): Observable<StreamView> =>
    merge(
      expelled$(viewer, watch),
      peer$(viewer, notRebuilt(settings)).pipe(switchMap((peer) => received$(viewer, peer, watch))),
    ).pipe(takeUntil(viewer.status$.pipe(filter((status) => isEnd(status, 'stopped')))));
  return session$.pipe(
    whileLasts((session) =>
      // A handle that has watched is given back: the server still takes down what it had.
      session.attach$(streaming).pipe(whileLasts(watched$), retry({ delay: again$, resetOnSuccess: true })),
    ),
    retry({ delay: afterLoss(delay), resetOnSuccess: true }),
  );
};

const isEnd = (status: StreamStatus, reason: StreamEnd): boolean =>
  status.kind === 'ended' && status.reason === reason;

const expelled$ = (viewer: StreamingHandle, { id }: WatchFields): Observable<never> =>
  viewer.status$.pipe(
    mergeMap((status) => {
      if (status.kind !== 'ended' || status.reason === 'stopped') return EMPTY;
      const why = status.reason === 'unheard' ? 'hangup' : status.reason;
      return throwError(() => new StreamEndedError(id, why));
    }),
  );

const received$ = (viewer: StreamingHandle, peer: Peer, watch: WatchFields): Observable<StreamView> => {
  const restart$ = (): Observable<unknown> => viewer.watch$({ ...watch, restart: true });
  const asked$ = peer
    .answers$(viewer.watch$(watch), (answer) => viewer.answer$(answer), restart$)
    .pipe(ignoreElements());
  const view$ = combineLatest([peer.remoteTracks$, viewer.status$, viewer.mountpoint$]).pipe(
    map(([tracks, status, mountpoint]) => ({ tracks, status, mountpoint, viewer, peer })),
  );
  return merge(asked$, view$);
};
