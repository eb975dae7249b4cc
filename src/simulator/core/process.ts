import { breachReason, findBreach, type FieldRules } from '../json/fields.js';
import { isObject } from '../json/object.js';
import type { RequestContext, SessionContext } from './context.js';
import type { Core } from './core.js';
import { HANDLE_VERBS } from './handle-verbs.js';
import type { Requester } from './owner.js';
import { errorMessage, isRefusal, Refusal, wrongPath } from './refusal.js';
import { serveWithoutSession, SessionTaken } from './server-verbs.js';
import { SESSION_VERBS } from './session-verbs.js';

const REQUEST: FieldRules = {
  transaction: { kind: 'string', required: true },
  janus: { kind: 'string', required: true },
  id: { kind: 'positive integer' },
};

/** Serves one request in the server's order of checks: form, secret, session, handle, verb. */
export function serveRequest(core: Core, requester: Requester, value: unknown): void {
  // An array is an object without fields to the server.
  const request = isObject(value) ? value : {};
  const sessionId = integer(request['session_id']);
  const breach = findBreach(request, REQUEST);
  if (breach !== undefined) {
    const refusal = new Refusal(breach.missing ? 456 : 467, breachReason(breach));
    requester.reply(errorMessage(refusal, sessionId));
    return;
  }
  const transaction = String(request['transaction']);
  const reply: RequestContext['reply'] = (message) => requester.reply(message);
  const context = { core, requester, request, verb: String(request['janus']), transaction, reply };
  try {
    serve(context, sessionId, integer(request['handle_id']));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    requester.reply(
      errorMessage(error, error instanceof SessionTaken ? error.sessionId : sessionId, transaction),
    );
  }
}

function serve(context: RequestContext, sessionId: number, handleId: number): void {
  if (sessionId === 0 && handleId === 0) serveWithoutSession(context);
  else serveSession(findSession(context, sessionId, handleId));
}

function findSession(context: RequestContext, sessionId: number, handleId: number): SessionContext {
  const { core, request } = context;
  if (sessionId === 0) throw new Refusal(458, 'Session not found');
  if (handleId === 0 && (request['handle_id'] ?? undefined) !== undefined)
    throw new Refusal(459, 'Handle not found');
  core.checkSecret(request);
  const session = core.sessions.find(sessionId);
  if (session === undefined) throw new Refusal(458, `No such session ${unsigned(sessionId)}`);
  core.sessions.touch(session);
  const handle = session.handles.get(handleId);
  if (handleId !== 0 && handle === undefined) {
    throw new Refusal(459, `No such handle ${unsigned(handleId)} in session ${unsigned(sessionId)}`);
  }
  return { ...context, session, handle };
}

function serveSession(context: SessionContext): void {
  const verb = context.verb.toLowerCase();
  const { handle } = context;
  if (Object.hasOwn(SESSION_VERBS, verb)) return SESSION_VERBS[verb]?.(context);
  if (!Object.hasOwn(HANDLE_VERBS, verb)) throw new Refusal(453, `Unknown request '${context.verb}'`);
  if (handle === undefined) throw wrongPath(context.verb);
  HANDLE_VERBS[verb]?.({ ...context, handle });
}

/** Ids that are no integers count as absent. */
const integer = (value: unknown): number => (Number.isInteger(value) ? (value as number) : 0);

/** Ids are unsigned 64 bits to the server. */
const unsigned = (id: number): string => BigInt.asUintN(64, BigInt(id)).toString();
