import { NEVER, type Observable, of, throwError } from 'rxjs';
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
const deadlineOf = ({ settings: { reclaim }, desk, serverTimeoutS, history }: SessionCore): number => {
  if (reclaim !== false && reclaim.forMs !== undefined)
    return (history.droppedAt ?? desk.now()) + reclaim.forMs;
  return desk.answeredAt + (serverTimeoutS > 0 ? serverTimeoutS * 1_000 + WATCHDOG_MS : NO_LIMIT_MS);
};

/** Whether it is given up. Past the deadline only an attempt that opens no line ends it: one that opens gets its claim. */
const isOverdue = (core: SessionCore, error: JanusClientError): boolean =>
  isJanusError(error, 'connection-failed') && core.desk.now() > deadlineOf(core);

/**
 * What `retry` waits for after an error of the pipeline: nothing at the first attempt, the gate that all
 * sessions of the transport share at the later ones. Errors where the session is over.
 *
 * It never completes empty, since that would complete the session in silence.
 */
export const recover$ = (core: SessionCore, thrown: unknown): Observable<unknown> => {
  const error = isJanusError(thrown) ? thrown : new ConnectionLostError({ cause: thrown });
  // It ended on request while something of the pipeline's own was in flight: the end is on its way.
  if (core.ended) return NEVER;
  if (!core.history.begun) return give$(core, error);
  if (core.destroying && isJanusError(error, 'session-reclaim', 'session-lost')) {
    core.destroyed();
    return NEVER;
  }
  if (!isLineError(error)) return give$(core, error);
  if (core.settings.reclaim === false) {
    core.desk.drop(error);
    return give$(core, error);
  }
  core.interrupt(error);
  if (isOverdue(core, error)) return give$(core, error);
  return core.attempts === 1 ? of(undefined) : core.exchange.gate.wait$();
};

const give$ = (core: SessionCore, error: JanusClientError): Observable<never> => {
  core.end(error);
  return throwError(() => error);
};
