import { type Observable, asyncScheduler, takeUntil } from 'rxjs';
import { shareLatest } from '../../internal/share-latest.js';
import { closed$ } from '../closed.js';
import type { Peer } from '../peer.js';
import type { PeerStats } from './peer-stats.js';
import type { Entry, Report } from './read.js';
import { type SampleOptions, sampled$ } from './sampled.js';

/** A sampling of a peer that somebody asked for. */
interface Sampling extends Required<SampleOptions> {
  readonly stats$: Observable<PeerStats>;
}

const samplings = new WeakMap<Peer, readonly Sampling[]>();

/**
 * How the media fare: bit rates, loss, jitter, round trip, pictures, by mid. Sampled only while it is subscribed to, by one
 * `getStats` for all who ask with the same period.
 *
 * Emits after each period the difference to the sample before, the newest at once to who comes later; completes with the
 * peer. A sample that the platform fails to give is left out.
 *
 * @param peer - The peer.
 * @param options - The period, milliseconds.
 * @example
 * ```ts
 * import { map } from 'rxjs';
 * import { type Peer, stats$ } from 'rxjs-janus/webrtc';
 *
 * const lossy$ = (peer: Peer) =>
 *   stats$(peer).pipe(map(({ tracks }) => tracks.filter(({ loss }) => loss > 0.05)));
 * ```
 * @see https://www.w3.org/TR/webrtc-stats/
 */
export const stats$ = (
  peer: Peer,
  { periodMs = 1_000, scheduler = asyncScheduler }: SampleOptions = {},
): Observable<PeerStats> => {
  const all = samplings.get(peer) ?? [];
  const known = all.find((one) => one.periodMs === periodMs && one.scheduler === scheduler);
  if (known) return known.stats$;
  const made$ = sampled$(() => reportOf(peer), { periodMs, scheduler }).pipe(
    takeUntil(closed$(peer)),
    shareLatest(),
  );
  samplings.set(peer, [...all, { periodMs, scheduler, stats$: made$ }]);
  return made$;
};

const reportOf = async ({ connection }: Peer): Promise<Report> => {
  const entries = new Map<string, Entry>();
  let at = 0;
  (await connection.getStats()).forEach((entry: Entry & { readonly timestamp: number }) => {
    entries.set(entry.id, entry);
    at = Math.max(at, entry.timestamp);
  });
  return { at, entries };
};
