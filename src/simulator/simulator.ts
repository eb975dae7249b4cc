import { filter, Observable } from 'rxjs';
import type { Session } from './core/session.js';
import { faultsOf } from './faults/faults.js';
import type { JanusSimulator, SimulatedSession } from './janus-simulator.js';
import { withDefaults, type SimulatorOptions } from './options.js';
import { Server } from './server.js';

/**
 * A Janus-like server in this Node process, for specs and demos: WebSocket and REST on one port of 127.0.0.1, core
 * verbs, ownership and claim, time limits, long polls, the echo test and the signalling of videorooms and audio bridges, and faults on
 * demand. It behaves on the wire as Janus 1.1.2 does; no media flows.
 *
 * Cold: each subscription is a server of its own. Emits it once it listens, never completes; errors when the port
 * cannot be had. Unsubscribing stops it: all connections are destroyed, all timers end, the port is free again.
 *
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { simulator$ } from 'rxjs-janus/simulator';
 *
 * simulator$({ reclaimSessionTimeoutMs: 5_000 })
 *   .pipe(switchMap((server) => create$(webSocketTransport({ url: server.webSocketUrl }))))
 *   .subscribe((session) => console.log(session.id));
 * ```
 */
export const simulator$ = (options: SimulatorOptions = {}): Observable<JanusSimulator> =>
  new Observable((subscriber) => {
    const server = new Server(withDefaults(options), (error) => subscriber.error(error));
    server.start((port) => {
      if (!subscriber.closed) subscriber.next(simulatorOn(server, port));
    });
    return () => server.stop();
  });

const simulatorOn = (server: Server, port: number): JanusSimulator => ({
  port,
  webSocketUrl: `ws://127.0.0.1:${port}/`,
  restUrl: `http://127.0.0.1:${port}/janus`,
  frame$: server.log.frame$,
  request$: server.log.frame$.pipe(filter(({ direction }) => direction === 'in')),
  sessions: () => server.core.sessions.all().map(snapshot),
  ...faultsOf(server),
});

const snapshot = ({ id, owner, ownerGone, lastActivityAt, handles }: Session): SimulatedSession => ({
  id,
  owner: ownerGone ? 'none' : owner.over,
  lastActivityAt,
  handles: [...handles.values()].map((handle) => ({
    id: handle.id,
    plugin: handle.plugin.name,
    ...(handle.opaqueId === undefined ? {} : { opaqueId: handle.opaqueId }),
  })),
});
