import { type SchedulerLike, asyncScheduler } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { MAX_WAITING, REQUEST_TIMEOUT_MS } from '../exchange/exchange.js';
import { wrongId } from '../protocol/ids.js';

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

const wrongDuration = (name: string, value: unknown): InvalidArgumentError | undefined =>
  value === undefined || (typeof value === 'number' && value > 0)
    ? undefined
    : new InvalidArgumentError(name, 'a positive number of milliseconds', value);

const wrongTeardown = (value: unknown): InvalidArgumentError | undefined =>
  value === undefined || typeof value === 'function' || value === 'destroy' || value === 'abandon'
    ? undefined
    : new InvalidArgumentError('teardown', '"destroy", "abandon" or a function giving one of them', value);

/** What is wrong with the options or the id, if anything. */
export const wrongInput = (
  options: SessionOptions,
  id: unknown,
  name: string,
): JanusClientError | undefined =>
  (id === undefined ? undefined : wrongId(name, id)) ??
  (options.keepAliveMs === 'auto' ? undefined : wrongDuration('keepAliveMs', options.keepAliveMs)) ??
  wrongDuration('requestTimeoutMs', options.requestTimeoutMs) ??
  (options.maxWaiting === undefined || options.maxWaiting >= 0
    ? undefined
    : new InvalidArgumentError('maxWaiting', 'a number from 0 on', options.maxWaiting)) ??
  (options.reclaim === false ? undefined : wrongDuration('reclaim.forMs', options.reclaim?.forMs)) ??
  wrongTeardown(options.teardown);
