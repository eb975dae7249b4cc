import {
  EMPTY,
  type Observable,
  type ObservableInput,
  type SchedulerLike,
  catchError,
  defer,
  exhaustMap,
  map,
  pairwise,
  timer,
} from 'rxjs';
import type { PeerStats } from './peer-stats.js';
import { type Report, statsOf } from './read.js';

/** How often is sampled. */
export interface SampleOptions {
  /** Milliseconds from one sample to the next; 1,000 by default. */
  readonly periodMs?: number;
  /** Where that is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/** The difference of each report to the one before; a report that fails is left out, and one that is late is waited for. */
export const sampled$ = (
  report$: () => ObservableInput<Report>,
  { periodMs, scheduler }: Required<SampleOptions>,
): Observable<PeerStats> =>
  timer(0, periodMs, scheduler).pipe(
    exhaustMap(() => defer(report$).pipe(catchError(() => EMPTY))),
    pairwise(),
    map(([before, now]) => statsOf(now, before)),
  );
