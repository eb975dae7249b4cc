import {
  NEVER,
  type Observable,
  type SchedulerLike,
  catchError,
  combineLatest,
  concat,
  distinctUntilChanged,
  filter,
  ignoreElements,
  map,
  merge,
  of,
  skip,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { PluginError } from '../../errors/request-errors.js';
import type { Publisher } from '../../plugins/videoroom/participant.js';
import type { StreamSettings, StreamWish, WatchFields } from '../../plugins/videoroom/requests.js';
import type { VideoRoomHandle } from '../../plugins/videoroom/videoroom.js';
import { closed$ } from '../../webrtc/closed.js';
import type { Peer } from '../../webrtc/peer.js';
import { repeatAfter } from '../repeat-after.js';
import type { Subscribed } from './view.js';
import { AskedLayers, type Change, changeOf } from './wishes.js';

/** Who publishes, and what of that is wanted. */
export interface Wanted {
  readonly publishers: readonly Publisher[];
  readonly wishes: readonly StreamWish[];
}

const NO_SUCH_FEED = 428;
/** Milliseconds between two changes: more of them go together. */
const GATHERING_MS = 250;
/** Milliseconds in which an offer must come behind the list of streams that it belongs to; else it was lost in a gap. */
const OFFER_MS = 3_000;

/**
 * One subscription: joined, answered, changed as what is wanted changes. Completes when the server and the PeerConnection
 * do not agree any more, as behind an offer that a gap took.
 */
export const subscription$ = (
  handle: VideoRoomHandle,
  peer: Peer,
  wanted$: Observable<Wanted>,
  fields: Omit<WatchFields, 'streams'>,
  scheduler?: SchedulerLike,
): Observable<Subscribed> => {
  const asked = new AskedLayers();
  const joined$ = wanted$.pipe(
    take(1),
    tap(({ wishes }) => asked.note(wishes)),
    switchMap(({ wishes: streams }) => handle.watch$({ ...fields, streams })),
  );
  const changed$ = combineLatest([wanted$, handle.subscriptions$]).pipe(
    map(([{ wishes, publishers }, streams]) => {
      const change = changeOf(wishes, streams, publishers);
      if (change) return updated$(handle, change, asked);
      const layers = asked.changes(wishes, streams);
      return layers.length > 0 ? layered$(handle, layers, wishes, asked) : undefined;
    }),
    filter((change$) => change$ !== undefined),
    take(1),
    switchMap((change$) => change$),
    catchError((error: unknown) => untilAnother$(wanted$, error)),
    repeatAfter(() => timer(GATHERING_MS, scheduler)),
  );
  const received$ = combineLatest([peer.remoteTracks$, handle.subscriptions$]).pipe(
    map(([tracks, streams]) => ({ peer, tracks, streams })),
  );
  const restart$ = (): Observable<unknown> => handle.configure$({ restart: true });
  const asked$ = peer
    .answers$(concat(joined$, changed$), (answer) => handle.answer$(answer), restart$)
    .pipe(ignoreElements());
  return merge(asked$, received$).pipe(takeUntil(merge(closed$(peer), stale$(received$, scheduler))));
};

const updated$ = (handle: VideoRoomHandle, change: Change, asked: AskedLayers): Observable<unknown> => {
  asked.note(change.subscribe);
  return handle
    .update$(change)
    .pipe(switchMap((reply) => (reply.data.videoroom === 'updating' ? behind$(handle) : of(reply))));
};

/** An offer was still out: the change comes behind the answer to it. Asked for twice meanwhile, a stream would come twice. */
const behind$ = (handle: VideoRoomHandle): Observable<unknown> =>
  merge(handle.subscriptions$.pipe(skip(1)), handle.gap$).pipe(take(1));

const layered$ = (
  handle: VideoRoomHandle,
  streams: readonly StreamSettings[],
  wishes: readonly StreamWish[],
  asked: AskedLayers,
): Observable<unknown> => {
  asked.note(wishes);
  return handle.configure$({ streams }, { idempotent: true });
};

/** Somebody left while they were asked for: their leaving is told in a moment. */
export const isGone = (error: unknown): boolean =>
  error instanceof PluginError && error.code === NO_SUCH_FEED;

const untilAnother$ = (wanted$: Observable<Wanted>, error: unknown): Observable<unknown> =>
  isGone(error) ? wanted$.pipe(skip(1), take(1)) : throwError(() => error);

/** Emits when what the server has ended is still received, and no offer comes. */
const stale$ = (received$: Observable<Subscribed>, scheduler?: SchedulerLike): Observable<unknown> =>
  received$.pipe(
    map(({ tracks, streams }) =>
      tracks.some(({ mid }) => streams.some((stream) => stream.mid === mid && !stream.active)),
    ),
    distinctUntilChanged(),
    switchMap((stale) => (stale ? timer(OFFER_MS, scheduler) : NEVER)),
  );
