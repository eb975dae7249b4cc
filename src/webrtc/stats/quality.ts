import { type Observable, distinctUntilChanged, map } from 'rxjs';
import type { Peer } from '../peer.js';
import type { PeerStats } from './peer-stats.js';
import type { SampleOptions } from './sampled.js';
import { stats$ } from './stats.js';

/** What is looked at. */
export type QualityMeasure = 'loss' | 'jitter' | 'round-trip';

/** From where on each measure counts. */
export interface QualityLimits {
  /** The share of packets lost, 0 to 1. */
  readonly loss?: number;
  /** Milliseconds of jitter. */
  readonly jitterMs?: number;
  /** Milliseconds of round trip. */
  readonly roundTripMs?: number;
}

/** How good a connection is. */
export interface Quality {
  /** The level. */
  readonly level: 'good' | 'fair' | 'poor';
  /** What keeps it from being good. */
  readonly because: readonly QualityMeasure[];
}

/** What {@link quality$} takes. */
export interface QualityOptions extends SampleOptions {
  /** From where on it is fair: 2 % loss, 30 ms jitter, 200 ms round trip by default. */
  readonly fair?: QualityLimits;
  /** From where on it is poor: 8 % loss, 80 ms jitter, 500 ms round trip by default. */
  readonly poor?: QualityLimits;
}

const FAIR: Required<QualityLimits> = { loss: 0.02, jitterMs: 30, roundTripMs: 200 };
const POOR: Required<QualityLimits> = { loss: 0.08, jitterMs: 80, roundTripMs: 500 };

/**
 * How good the connection is, by the worst of its media. Emits when that changes, first after one period; completes with the
 * peer. Sampled as {@link stats$} is.
 *
 * @param peer - The peer.
 * @param options - The limits, and the period, milliseconds.
 */
export const quality$ = (peer: Peer, { fair, poor, ...sample }: QualityOptions = {}): Observable<Quality> =>
  stats$(peer, sample).pipe(
    map((stats) => qualityOf(stats, { ...FAIR, ...fair }, { ...POOR, ...poor })),
    distinctUntilChanged((a, b) => a.level === b.level && a.because.join() === b.because.join()),
  );

/** How good a sample is. */
export const qualityOf = (
  stats: PeerStats,
  fair: Required<QualityLimits>,
  poor: Required<QualityLimits>,
): Quality => {
  const because = beyond(stats, fair);
  const level = beyond(stats, poor).length > 0 ? 'poor' : because.length > 0 ? 'fair' : 'good';
  return { level, because };
};

const beyond = (stats: PeerStats, limits: Required<QualityLimits>): readonly QualityMeasure[] => {
  const { tracks } = stats;
  const worst = (values: readonly (number | undefined)[]): number =>
    Math.max(0, ...values.map((value) => value ?? 0));
  const roundTripMs = worst([stats.roundTripMs, ...tracks.map((track) => track.roundTripMs)]);
  return [
    ...(worst(tracks.map(({ loss }) => loss)) >= limits.loss ? (['loss'] as const) : []),
    ...(worst(tracks.map(({ jitterMs }) => jitterMs)) >= limits.jitterMs ? (['jitter'] as const) : []),
    ...(roundTripMs >= limits.roundTripMs ? (['round-trip'] as const) : []),
  ];
};
