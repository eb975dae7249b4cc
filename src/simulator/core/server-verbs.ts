import type { RequestContext } from './context.js';
import { Refusal, wrongPath } from './refusal.js';
import { wireMessage } from './wire.js';

type ServerVerb = (context: RequestContext) => void;

/** Verbs of a request that names no session. */
const VERBS = {
  info: ({ core, transaction, reply }) =>
    reply({ ...wireMessage('server_info', 0, transaction), ...core.info() }),
  ping: ({ transaction, reply }) => reply(wireMessage('pong', 0, transaction)),
  create,
} as const satisfies Readonly<Record<string, ServerVerb>>;

export function serveWithoutSession(context: RequestContext): void {
  const verb = context.verb.toLowerCase();
  if (!Object.hasOwn(VERBS, verb)) throw wrongPath(context.verb);
  VERBS[verb as keyof typeof VERBS](context);
}

function create({ core, request, requester, transaction, reply }: RequestContext): void {
  if (!core.acceptSessions) throw new Refusal(472, 'Currently not accepting new sessions');
  core.checkSecret(request);
  const wanted = Number(request['id'] ?? 0);
  if (core.sessions.find(wanted) !== undefined) throw new SessionTaken(wanted);
  const { id } = core.sessions.create(wanted, (sessionId) => requester.own(sessionId));
  reply({ ...wireMessage('success', 0, transaction), data: { id } });
}

/** The one refusal of a request without a session that names a session. */
export class SessionTaken extends Refusal {
  constructor(readonly sessionId: number) {
    super(468, 'Session ID already in use');
  }
}
