import { type SchedulerLike, asyncScheduler } from 'rxjs';
import { checkChoice, checkDuration } from '../errors/checks.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { DEFAULT_LIMITS, type DeskLimits } from '../exchange/limits.js';

/** What the last unsubscribe does: end the session on the server, or leave it there for whoever claims it. */
export type Teardown = 'destroy' | 'abandon';

/** How long a dropped session is claimed back. */
export interface ReclaimPolicy {
  /**
   * Milliseconds after which an attempt that opens no line is the last; by default as long as the server can
   * keep the session: its `session_timeout` and 4 s from the last answer, or 60 s where it has none.
   */
  readonly forMs?: number;
  /**
   * What follows when another client has claimed the session: its end (`'end'`, the default), or claiming it back
   * (`'retake'`), each time a longer while after the loss. Two clients that both retake never settle.
   */
  readonly onSuperseded?: 'end' | 'retake';
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
export interface Settings extends Required<Omit<SessionOptions, 'reclaim'>>, DeskLimits {
  readonly reclaim: ReclaimPolicy | undefined;
}

/** Nothing said of it: one for all sessions. */
const BY_DEFAULT: ReclaimPolicy = {};

/** The options with their defaults. @throws {@link InvalidArgumentError} for one that cannot be right. */
export const settingsOf = ({
  keepAliveMs = 'auto',
  reclaim: policy = BY_DEFAULT,
  requestTimeoutMs = DEFAULT_LIMITS.requestTimeoutMs,
  maxWaiting = DEFAULT_LIMITS.maxWaiting,
  teardown = 'destroy',
  scheduler = asyncScheduler,
}: SessionOptions): Settings => {
  const reclaim = policy === false ? undefined : policy;
  if (keepAliveMs !== 'auto') checkDuration('keepAliveMs', keepAliveMs);
  checkDuration('requestTimeoutMs', requestTimeoutMs);
  checkDuration('reclaim.forMs', reclaim?.forMs);
  checkChoice('reclaim.onSuperseded', reclaim?.onSuperseded ?? 'end', 'end', 'retake');
  if (!(typeof maxWaiting === 'number' && maxWaiting >= 0))
    throw new InvalidArgumentError('maxWaiting', 'a number from 0 on', maxWaiting);
  if (typeof teardown !== 'function') checkChoice('teardown', teardown, 'destroy', 'abandon');
  return { keepAliveMs, reclaim, requestTimeoutMs, maxWaiting, scheduler, teardown };
};

/** What the last unsubscribe does, now. */
export const teardownOf = ({ teardown }: Settings): Teardown =>
  typeof teardown === 'function' ? teardown() : teardown;
