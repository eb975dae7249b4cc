// One client on a line of its own to a real Janus: a session, a handle, and what a break of the line did to them.
import { connect, type Socket } from 'node:net';
import { Subject } from 'rxjs';
import {
  create$,
  type JanusSession,
  restTransport,
  type SessionStatus,
  type TransportOptions,
  webSocketTransport,
} from 'rxjs-janus';
import { echoTest, type EchoTestHandle } from 'rxjs-janus/echotest';
import { type RealJanus } from '../../support/janus/index.js';
import { startProxy, type Proxy } from '../../support/proxy.js';
import { type Over } from '../../support/servers/target.js';
import { until } from '../../support/until.js';
import { watch, type Watched } from '../../support/watch.js';
import { recordWire } from '../../support/wire.js';

/** What became of a session whose line was broken. */
export interface Outcome {
  readonly survived: boolean;
  /** Milliseconds from the break to the answer of a request that was made when it was noticed. */
  readonly usableMs: number;
  /** How many attempts to come back it took. */
  readonly attempts: number;
  /** What ended the session, if something did. */
  readonly error?: unknown;
}

const GIVE_UP_MS = 40_000;

export async function startClient(
  janus: RealJanus,
  over: Over,
  options: Omit<TransportOptions, 'url'> = {},
): Promise<Client> {
  const target = new URL(over === 'rest' ? janus.restUrl : janus.webSocketUrl);
  const line = await startProxy(Number(target.port));
  target.port = String(line.port);
  const client = new Client(target.href, over, line, options);
  await client.begin();
  return client;
}

export class Client {
  readonly wire;
  /** The client's ends of its WebSockets, oldest first. */
  readonly sockets: Socket[] = [];
  /** Whether the first of them was open when the session was claimed. */
  openAtClaim: Promise<boolean> | undefined;
  /** Tells the client that the network is back. */
  readonly wake = new Subject<void>();
  /** When the session began, by the clock of `performance`. */
  beganAt = 0;
  readonly #lease: Watched<JanusSession>;
  #handle: Watched<EchoTestHandle> | undefined;

  constructor(
    readonly url: string,
    readonly over: Over,
    readonly line: Proxy,
    options: Omit<TransportOptions, 'url'>,
  ) {
    this.wire = recordWire(line);
    const createConnection = ({ host, port }: { host: string; port: number }): Socket => {
      const socket = connect({ host, port });
      this.sockets.push(socket);
      return socket;
    };
    const all = { wake$: this.wake, ...options, url };
    const janus$ =
      over === 'rest'
        ? restTransport(all)
        : webSocketTransport({ ...all, socketOptions: { createConnection } });
    this.#lease = watch(create$(janus$));
  }

  async begin(): Promise<void> {
    const session = await this.#lease.value();
    this.beganAt = performance.now();
    // Before any moment is counted: every request starts the server's clock anew.
    this.#handle = watch(session.attach$(echoTest));
    await this.#handle.value();
    await until('the info', () => this.wire.count('server_info') > 0);
  }

  /** Resolves at the next answered beat, at the latest after `timeoutMs`. */
  async beat(timeoutMs: number): Promise<void> {
    const wire = this.wire.fromNow();
    await until('a beat', () => wire.count('ack') > 0, { timeoutMs, everyMs: 2 });
  }

  /** Breaks the line, and tells what became of the session. */
  async outcomeOf(breakLine: () => unknown): Promise<Outcome> {
    const [session, handle] = [await this.#lease.value(), this.#handle];
    if (handle === undefined) throw new Error('it never began');
    const echo = await handle.value();
    const status = watch(session.status$);
    this.openAtClaim = this.#atClaim(status).catch(() => false);
    const began = performance.now();
    await breakLine();
    const outcome = (survived: boolean): Outcome => ({
      survived,
      usableMs: performance.now() - began,
      attempts: Math.max(...status.values.map((told) => (told.kind === 'reclaiming' ? told.attempt : 0))),
      ...(this.#lease.error === undefined ? {} : { error: this.#lease.error }),
    });
    try {
      await status.find('the drop', ({ kind }) => kind === 'reclaiming', {
        timeoutMs: GIVE_UP_MS,
        everyMs: 2,
      });
      await watch(echo.configure$({ audio: true })).value(0, { timeoutMs: GIVE_UP_MS, everyMs: 2 });
      return outcome(!this.#lease.ended && !handle.ended);
    } catch {
      return outcome(false);
    }
  }

  async #atClaim(status: Watched<SessionStatus>): Promise<boolean> {
    const claimed = ({ kind, ...told }: SessionStatus): boolean =>
      kind === 'live' && 'by' in told && told.by === 'claim';
    await status.find('the claim', claimed, { timeoutMs: GIVE_UP_MS, everyMs: 2 });
    return this.sockets[0]?.destroyed === false;
  }

  async end(): Promise<void> {
    await this.line.heal();
    this.#handle?.unsubscribe();
    this.#lease.unsubscribe();
    const left = (): boolean => this.line.connections.length === 0;
    await until('the farewells', left, { timeoutMs: 1_000 }).catch(() => undefined);
    await this.line.stop();
    this.wire.stop();
  }
}
