// What one case works with: a line of its own to a server, and what it watches, all of it ended after the case.
import { type Observable } from 'rxjs';
import {
  type JanusTransport,
  type RestTransportOptions,
  restTransport,
  type WebSocketTransportOptions,
  webSocketTransport,
} from 'rxjs-janus';
import { startProxy, type Proxy } from '../../support/proxy.js';
import {
  type Backend,
  type Kind,
  type Over,
  type ServersOptions,
  type Witness,
} from '../../support/servers/target.js';
import { sleep, until } from '../../support/until.js';
import { type Watched, watch } from '../../support/watch.js';
import { recordWire, type Wire } from '../../support/wire.js';

/** What a case may say of a transport; what the server demands is there already. */
export type RigTransportOptions = Partial<WebSocketTransportOptions & RestTransportOptions>;

export interface Rig {
  readonly kind: Kind;
  /** The transport under test. */
  readonly over: Over;
  /** The other one. */
  readonly other: Over;
  readonly witness: Witness;
  /** What the transport under test passes through; nobody else's. */
  readonly line: Proxy;
  readonly wire: Wire;
  /** The address of the transport under test, through the line. */
  readonly url: string;
  /** A transport through the line. */
  transport(options?: RigTransportOptions): JanusTransport;
  /** A transport past the line, of the same sort by default: somebody else's. */
  elsewhere(over?: Over, options?: RigTransportOptions): JanusTransport;
  /** A second line, for somebody else whose connection is to be broken. */
  otherLine(over?: Over): Promise<{ readonly line: Proxy; readonly janus$: JanusTransport }>;
  /** Subscribes until the case is over. */
  watch<T>(source$: Observable<T>): Watched<T>;
}

/** A rig for one case. */
export async function rigFor(
  kind: Kind,
  over: Over,
  backend: Backend,
  options: ServersOptions,
): Promise<Rig & { end(): Promise<void> }> {
  const line = await startProxy(portOf(urlOf(backend, over)));
  return new CaseRig(kind, over, backend, options, line);
}

class CaseRig implements Rig {
  readonly other: Over;
  readonly witness: Witness;
  readonly wire: Wire;
  readonly #lines: Proxy[] = [];
  readonly #watched: Watched<unknown>[] = [];

  constructor(
    readonly kind: Kind,
    readonly over: Over,
    readonly backend: Backend,
    readonly options: ServersOptions,
    readonly line: Proxy,
  ) {
    this.other = over === 'rest' ? 'websocket' : 'rest';
    this.witness = backend.witness;
    this.wire = recordWire(line);
    this.#lines.push(line);
  }

  get url(): string {
    return through(urlOf(this.backend, this.over), this.line);
  }

  transport(options: RigTransportOptions = {}): JanusTransport {
    return this.#make(this.over, this.url, options);
  }

  elsewhere(over: Over = this.over, options: RigTransportOptions = {}): JanusTransport {
    return this.#make(over, urlOf(this.backend, over), options);
  }

  async otherLine(over: Over = this.over): Promise<{ line: Proxy; janus$: JanusTransport }> {
    const url = urlOf(this.backend, over);
    const line = await startProxy(portOf(url));
    this.#lines.push(line);
    return { line, janus$: this.#make(over, through(url, line), {}) };
  }

  watch<T>(source$: Observable<T>): Watched<T> {
    const watched = watch(source$);
    this.#watched.unshift(watched);
    return watched;
  }

  async end(): Promise<void> {
    for (const watched of this.#watched) watched.unsubscribe();
    // Farewells are said before the lines go, so that nobody waits for their answers.
    await Promise.all(this.#lines.map((line) => line.heal()));
    const left = (): boolean => this.#lines.every(({ connections }) => connections.length === 0);
    await sleep(20);
    await until('the farewells', left, { timeoutMs: 1_000 }).catch(() => undefined);
    await Promise.all(this.#lines.map((line) => line.stop()));
  }

  #make(over: Over, url: string, options: RigTransportOptions): JanusTransport {
    const { apiSecret, tokens: [token] = [] } = this.options;
    const all = {
      url,
      ...(apiSecret === undefined ? {} : { apiSecret }),
      ...(token === undefined ? {} : { token }),
      ...options,
    };
    return over === 'rest' ? restTransport(all) : webSocketTransport(all);
  }
}

function urlOf({ webSocketUrl, restUrl }: Backend, over: Over): string {
  return over === 'rest' ? restUrl : webSocketUrl;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function through(url: string, { port }: Proxy): string {
  const moved = new URL(url);
  moved.port = String(port);
  return moved.href;
}
