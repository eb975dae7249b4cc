import {
  EMPTY,
  type Observable,
  catchError,
  exhaustMap,
  ignoreElements,
  switchMap,
  tap,
  throwError,
} from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { isJanusError } from '../errors/errors.js';
import type { RequestTimeoutError } from '../errors/request-errors.js';
import { SessionLostError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import type { ServerInfoMessage } from '../protocol/messages.js';
import type { SessionCore } from './core.js';
import { limitOf, noWindow } from './window.js';

/** The longest time in which something between client and server is likely to forget an idle connection, seconds. */
const IDLE_LIMIT_S = 75;

/** How long a beat may stay unanswered at most, milliseconds. */
export const REPLY_LIMIT_MS = 5_000;

/**
 * Milliseconds between keep-alives: a third of the shortest limit, so that a silence before a drop leaves a
 * window to claim in (up to 1.4.1 the server counts `reclaim_session_timeout` from the last request, not from
 * the drop). Over REST the server sees no drop, and only `session_timeout` counts.
 */
export const autoPeriodMs = (info: ServerInfoMessage | undefined, kind: 'stream' | 'poll'): number => {
  const reclaimS = kind === 'stream' ? limitOf(info?.['reclaim-session-timeout']) : Infinity;
  return Math.round((Math.min(reclaimS, limitOf(info?.['session-timeout']), IDLE_LIMIT_S) * 1_000) / 3);
};

/** How long one beat may stay unanswered, milliseconds. */
export const replyLimitMs = (periodMs: number): number => Math.min(periodMs / 2, REPLY_LIMIT_MS);

/**
 * Keeps a session alive on a line: an interval, and for each beat a checked answer. Never emits.
 */
export const keepAlive$ = (core: SessionCore, line: Line): Observable<never> =>
  line.info$.pipe(
    switchMap((info) => {
      core.serverTimeoutS = info?.['session-timeout'] ?? 0;
      const { keepAliveMs } = core.settings;
      const periodMs = keepAliveMs === 'auto' ? autoPeriodMs(info, line.connection.kind) : keepAliveMs;
      const warning = noWindow(info, line.connection.kind, periodMs);
      if (warning) core.exchange.janus$.diagnose(warning);
      // Not switchMap: it would cancel the late beat whose silence is what we want to notice.
      return line.beat$(periodMs).pipe(exhaustMap(() => beat$(core, line, replyLimitMs(periodMs))));
    }),
  );

/**
 * One beat. Completes when it was answered, errors with {@link ConnectionLostError} when it was not (the line
 * is then suspect), and with {@link SessionLostError} when the server no longer knows the session or us; any
 * other refusal is a diagnostic, and the next beat goes out as ever.
 */
export const beat$ = (core: SessionCore, line: Line, timeoutMs: number): Observable<never> =>
  core.desk.bound$(line, { janus: 'keepalive', session_id: core.sessionId }, { timeoutMs }).pipe(
    tap(() => (core.attempts = 0)),
    ignoreElements(),
    catchError((error: unknown) => missed$(core, line, error)),
  );

const missed$ = (core: SessionCore, line: Line, error: unknown): Observable<never> => {
  const failed = isJanusError(error, 'request-timeout')
    ? silent(line, error)
    : (lossOf(core.sessionId, error) ?? error);
  if (!isJanusError(failed, 'server', 'http-status')) return throwError(() => failed);
  core.exchange.janus$.diagnose({ kind: 'keep-alive-refused', sessionId: core.sessionId, error: failed });
  return EMPTY;
};

/** A line that does not answer is lost. */
export const silent = (line: Line, cause: RequestTimeoutError): ConnectionLostError => {
  const lost = new ConnectionLostError({ reason: cause.message, cause });
  line.connection.suspect(lost);
  return lost;
};

/** The refusals that mean that the session is gone (458), or that we are no longer let in (403, also to a poll). */
export const lossOf = (sessionId: number, error: unknown): SessionLostError | undefined => {
  const code = isJanusError(error, 'server')
    ? error.code
    : isJanusError(error, 'http-status')
      ? error.status
      : 0;
  if (code !== 458 && code !== 403) return undefined;
  return new SessionLostError(sessionId, code === 458 ? 'not-found' : 'unauthorized', { cause: error });
};
