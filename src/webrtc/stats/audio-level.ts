import { type Observable, map } from 'rxjs';
import type { Peer } from '../peer.js';
import type { TrackStats } from './peer-stats.js';
import type { SampleOptions } from './sampled.js';
import { stats$ } from './stats.js';

/** How loud a track is. */
export interface AudioLevel extends Pick<TrackStats, 'mid' | 'direction'> {
  /** 0 for silence, 1 for the loudest there is. */
  readonly level: number;
}

/**
 * How loud the audio tracks are, those received and those sent, where the platform tells. Emits after each period; completes
 * with the peer.
 *
 * @param peer - The peer.
 * @param options - The period, 200 milliseconds by default.
 */
export const audioLevel$ = (
  peer: Peer,
  { periodMs = 200, ...options }: SampleOptions = {},
): Observable<readonly AudioLevel[]> =>
  stats$(peer, { ...options, periodMs }).pipe(
    map(({ tracks }) =>
      tracks.flatMap(({ mid, direction, audioLevel: level }) =>
        level === undefined ? [] : [{ mid, direction, level }],
      ),
    ),
  );
