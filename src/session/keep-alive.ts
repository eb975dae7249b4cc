import { Observable } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { SessionLostError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import type { SessionCore } from './core.js';
import { silent } from './entry.js';

/** Why the session is gone, when that is what a refusal means. */
const goneBy = (error: unknown): 'not-found' | 'unauthorized' | undefined => {
  const code = isJanusError(error, 'server')
    ? error.code
    : isJanusError(error, 'http-status') && error.status;
  return code === 458 ? 'not-found' : code === 403 ? 'unauthorized' : undefined;
};

/**
 * One beat. Completes when it was answered, errors with {@link ConnectionLostError} when it was not (the line
 * is then suspect), and with {@link SessionLostError} when the server no longer knows the session (458) or us (403);
 * any other refusal is a diagnostic, and the next beat goes out as ever.
 */
export const beat$ = (core: SessionCore, line: Line, timeoutMs: number): Observable<never> =>
  new Observable((subscriber) => {
    const { sessionId, exchange } = core;
    const sentAt = exchange.now();
    const refused = (thrown: unknown): void => {
      const error = silent(line, thrown);
      const why = goneBy(error);
      if (why) subscriber.error(new SessionLostError(sessionId, why, { cause: error }));
      else if (isJanusError(error, 'server', 'http-status')) {
        exchange.janus$.diagnose({ kind: 'keep-alive-refused', sessionId, error });
        subscriber.complete();
      } else subscriber.error(error);
    };
    const asked = line.request$({ janus: 'keepalive', session_id: sessionId }, { timeoutMs }).subscribe({
      next: () => {
        core.attempts = 0;
        core.answeredAt = Math.max(core.answeredAt, sentAt);
      },
      error: refused,
      complete: () => subscriber.complete(),
    });
    subscriber.add(asked);
  });
