import { type Observable, catchError, switchMap, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { SessionLostError, SessionSupersededError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import type { SessionCore } from './core.js';

/**
 * The long poll of a session over REST; over WebSocket nothing.
 *
 * A poll answered by 404 means that the session is gone, or that another transport owns it: a keep-alive tells,
 * as it is acknowledged in the second case. 403 means that our token or secret no longer counts.
 */
export const hold$ = (core: SessionCore, line: Line): Observable<never> =>
  line.connection.hold$(core.sessionId).pipe(
    catchError((error: unknown) => {
      if (!isJanusError(error, 'http-status')) return throwError(() => error);
      if (error.status === 403)
        return throwError(() => new SessionLostError(core.sessionId, 'unauthorized', { cause: error }));
      return error.status === 404 ? verdict$(core, line) : throwError(() => error);
    }),
  );

const verdict$ = (core: SessionCore, line: Line): Observable<never> => {
  const id = core.sessionId;
  return core.desk.bound$(line, { janus: 'keepalive', session_id: id }).pipe(
    catchError((error: unknown) =>
      throwError(() =>
        isJanusError(error, 'server') && error.code === 458
          ? new SessionLostError(id, 'not-found', { cause: error })
          : error,
      ),
    ),
    switchMap(() => throwError(() => new SessionSupersededError(id))),
  );
};
