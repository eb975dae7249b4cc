import { type Observable, catchError, concat, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { SessionSupersededError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import type { SessionCore } from './core.js';
import { beat$, lossOf } from './keep-alive.js';

/**
 * The long poll of a session over REST; over WebSocket nothing.
 *
 * A poll answered by 404 means that the session is gone, or that another transport owns it: a beat tells, as
 * it is answered in the second case. 403 means that our token or secret no longer counts.
 */
export const hold$ = (core: SessionCore, line: Line): Observable<never> =>
  line.connection.hold$(core.sessionId).pipe(
    catchError((error: unknown) => {
      const failed$ = throwError(() => lossOf(core.sessionId, error) ?? error);
      if (!isJanusError(error, 'http-status') || error.status !== 404) return failed$;
      return concat(
        beat$(core, line, core.settings.requestTimeoutMs),
        throwError(() => new SessionSupersededError(core.sessionId)),
      );
    }),
  );
