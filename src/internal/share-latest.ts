import type { MonoTypeOperatorFunction } from 'rxjs';
import { Shared, type SharedOptions } from './shared.js';

/**
 * The one `share` of this library: replays the newest value and starts afresh after the end.
 *
 * `shareReplay` would hand a late subscriber the dead session and a completion, and rxjs' `share` costs two
 * kilobytes for each session and handle. The lingering keeps a socket open until the farewells of what stands on it are
 * sent, as `switchMap` tears down its source before its inner stream.
 */
export const shareLatest =
  <T>(options?: SharedOptions): MonoTypeOperatorFunction<T> =>
  (source$) =>
    new Shared<T>((run) => (run.holds = source$.subscribe(run)), options).value$;
