import { type MonoTypeOperatorFunction, ReplaySubject, type SchedulerLike, share, timer } from 'rxjs';

/** How long a shared stream outlives its last subscriber. */
export interface ShareLatestOptions {
  /** Milliseconds between the last unsubscribe and the teardown; left out, the teardown is at once. */
  readonly lingerMs?: number;
  /** Where the lingering is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * The one `share` of this library: replays the newest value and starts afresh after the end.
 *
 * `shareReplay` would hand a late subscriber the dead session and a completion. The lingering keeps
 * a socket open until the farewells of what stands on it are sent, as `switchMap` tears down its
 * source before its inner stream.
 */
export const shareLatest = <T>({
  lingerMs,
  scheduler,
}: ShareLatestOptions = {}): MonoTypeOperatorFunction<T> =>
  share<T>({
    connector: () => new ReplaySubject<T>(1),
    resetOnRefCountZero: lingerMs === undefined ? true : () => timer(lingerMs, scheduler),
  });
