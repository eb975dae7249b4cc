import {
  EMPTY,
  type Observable,
  catchError,
  exhaustMap,
  ignoreElements,
  map,
  switchMap,
  tap,
  throwError,
} from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { type JanusClientError, isJanusError } from '../errors/errors.js';
import { SessionLostError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import type { ServerInfoMessage } from '../protocol/messages.js';
import type { SessionCore } from './core.js';

/** The longest time in which something between client and server is likely to forget an idle connection, seconds. */
const IDLE_LIMIT_S = 75;

/** How long a beat may stay unanswered at most, milliseconds. */
const REPLY_LIMIT_MS = 5_000;

const limit = (seconds: number | undefined): number =>
  seconds !== undefined && seconds > 0 ? seconds : Infinity;

/**
 * Milliseconds between keep-alives: a third of the shortest limit, so that a silence before a drop leaves a
 * window to claim in (up to 1.4.1 the server counts `reclaim_session_timeout` from the last request, not from
 * the drop). Over REST the server sees no drop, and only `session_timeout` counts.
 */
export const autoPeriodMs = (info: ServerInfoMessage | undefined, kind: 'stream' | 'poll'): number => {
  const reclaimS = kind === 'stream' ? limit(info?.['reclaim-session-timeout']) : Infinity;
  return Math.round((Math.min(reclaimS, limit(info?.['session-timeout']), IDLE_LIMIT_S) * 1_000) / 3);
};

/** How long one beat may stay unanswered, milliseconds. */
export const replyLimitMs = (periodMs: number): number => Math.min(periodMs / 2, REPLY_LIMIT_MS);

/**
 * Keeps a session alive on a line: an interval, and for each beat a checked answer.
 *
 * Never emits. Errors with {@link ConnectionLostError} when a beat stays unanswered (the line is then
 * suspect), with {@link SessionLostError} when the server no longer knows the session or us; any other refusal
 * is a diagnostic, and the next beat goes out as ever.
 */
export const keepAlive$ = (core: SessionCore, line: Line): Observable<never> =>
  line.info$.pipe(
    tap((info) => (core.serverTimeoutS = info?.['session-timeout'] ?? 0)),
    map((info) =>
      core.settings.keepAliveMs === 'auto'
        ? autoPeriodMs(info, line.connection.kind)
        : core.settings.keepAliveMs,
    ),
    switchMap((periodMs) =>
      // Not switchMap: it would cancel the late beat whose silence is what we want to notice.
      line.beat$(periodMs).pipe(exhaustMap(() => beat$(core, line, replyLimitMs(periodMs)))),
    ),
  );

const beat$ = (core: SessionCore, line: Line, timeoutMs: number): Observable<never> =>
  core.desk.bound$(line, { janus: 'keepalive', session_id: core.sessionId }, { timeoutMs }).pipe(
    tap(() => (core.attempts = 0)),
    ignoreElements(),
    catchError((error: JanusClientError) => missed$(core, line, error, timeoutMs)),
  );

const missed$ = (
  core: SessionCore,
  line: Line,
  error: JanusClientError,
  timeoutMs: number,
): Observable<never> => {
  const sessionId = core.sessionId;
  if (isJanusError(error, 'request-timeout')) {
    const lost = new ConnectionLostError({
      reason: `no answer to a keep-alive within ${timeoutMs} ms`,
      cause: error,
    });
    // Over REST a missed beat tells of this session's requests alone.
    if (line.connection.kind === 'stream') line.connection.suspect(lost);
    return throwError(() => lost);
  }
  if (isJanusError(error, 'server') && error.code === 458)
    return throwError(() => new SessionLostError(sessionId, 'not-found', { cause: error }));
  if (isJanusError(error, 'server') && error.code === 403)
    return throwError(() => new SessionLostError(sessionId, 'unauthorized', { cause: error }));
  if (!isJanusError(error, 'server', 'http-status')) return throwError(() => error);
  core.exchange.transport.diagnose({ kind: 'keep-alive-refused', sessionId, error });
  return EMPTY;
};
