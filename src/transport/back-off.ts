import { type Observable, type SchedulerLike, throwError, timer } from 'rxjs';
import { isJanusError } from '../errors/errors.js';

/** How long {@link backOff} waits. */
export interface BackOffOptions {
  /** The most that the first wait may last, milliseconds; it doubles with each attempt. 1,000 by default. */
  readonly firstMs?: number;
  /** The most that any wait may last, milliseconds; 30,000 by default. */
  readonly maxMs?: number;
  /** A number from 0 up to 1 for each wait; `Math.random` by default. */
  readonly random?: () => number;
  /** Where the waits are timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/** The wait before an attempt, milliseconds: anything up to a limit that doubles each time, so that clients spread. */
export const jitterMs = (
  { firstMs, maxMs, random }: Required<Omit<BackOffOptions, 'scheduler'>>,
  doublings: number,
): number => random() * Math.min(maxMs, firstMs * 2 ** doublings);

/** Whether trying again is of no use: nobody lets us in, the input is wrong, or it is no error of this library's. */
const isHopeless = (error: unknown): boolean => {
  if (!isJanusError(error)) return true;
  switch (error.kind) {
    case 'invalid-argument':
      return true;
    case 'server':
      return error.code === 403;
    case 'http-status':
      return error.status === 403;
    case 'session-reclaim':
    case 'session-lost':
      return error.why === 'unauthorized';
    default:
      return false;
  }
};

/**
 * The `delay` of a `retry` that makes a lost session anew, gently: exponential, with full jitter, so that a thousand
 * clients of one server do not come back in one moment.
 *
 * Each wait emits once and completes. Errors with what it was given where no retry mends it: a refusal by
 * 403, an {@link InvalidArgumentError}, an error that is none of this library's.
 *
 * ![The waits double](../../docs/pictures/back-off.svg)
 *
 * @param options - How long the waits are.
 * @example
 * ```ts
 * import { retry, switchMap } from 'rxjs';
 * import { backOff, create$, webSocketTransport } from 'rxjs-janus';
 * import { echoTest } from 'rxjs-janus/echotest';
 *
 * const always$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(echoTest)),
 *   // Last: what hangs on a lost session ends with its error too, and is attached again on the new one.
 *   retry({ delay: backOff(), resetOnSuccess: true }),
 * );
 * ```
 */
export const backOff =
  ({ firstMs = 1_000, maxMs = 30_000, random = Math.random, scheduler }: BackOffOptions = {}) =>
  (error: unknown, attempt: number): Observable<number> =>
    isHopeless(error)
      ? throwError(() => error)
      : timer(jitterMs({ firstMs, maxMs, random }, attempt - 1), scheduler);
