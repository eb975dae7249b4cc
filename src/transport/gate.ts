import {
  NEVER,
  type Observable,
  type SchedulerLike,
  asyncScheduler,
  catchError,
  merge,
  of,
  share,
  switchMap,
  timer,
} from 'rxjs';
import { isOnline as platformOnline, wake$ as platformWake$ } from '#platform';
import { checkDuration } from '../errors/checks.js';
import { type BackOffOptions, jitterMs } from './back-off.js';
import { joined } from './joined.js';
import type { JanusTransport } from './transport.js';

/** When a transport tries to come back after a drop. */
export interface ReconnectOptions {
  /**
   * How long the attempts after the first wait, which is made at once: up to `firstMs` (500 by default), twice that
   * for each further one, and `maxMs` (8,000 by default) at most; how much of it, chance says (`random`).
   */
  readonly backOff?: Pick<BackOffOptions, 'firstMs' | 'maxMs' | 'random'>;
  /**
   * Makes an attempt at once whenever it emits, beside `online`, `pageshow` and `visibilitychange` in browsers and
   * workers: a phone that wakes, a network that changes. Subscribed to only while somebody waits or listens.
   */
  readonly wake$?: Observable<unknown>;
  /** Whether there is a network at all: without one no attempt is wasted. What the browser says by default; true in Node. */
  readonly isOnline?: () => boolean;
  /** Where all timers of the transport run; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** @throws {@link InvalidArgumentError} for options that cannot be right. */
export const checkBackOff = ({ backOff }: ReconnectOptions): void => {
  checkDuration('backOff.firstMs', backOff?.firstMs);
  checkDuration('backOff.maxMs', backOff?.maxMs);
};

const NOW$ = /* @__PURE__ */ of(0);

/** When attempts to open a line may start: one gate per transport, so that the sessions of one line come back together. */
export const gateOf = ({
  backOff,
  wake$: ownWake$ = NEVER,
  isOnline = platformOnline,
  scheduler = asyncScheduler,
}: ReconnectOptions): Pick<JanusTransport, 'gate$' | 'wake$'> => {
  const limits = { firstMs: 500, maxMs: 8_000, random: Math.random, ...backOff };
  // A source of the user's that fails wakes nobody any more; it is no reason to lose a session.
  const wake$ = merge(ownWake$.pipe(catchError(() => NEVER)), platformWake$).pipe(share());
  const due$ = (attempt: number, ceilingMs = Infinity): Observable<unknown> => {
    const maxMs = Math.min(limits.maxMs, ceilingMs);
    const waitMs = attempt > 1 ? jitterMs({ ...limits, maxMs }, attempt - 2) : 0;
    const waited$ = attempt > 1 ? timer(waitMs, scheduler) : of(0);
    return waited$.pipe(switchMap(() => (isOnline() ? of(0) : timer(limits.maxMs - waitMs, scheduler))));
  };
  return {
    wake$,
    gate$: joined(
      (attempt: number, maxMs?: number) => merge(due$(attempt, maxMs), wake$),
      (attempt) => (attempt === 1 && isOnline() ? NOW$ : undefined),
    ),
  };
};
