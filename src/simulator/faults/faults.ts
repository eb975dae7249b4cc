import type { Handle } from '../core/handle.js';
import { comeUp, endHandle, hangUp } from '../core/handle-life.js';
import type { Owner } from '../core/owner.js';
import type { Session } from '../core/session.js';
import type { JanusSimulator } from '../janus-simulator.js';
import type { Server } from '../server.js';
import { lineFaults } from './line-faults.js';

type Faults = Omit<JanusSimulator, 'webSocketUrl' | 'restUrl' | 'port' | 'request$' | 'frame$' | 'sessions'>;

/** Another client that claimed a session: nobody sees what it gets. */
const elsewhere: Owner = { over: 'elsewhere', push: () => undefined, release: () => undefined };

/** What can be made to go wrong with a server. */
export const faultsOf = (server: Server): Faults => ({
  ...lineFaults(server),
  ...serverFaults(server),
  expire: (id) => server.core.sessions.expire(sessionOf(server, id)),
  destroySession: (id) => server.core.sessions.end(sessionOf(server, id)),
  claimAway: (id) => server.core.sessions.claim(sessionOf(server, id), () => elsewhere),
  detachHandle: (id, handleId) => endHandle(handleOf(server, id, handleId)),
  push: (id, message) => sessionOf(server, id).push({ session_id: id, ...message }),
  webrtcUp: (id, handleId) => comeUp(handleOf(server, id, handleId)),
  hangup: (id, handleId, reason) => {
    const handle = handleOf(server, id, handleId);
    handle.pc.open = true;
    handle.pc.hungUp = false;
    hangUp(handle, reason);
  },
  setSessionTimeout: (ms, id) => {
    if (id === undefined) server.limits.sessionTimeoutMs = ms;
    else sessionOf(server, id).timeoutMs = ms;
  },
});

const serverFaults = ({
  core,
  drops,
  outlet,
}: Server): Pick<
  Faults,
  'dropNext' | 'eventBeforeAck' | 'delayReplies' | 'acceptSessions' | 'addToken' | 'removeToken'
> => ({
  dropNext: (kind, count = 1) => drops.add(kind, count),
  eventBeforeAck: (on) => void (core.eventBeforeAck = on),
  delayReplies: (ms) => void (outlet.delayMs = ms),
  acceptSessions: (on) => void (core.acceptSessions = on),
  addToken: (token, plugins) => core.auth.add(token, plugins),
  removeToken: (token) => core.auth.remove(token),
});

function sessionOf(server: Server, id: number): Session {
  const session = server.core.sessions.find(id);
  if (session === undefined) throw new RangeError(`the simulated server has no session ${id}`);
  return session;
}

function handleOf(server: Server, id: number, handleId: number): Handle {
  const handle = sessionOf(server, id).handles.get(handleId);
  if (handle === undefined)
    throw new RangeError(`session ${id} of the simulated server has no handle ${handleId}`);
  return handle;
}
