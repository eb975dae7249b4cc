import { type SchedulerLike, asyncScheduler } from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { wrongDuration } from '../errors/wrong-duration.js';
import { MAX_WAITING, REQUEST_TIMEOUT_MS } from '../exchange/exchange.js';

/** What the last unsubscribe does: end the session on the server, or leave it there for whoever claims it. */
export type Teardown = 'destroy' | 'abandon';

/** How long a dropped session is claimed back. */
export interface ReclaimPolicy {
  /**
   * Milliseconds after which an attempt that opens no line is the last; by default as long as the server can
   * keep the session: its `session_timeout` and 4 s from the last answer, or 60 s where it has none.
   */
  readonly forMs?: number;
}

/** What every way to a session takes. */
export interface SessionOptions {
  /**
   * Milliseconds between keep-alives; `'auto'`, the default, is a third of what the server allows: of its
   * `session_timeout`, over WebSocket of its `reclaim_session_timeout` too, and of 75 s.
   */
  readonly keepAliveMs?: number | 'auto';
  /** Whether and how long a dropped session is claimed back; `false` ends it at the first drop. */
  readonly reclaim?: ReclaimPolicy | false;
  /** Milliseconds until a request is given up, waiting for the line included; 10,000 by default. */
  readonly requestTimeoutMs?: number;
  /** How many requests may wait for the line; 1,000 by default. */
  readonly maxWaiting?: number;
  /** What the last unsubscribe does, read when it happens; `'destroy'` by default. */
  readonly teardown?: Teardown | (() => Teardown);
  /** Where all timers of the session run; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/** {@link SessionOptions} with every default in place. */
export interface Settings extends Required<Omit<SessionOptions, 'teardown'>> {
  readonly teardown: () => Teardown;
}

/** The options with their defaults. */
export const settingsOf = (options: SessionOptions): Settings => {
  const { teardown = 'destroy' } = options;
  return {
    keepAliveMs: options.keepAliveMs ?? 'auto',
    reclaim: options.reclaim ?? {},
    requestTimeoutMs: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    maxWaiting: options.maxWaiting ?? MAX_WAITING,
    scheduler: options.scheduler ?? asyncScheduler,
    teardown: typeof teardown === 'function' ? teardown : () => teardown,
  };
};

/** What is wrong with the options, if anything. */
export const wrongInput = (options: SessionOptions): InvalidArgumentError | undefined => {
  const { keepAliveMs, requestTimeoutMs, maxWaiting = 0, teardown = 'destroy', reclaim } = options;
  const durations = {
    keepAliveMs: keepAliveMs === 'auto' ? undefined : keepAliveMs,
    requestTimeoutMs,
    'reclaim.forMs': reclaim === false ? undefined : reclaim?.forMs,
  };
  for (const [name, value] of Object.entries(durations)) {
    const wrong = wrongDuration(name, value);
    if (wrong) return wrong;
  }
  if (typeof maxWaiting !== 'number' || !(maxWaiting >= 0))
    return new InvalidArgumentError('maxWaiting', 'a number from 0 on', maxWaiting);
  return typeof teardown === 'function' || ['destroy', 'abandon'].includes(teardown)
    ? undefined
    : new InvalidArgumentError('teardown', '"destroy" or "abandon"', teardown);
};
