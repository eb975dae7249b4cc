import type { Observable } from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { isJanusError } from '../errors/errors.js';
import { ProtocolError } from '../errors/input-errors.js';
import { type ReclaimRefusal, SessionReclaimError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import { isId } from '../protocol/ids.js';
import type { JanusMessage } from '../protocol/messages.js';
import { tellClaimed } from '../transport/tabs.js';
import type { SessionCore } from './core.js';

/** How long a line may leave a question of ours unanswered, milliseconds. */
export const REPLY_LIMIT_MS = 5_000;

/** The error of a line that has left a request without an answer: it is lost. Any other error is what it was. */
export const silent = (line: Line, error: unknown): unknown => {
  if (!isJanusError(error, 'request-timeout')) return error;
  const lost = new ConnectionLostError({ reason: error.message, cause: error });
  line.connection.suspect(lost);
  return lost;
};

/** How an answer with an id is read. */
interface ForId {
  readonly read: (answer: JanusMessage) => number;
  readonly late: (answer: JanusMessage) => void;
}

/** How `create` and `attach` are asked: for an id. One that comes when nobody waits for it any more is to be ended. */
export const forId = (verb: string, end: (id: number) => void): ForId => {
  const given = (message: JanusMessage): unknown =>
    message.janus === 'success' ? message.data?.id : undefined;
  return {
    read: (message) => {
      const id = given(message);
      if (isId(id)) return id;
      throw new ProtocolError(`the answer to ${verb} carries no id that JavaScript can hold`);
    },
    late: (message) => {
      const id = given(message);
      if (isId(id)) end(id);
    },
  };
};

/** A new session, and the line that it stands on. */
export const create$ = (core: SessionCore, line: Line, wanted: number | undefined): Observable<Line> => {
  const end = (id: number): void => line.tell({ janus: 'destroy', session_id: id });
  const { late, read } = forId('create', end);
  const began = (message: JanusMessage): Line => {
    core.id = read(message);
    core.stand(line);
    core.began(line, 'create');
    return line;
  };
  return line.request$(
    { janus: 'create', ...(wanted !== undefined && { id: wanted }) },
    { timeoutMs: core.settings.requestTimeoutMs, late, read: began },
  );
};

const WHY: Readonly<Record<number, ReclaimRefusal>> = { 458: 'not-found', 403: 'unauthorized' };

/** A session that exists, and the line that it stands on. */
export const claim$ = (core: SessionCore, line: Line, id: number): Observable<Line> => {
  const began = (): Line => {
    core.began(line, 'claim');
    tellClaimed(id);
    return line;
  };
  const failed = (error: unknown): unknown => unclaimed(core, line, id, error);
  return line.request$(
    { janus: 'claim', session_id: id },
    { timeoutMs: claimLimitMs(core), read: began, failed },
  );
};

/** A claim after a drop waits no longer than a beat: the window is short, and another line may do better. */
const claimLimitMs = ({ status, settings: { requestTimeoutMs } }: SessionCore): number =>
  status ? Math.min(requestTimeoutMs, REPLY_LIMIT_MS) : requestTimeoutMs;

/** A claim that a line does not answer is a line that does not answer: the next attempt takes another. */
const unclaimed = (core: SessionCore, line: Line, id: number, error: unknown): unknown => {
  if (!isJanusError(error, 'server')) return core.status ? silent(line, error) : error;
  const { code, reason } = error;
  return new SessionReclaimError(id, code, reason, WHY[code] ?? 'refused');
};
