// A real Janus as one of the servers that a spec runs against; the admin API is its witness.
import { startJanus, type RealJanus } from '../janus/index.js';
import { until } from '../until.js';
import { rawRequest, rawSuccess } from './raw-request.js';
import { type Backend, type ServersOptions, type Witness } from './target.js';

/** Twice the 6 s that a limit of 1 s was seen to take. */
const EXPIRY_MS = 12_000;

export async function realServer(options: ServersOptions): Promise<Backend> {
  const { sessionTimeout, reclaimSessionTimeout, apiSecret, tokens, plugins } = options;
  const janus = await startJanus({
    tokenAuth: tokens !== undefined,
    ...(sessionTimeout === undefined ? {} : { sessionTimeout }),
    ...(reclaimSessionTimeout === undefined ? {} : { reclaimSessionTimeout }),
    ...(apiSecret === undefined ? {} : { apiSecret }),
    ...(plugins === undefined ? {} : { plugins }),
  });
  const { webSocketUrl, restUrl } = janus;
  await addTokens(janus, options);
  return { webSocketUrl, restUrl, witness: witnessOf(janus, options), stop: () => janus.stop() };
}

function witnessOf(janus: RealJanus, options: ServersOptions): Witness {
  const { admin, restUrl } = janus;
  return {
    sessions: () => admin.listSessions(),
    handles: (sessionId) => admin.listHandles(sessionId),
    destroySession: (sessionId) => admin.destroySession(sessionId),
    expire: (sessionId) => expire(janus, sessionId),
    detachHandle: (sessionId, handleId) => admin.detachHandle(sessionId, handleId),
    setSessionTimeout: (seconds, sessionId) => admin.setSessionTimeout(seconds, sessionId),
    acceptNewSessions: (accept) => admin.acceptNewSessions(accept),
    addToken: (token) => admin.addToken(token),
    removeToken: (token) => admin.removeToken(token),
    restart: () => restart(janus, options),
    claimAway: (sessionId) => rawSuccess(restUrl, { janus: 'claim', session_id: sessionId }, options),
    request: (body) => rawRequest(restUrl, body, options),
  };
}

async function expire({ admin }: RealJanus, sessionId: number): Promise<void> {
  await admin.setSessionTimeout(1, sessionId);
  const gone = async () => !(await admin.listSessions()).includes(sessionId);
  await until('the session to time out', gone, { timeoutMs: EXPIRY_MS, everyMs: 100 });
}

/** Tokens are kept in memory alone. */
async function restart(janus: RealJanus, options: ServersOptions): Promise<void> {
  await janus.restart();
  await addTokens(janus, options);
}

async function addTokens({ admin }: RealJanus, { tokens = [] }: ServersOptions): Promise<void> {
  for (const token of tokens) await admin.addToken(token);
}
