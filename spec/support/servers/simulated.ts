// The simulator as one of the servers that a spec runs against; it is its own witness.
import { firstValueFrom, ReplaySubject } from 'rxjs';
import { type JanusSimulator, simulator$, type SimulatorOptions } from 'rxjs-janus/simulator';
import { JANUS_DEFAULTS } from '../janus/index.js';
import { rawRequest } from './raw-request.js';
import { type Backend, type ServersOptions, type Witness } from './target.js';

export async function simulatedServer(options: ServersOptions): Promise<Backend> {
  const running$ = new ReplaySubject<JanusSimulator>(1);
  const subscription = simulator$(settingsOf(options)).subscribe(running$);
  const simulator = await firstValueFrom(running$);
  const { webSocketUrl, restUrl } = simulator;
  const stop = () => Promise.resolve(subscription.unsubscribe());
  return { webSocketUrl, restUrl, witness: witnessOf(simulator, options), stop };
}

/** The limits are those of the real server, in its units. */
function settingsOf(options: ServersOptions): SimulatorOptions {
  const { sessionTimeout, reclaimSessionTimeout, apiSecret, tokens } = { ...JANUS_DEFAULTS, ...options };
  return {
    sessionTimeoutMs: sessionTimeout * 1_000,
    reclaimSessionTimeoutMs: reclaimSessionTimeout * 1_000,
    ...(apiSecret === undefined ? {} : { apiSecret }),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

function witnessOf(simulator: JanusSimulator, options: ServersOptions): Witness {
  return {
    sessions: later(() => simulator.sessions().map(({ id }) => id)),
    handles: later((sessionId: number) => handlesOf(simulator, sessionId)),
    destroySession: later((sessionId: number) => simulator.destroySession(sessionId)),
    expire: later((sessionId: number) => simulator.expire(sessionId)),
    detachHandle: later((sessionId: number, handleId: number) => simulator.detachHandle(sessionId, handleId)),
    setSessionTimeout: later((seconds: number, id?: number) =>
      simulator.setSessionTimeout(seconds * 1_000, id),
    ),
    acceptNewSessions: later((accept: boolean) => simulator.acceptSessions(accept)),
    addToken: later((token: string) => simulator.addToken(token)),
    removeToken: later((token: string) => simulator.removeToken(token)),
    restart: later(() => simulator.restart()),
    claimAway: later((sessionId: number) => simulator.claimAway(sessionId)),
    request: (body) => rawRequest(simulator.restUrl, body, options),
  };
}

function handlesOf(simulator: JanusSimulator, sessionId: number): readonly number[] {
  const session = simulator.sessions().find(({ id }) => id === sessionId);
  if (session === undefined) throw new Error(`the simulator has no session ${sessionId}`);
  return session.handles.map(({ id }) => id);
}

/** What throws rejects, as it does where a real server is asked. */
function later<A extends unknown[], T>(body: (...args: A) => T): (...args: A) => Promise<T> {
  return (...args) => new Promise((resolve) => resolve(body(...args)));
}
