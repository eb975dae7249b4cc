import { NEVER, type Observable, throwError } from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { type JanusClientError, isJanusError } from '../errors/errors.js';
import type { SessionCore } from './core.js';

/** How long a session is sought whose server sets no limit, milliseconds. */
const NO_LIMIT_MS = 60_000;

/** The server looks for dead sessions every 2 s, and up to 1.1.2 a round late, milliseconds. */
const WATCHDOG_MS = 4_000;

/** Whether the error is about the line, so that another line may do. A proxy's 5xx is, while a server rolls. */
const isLineError = (error: JanusClientError): boolean =>
  isJanusError(error, 'connection-failed', 'connection-lost') ||
  (isJanusError(error, 'http-status') && error.status >= 500);

/** When the server can no longer have the session, epoch milliseconds. */
const deadlineOf = ({
  settings: { reclaim },
  answeredAt,
  droppedAt = 0,
  limits: { sessionMs },
}: SessionCore): number => {
  if (reclaim?.forMs !== undefined) return droppedAt + reclaim.forMs;
  return answeredAt + (sessionMs < Infinity ? sessionMs + WATCHDOG_MS : NO_LIMIT_MS);
};

/**
 * What `retry` waits for after an error of the pipeline: the transport's gate, which all its sessions share.
 * Errors where the session is over.
 *
 * It never completes empty, since that would complete the session in silence.
 */
export const recover$ = (core: SessionCore, thrown: unknown): Observable<unknown> => {
  const {
    settings: { reclaim },
    exchange,
    limits: { periodMs, windowMs },
  } = core;
  const error = isJanusError(thrown) ? thrown : new ConnectionLostError({ cause: thrown });
  // It ended on request while something of the pipeline's own was in flight: the end is on its way.
  if (core.ended) return NEVER;
  if (core.destroying && isJanusError(error, 'session-reclaim', 'session-lost')) {
    core.destroyed();
    return NEVER;
  }
  const taken = error.kind === 'session-superseded' && reclaim?.onSuperseded === 'retake';
  if (!core.status || !(taken || isLineError(error))) return give$(core, error);
  if (!reclaim) {
    core.drop(error);
    return give$(core, error);
  }
  core.interrupt(error);
  // Never at once, and later each time: the other may have the same policy.
  if (taken) return exchange.janus$.gate$(++core.retakes + 1);
  const now = exchange.now();
  // Past the deadline only an attempt that opens no line ends it: one that opens gets its claim.
  if (error.kind === 'connection-failed' && now > deadlineOf(core)) return give$(core, error);
  // While the server has it for certain, attempts are as close as keep-alives are: with a window of 10 s a longer wait
  // would be its loss more often than not. After that they leave a server that comes back its peace.
  const certain = now <= core.answeredAt + windowMs + WATCHDOG_MS;
  return exchange.janus$.gate$(core.attempts, certain ? periodMs : undefined);
};

const give$ = (core: SessionCore, error: JanusClientError): Observable<never> => {
  core.end(error);
  return throwError(() => error);
};
