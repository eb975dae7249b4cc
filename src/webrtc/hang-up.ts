import {
  EMPTY,
  type Observable,
  ReplaySubject,
  type SchedulerLike,
  catchError,
  defer,
  ignoreElements,
  race,
  take,
  timer,
} from 'rxjs';
import type { Handle } from '../handle/handle.js';
import { ofKind } from '../internal/of-kind.js';

/** Milliseconds that the server has to take a PeerConnection down; it may have none any more. */
const TAKEN_DOWN_MS = 2_000;

/** Those that were hung up, and that the server has not taken down yet. */
const leaving = new WeakMap<Handle, Observable<unknown>>();

/** Tells the server of the end. Where the handle has ended, with its session or before, nothing is sent: that tells it. */
export const hangUp = (handle: Handle, scheduler: SchedulerLike): void => {
  const gone = new ReplaySubject<unknown>(1);
  leaving.set(handle, gone);
  race(handle.event$.pipe(ofKind('hangup')), timer(TAKEN_DOWN_MS, scheduler))
    .pipe(
      take(1),
      catchError(() => EMPTY),
    )
    .subscribe(gone);
  handle.hangup$().subscribe({ error: () => undefined });
};

/** Completes when the server has taken down what was hung up: its `hangup` must not be taken for the next one's. */
export const takenDown$ = (handle: Handle): Observable<never> =>
  defer(() => leaving.get(handle) ?? EMPTY).pipe(ignoreElements());
