// A TCP proxy that breaks lines on demand: cut, reset, half-open, slow, in pieces, refused, never answered.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { freePort } from './ports.js';
import { Connection, type ProxyConnection, type Tap, reset } from './proxy/connection.js';
import { type Shape } from './proxy/direction.js';

export { type ClosedBy, type ProxyConnection, type Tap } from './proxy/connection.js';

export interface Proxy {
  /** Where it listens, on 127.0.0.1; the same for its whole life. */
  readonly port: number;
  /** Those that are open now, oldest first. */
  readonly connections: readonly ProxyConnection[];
  /** Connections accepted since the start, black-holed ones too. */
  readonly accepted: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** Ends both sides of every open connection, as a close without a word. */
  cut(): void;
  /** Ends both sides of every open connection by a TCP reset. */
  reset(): void;
  /** Half-open: the connections of this moment stay but carry nothing, later ones work; `false` lets all flow. */
  stall(on?: boolean): void;
  /** Every chunk takes that much longer, in both directions; 0 ends it. */
  delayMs(ms: number): void;
  /** New connections are refused; open ones stay. */
  refuse(on?: boolean): Promise<void>;
  /** New connections are accepted and never answered; the end of it resets them. */
  blackhole(on?: boolean): void;
  /** Whatever is sent arrives in pieces of at most so many bytes (7 by default); `false` ends it. */
  splitWrites(pieces?: number | boolean): void;
  /** What comes within so many milliseconds arrives in one write; 0 ends it. */
  mergeMs(ms: number): void;
  /** Ends every fault that is on; what was cut stays cut. */
  heal(): Promise<void>;
  /** Shows every byte and every end to `tap`, until the returned function is called. */
  tap(tap: Tap): () => void;
  /** Cuts all and listens no more. */
  stop(): Promise<void>;
}

export async function startProxy(targetPort: number): Promise<Proxy> {
  const proxy = new TcpProxy(targetPort, await freePort());
  await proxy.refuse(false);
  return proxy;
}

class TcpProxy implements Proxy {
  accepted = 0;
  readonly #shape: Shape = { delayMs: 0, pieceBytes: 0, mergeMs: 0 };
  readonly #taps = new Set<Tap>();
  readonly #connections = new Set<Connection>();
  readonly #swallowed = new Set<Socket>();
  #goneOut = 0;
  #goneIn = 0;
  #server: Server | undefined;
  #blackhole = false;

  constructor(
    readonly targetPort: number,
    readonly port: number,
  ) {}

  get connections(): readonly ProxyConnection[] {
    return [...this.#connections].filter((connection) => connection.open);
  }

  get bytesOut(): number {
    return [...this.#connections].reduce((sum, connection) => sum + connection.bytesOut, this.#goneOut);
  }

  get bytesIn(): number {
    return [...this.#connections].reduce((sum, connection) => sum + connection.bytesIn, this.#goneIn);
  }

  cut(): void {
    for (const connection of this.#connections) connection.sever('destroy');
    for (const socket of this.#swallowed) socket.destroy();
  }

  reset(): void {
    for (const connection of this.#connections) connection.sever('reset');
    for (const socket of this.#swallowed) reset(socket);
  }

  stall(on = true): void {
    for (const connection of this.#connections) connection.stall(on);
  }

  delayMs(ms: number): void {
    this.#shape.delayMs = ms;
  }

  async refuse(on = true): Promise<void> {
    if (on) this.#server?.close();
    if (on) this.#server = undefined;
    else if (this.#server === undefined) await this.#listen();
  }

  blackhole(on = true): void {
    this.#blackhole = on;
    if (!on) for (const socket of this.#swallowed) reset(socket);
  }

  splitWrites(pieces: number | boolean = true): void {
    this.#shape.pieceBytes = pieces === true ? 7 : Number(pieces);
  }

  mergeMs(ms: number): void {
    this.#shape.mergeMs = ms;
  }

  async heal(): Promise<void> {
    this.delayMs(0);
    this.mergeMs(0);
    this.splitWrites(false);
    this.blackhole(false);
    this.stall(false);
    await this.refuse(false);
  }

  tap(tap: Tap): () => void {
    this.#taps.add(tap);
    return () => void this.#taps.delete(tap);
  }

  async stop(): Promise<void> {
    const closed = this.#server && once(this.#server, 'close');
    await this.refuse(true);
    this.cut();
    await closed;
  }

  /** Known at once, as several faults may end in one moment; another may begin before it listens. */
  async #listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#accept(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).once('close', resolve).listen(this.port, '127.0.0.1', resolve);
    });
  }

  #accept(client: Socket): void {
    this.accepted += 1;
    if (this.#blackhole) return this.#swallow(client);
    const gone = (connection: Connection) => this.#forget(connection);
    const { targetPort } = this;
    const route = { number: this.accepted, targetPort, shape: this.#shape, taps: this.#taps, gone };
    this.#connections.add(new Connection(client, route));
  }

  #swallow(client: Socket): void {
    this.#swallowed.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => this.#swallowed.delete(client));
    client.on('end', () => client.end()).resume();
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#goneOut += connection.bytesOut;
    this.#goneIn += connection.bytesIn;
  }
}
