import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  endWith,
  exhaustMap,
  filter,
  ignoreElements,
  merge,
  of,
  share,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { isJanusError } from '../../errors/errors.js';
import { type Recovery, type RecoverySettings, STEADY } from './recovery.js';

/** What the policy looks at, and what it can do. */
export interface Means {
  /** The state of ICE, as it changes. */
  readonly ice$: Observable<RTCIceConnectionState>;
  /** Emits after each gap of the session: the network may have changed. */
  readonly gap$: Observable<unknown>;
  /** Restarts ICE: completes when both sides agree on it, errors when they do not. */
  readonly restart$: () => Observable<unknown>;
  /** What ends it. */
  readonly failed: (cause?: unknown) => Error;
}

/**
 * What is done about a broken media path, told as it is done: nothing at first, as ICE may mend itself, then restarts with
 * growing waits between them. Errors when they are of no use.
 */
export const restarting$ = (means: Means, settings: RecoverySettings): Observable<Recovery> =>
  defer(() => {
    const { scheduler, restartMs } = settings;
    let gapAt = -Infinity;
    const gap$ = means.gap$.pipe(
      tap(() => (gapAt = scheduler.now())),
      share(),
    );
    const ice$ = means.ice$.pipe(share());
    const failure$ = ice$.pipe(filter((ice) => ice === 'failed'));
    const trouble$ = ice$.pipe(filter((ice) => ice === 'disconnected' || ice === 'failed'));
    const up$ = ice$.pipe(filter((ice) => ice === 'connected' || ice === 'completed'));
    const mending$ = (ice: RTCIceConnectionState): Observable<Recovery> => {
      const soon = ice === 'failed' || scheduler.now() - gapAt < restartMs;
      const mended$ = concat(
        soon ? EMPTY : waiting$(merge(failure$, gap$), settings),
        attempts$(means, failure$, settings),
      ).pipe(takeUntil(up$));
      return concat(mended$, of(STEADY));
    };
    return merge(gap$.pipe(ignoreElements()), trouble$.pipe(exhaustMap(mending$)));
  });

const waiting$ = (
  cut$: Observable<unknown>,
  { disconnectedMs, scheduler }: RecoverySettings,
): Observable<Recovery> =>
  concat(
    of<Recovery>({ kind: 'waiting', since: scheduler.now() }),
    merge(timer(disconnectedMs, scheduler), cut$).pipe(take(1), ignoreElements()),
  );

/** Restarts, `before` of which came to nothing, some of them for want of a line: those are none of the `attempt`s. */
const attempts$ = (
  means: Means,
  failure$: Observable<unknown>,
  settings: RecoverySettings,
  attempt = 1,
  before = 0,
): Observable<Recovery> =>
  defer(() => {
    const { scheduler, restartMs, restarts, waitMs } = settings;
    if (attempt > restarts) return throwError(() => means.failed());
    const next$ = (nth: number): Observable<Recovery> =>
      timer(waitMs(before), scheduler).pipe(
        switchMap(() => attempts$(means, failure$, settings, nth, before + 1)),
      );
    const late$ = merge(timer(restartMs, scheduler), failure$).pipe(take(1), ignoreElements());
    const agreed$ = means.restart$().pipe(
      ignoreElements(),
      endWith('agreed'),
      catchError((error: unknown) => of(verdictOn(error))),
    );
    return concat(
      of<Recovery>({ kind: 'restarting', since: scheduler.now(), attempt }),
      agreed$.pipe(
        switchMap((verdict) => {
          if (verdict === 'agreed') return concat(late$, next$(attempt + 1));
          if (verdict === 'unanswered') return next$(attempt + 1);
          return verdict === 'unsent' ? next$(attempt) : throwError(() => means.failed(verdict));
        }),
      ),
    );
  });

/** What became of a restart that both sides do not agree on: no line was there, no answer came, or it was refused. */
const verdictOn = (error: unknown): unknown => {
  if (isJanusError(error, 'request-timeout')) return error.acked ? 'unanswered' : 'unsent';
  return isJanusError(error, 'request-in-doubt', 'too-many-waiting') ? 'unsent' : error;
};
