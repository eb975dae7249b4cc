import { EMPTY, type Observable, catchError, defer, map, merge, tap, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { ProtocolError } from '../errors/input-errors.js';
import type { ServerError } from '../errors/request-errors.js';
import { type ReclaimRefusal, SessionReclaimError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import { isId } from '../protocol/ids.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { SessionCore } from './core.js';
import { REPLY_LIMIT_MS, silent } from './keep-alive.js';

/** The id that `create` or `attach` was answered with. */
export const idOf = (message: JanusMessage, verb: string): number => {
  const id = givenId(message);
  if (!isId(id)) throw new ProtocolError(`the answer to ${verb} carries no id that JavaScript can hold`);
  return id;
};

const givenId = (message: JanusMessage): unknown =>
  message.janus === 'success' ? message.data?.id : undefined;

/** Ends what came to be when nobody waited for it any more. */
export const endLate =
  (end: (id: number) => unknown) =>
  (answer: JanusMessage): void => {
    const id = givenId(answer);
    if (isId(id)) end(id);
  };

/** A new session. One whose id comes when nobody waits any more is ended. */
export const create$ = (core: SessionCore, line: Line, chosenId: number | undefined): Observable<number> =>
  line
    .ask$(
      { janus: 'create', ...(chosenId !== undefined && { id: chosenId }) },
      {
        timeoutMs: core.settings.requestTimeoutMs,
        late: endLate((id) => line.tell$({ janus: 'destroy', session_id: id })),
      },
    )
    .pipe(
      map((answer) => idOf(answer, 'create')),
      tap((id) => {
        core.id = id;
        core.began(line, 'create');
      }),
    );

const WHY: Readonly<Record<number, ReclaimRefusal>> = { 458: 'not-found', 403: 'unauthorized' };

const refusedClaim = (id: number, { code, reason }: ServerError): SessionReclaimError =>
  new SessionReclaimError(id, code, reason, WHY[code] ?? 'refused');

/** A claim that a line does not answer is a line that does not answer: the next attempt takes another. */
const failedClaim = (core: SessionCore, line: Line, id: number, error: unknown): unknown => {
  if (isJanusError(error, 'server')) return refusedClaim(id, error);
  if (!isJanusError(error, 'request-timeout') || !core.history.begun) return error;
  return silent(line, error);
};

/** A claim after a drop waits no longer than a beat: the window is short, and another line may do better. */
const claimLimitMs = ({ history, settings: { requestTimeoutMs } }: SessionCore): number =>
  history.begun ? Math.min(requestTimeoutMs, REPLY_LIMIT_MS) : requestTimeoutMs;

/**
 * A session that exists. Its events may come before the claim is answered, so that it stands on the line
 * first. Over a stream all that waits follows the claim in one burst, as the server answers in order; over
 * REST it waits for the claim's success, since a claim empties the event queue and requests may overtake it.
 */
export const claim$ = (core: SessionCore, line: Line, id: number): Observable<number> =>
  defer(() => {
    core.stand(line);
    const claimed$ = core.desk
      .bound$(line, { janus: 'claim', session_id: id }, { timeoutMs: claimLimitMs(core) })
      .pipe(
        tap(() => core.began(line, 'claim')),
        map(() => id),
        catchError((error: unknown) => throwError(() => failedClaim(core, line, id, error))),
      );
    const waiting$ = defer(() => {
      if (line.connection.kind === 'stream') core.desk.resume(line);
      return EMPTY;
    });
    return merge(claimed$, waiting$);
  });
