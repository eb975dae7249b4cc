import { Auth } from './core/auth.js';
import { Core } from './core/core.js';
import { serverInfo } from './core/info.js';
import { SessionTable } from './core/session-table.js';
import { Timers } from './core/timers.js';
import { watch, type Limits } from './core/watchdog.js';
import { DropRules } from './faults/drop-rules.js';
import type { SimulatorSettings } from './options.js';
import { makePlugins } from './plugins/all.js';
import { FrameLog } from './transport/frame-log.js';
import { Lines } from './transport/lines.js';
import { Listener } from './transport/listener.js';
import { Outlet } from './transport/outlet.js';
import { PollFront } from './transport/poll-front.js';
import { readBody } from './transport/read-body.js';
import { RestFront } from './transport/rest-front.js';
import { WebSocketFront } from './transport/websocket-front.js';

/** The parts of one running server, put together. */
export class Server {
  readonly limits: Limits;
  readonly core: Core;
  readonly lines = new Lines();
  readonly drops = new DropRules();
  readonly log: FrameLog;
  readonly timers: Timers;
  readonly outlet: Outlet;
  readonly polls: PollFront;
  readonly webSockets: WebSocketFront;
  readonly rest: RestFront;
  readonly listener: Listener;

  constructor(
    private readonly settings: SimulatorSettings,
    private readonly failed: (error: Error) => void,
  ) {
    const { scheduler, sessionTimeoutMs, reclaimSessionTimeoutMs, longPollMs } = settings;
    this.limits = { sessionTimeoutMs, reclaimSessionTimeoutMs };
    this.log = new FrameLog(scheduler);
    this.timers = new Timers(scheduler);
    this.outlet = new Outlet(this.timers, this.log);
    this.outlet.swallows = (message) => this.drops.swallows(message);
    this.core = this.#makeCore();
    this.polls = new PollFront(this.core, this.outlet, this.timers, longPollMs);
    this.webSockets = new WebSocketFront(this.core, this.lines, this.outlet, this.log);
    this.rest = new RestFront(this.core, this.polls, this.outlet, this.timers, this.log);
    this.listener = this.#makeListener();
  }

  start(started: (port: number) => void): void {
    const { watchdogMs, scheduler } = this.settings;
    this.timers.add(watch(this.core.sessions, this.limits, watchdogMs, scheduler));
    this.listener.open(started);
  }

  stop(): void {
    this.listener.close();
    this.timers.stop();
    this.cut();
    this.log.stop();
  }

  /** Destroys all connections, and has the server know it at once. */
  cut(): void {
    this.lines.all().forEach((line) => line.destroy());
    this.webSockets.peers().forEach((peer) => this.webSockets.gone(peer));
  }

  /** All that a restart forgets. */
  reset(): void {
    this.core.sessions.all().forEach((session) => this.core.sessions.end(session));
    this.cut();
    this.core.plugins = makePlugins(this.settings);
  }

  #makeCore(): Core {
    const { scheduler, apiSecret, tokens, info: overrides } = this.settings;
    const sessions = new SessionTable(() => scheduler.now(), this.limits.reclaimSessionTimeoutMs > 0);
    const auth = new Auth(apiSecret, tokens !== undefined, tokens ?? []);
    const core: Core = new Core(sessions, auth, makePlugins(this.settings), () =>
      serverInfo({
        limits: this.limits,
        acceptSessions: core.acceptSessions,
        apiSecret: apiSecret !== undefined,
        tokens: tokens !== undefined,
        plugins: core.plugins,
        overrides,
      }),
    );
    core.acceptSessions = this.settings.acceptSessions;
    return core;
  }

  #makeListener(): Listener {
    return new Listener(this.settings.port, this.lines, {
      failed: this.failed,
      upgrade: (request, socket, head) => this.webSockets.upgrade(request, socket, head),
      request: (request, response) => {
        const line = this.lines.of(request.socket);
        if (line === undefined) return;
        readBody(request, (body) => line.run(() => this.rest.serve(request, response, body, line)));
      },
    });
  }
}
