// One connection through the proxy: the client's socket, the server's socket, and both directions between.
import { connect, type Socket } from 'node:net';
import { Direction, type Shape } from './direction.js';

/** Who ended a connection first: the client, the server, or the proxy on a spec's behalf. */
export type ClosedBy = 'client' | 'server' | 'proxy';

/** Sees the bytes as they reach the proxy, `out` being those from the client. */
export interface Tap {
  opened?(connection: ProxyConnection): void;
  data?(connection: ProxyConnection, direction: 'out' | 'in', chunk: Buffer): void;
  closed?(connection: ProxyConnection, by: ClosedBy): void;
}

/** What a spec may look at. */
export interface ProxyConnection {
  /** 1 for the first connection that the proxy accepted, and so on. */
  readonly number: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly open: boolean;
  /** Ends both sides of it at once: by an orderly end of the stream, or by a TCP reset. */
  sever(how: 'destroy' | 'reset'): void;
}

export interface Route {
  readonly number: number;
  readonly targetPort: number;
  readonly shape: Readonly<Shape>;
  readonly taps: ReadonlySet<Tap>;
  /** Called when neither side is left. */
  readonly gone: (connection: Connection) => void;
}

/** Node refuses to reset a socket in the turn in which its end is being written, and then never closes it. */
export function reset(socket: Socket): void {
  const ending = socket.writableEnded && !socket.writableFinished;
  if (socket.connecting || ending) socket.destroy();
  else socket.resetAndDestroy();
}

export class Connection implements ProxyConnection {
  readonly number: number;
  open = true;
  readonly #upstream: Socket;
  readonly #out: Direction;
  readonly #in: Direction;

  readonly #route: Route;

  constructor(
    readonly client: Socket,
    route: Route,
  ) {
    this.#route = route;
    this.number = route.number;
    this.#upstream = connect({
      port: route.targetPort,
      host: '127.0.0.1',
      allowHalfOpen: true,
      noDelay: true,
    });
    this.#out = this.#direction(client, this.#upstream, 'out');
    this.#in = this.#direction(this.#upstream, client, 'in');
    this.#watch(client, 'client');
    this.#watch(this.#upstream, 'server');
    for (const tap of route.taps) tap.opened?.(this);
  }

  get bytesOut(): number {
    return this.#out.bytes;
  }

  get bytesIn(): number {
    return this.#in.bytes;
  }

  stall(on: boolean): void {
    this.#out.stall(on);
    this.#in.stall(on);
  }

  sever(how: 'destroy' | 'reset'): void {
    this.#end('proxy', how);
  }

  #direction(from: Socket, to: Socket, name: 'out' | 'in'): Direction {
    return new Direction(from, to, this.#route.shape, (chunk) => {
      for (const tap of this.#route.taps) tap.data?.(this, name, chunk);
    });
  }

  #watch(socket: Socket, by: ClosedBy): void {
    socket.on('error', () => this.#end(by, 'reset'));
    socket.on('end', () => this.#tellClosed(by));
    socket.on('close', () => {
      this.#tellClosed(by);
      if (this.client.destroyed && this.#upstream.destroyed) this.#route.gone(this);
    });
  }

  #end(by: ClosedBy, how: 'destroy' | 'reset'): void {
    this.#tellClosed(by);
    this.#out.drop();
    this.#in.drop();
    for (const socket of [this.client, this.#upstream]) {
      if (how === 'reset') reset(socket);
      else socket.destroy();
    }
  }

  /** At the first sign of an end: the other side may still have something to say. */
  #tellClosed(by: ClosedBy): void {
    if (!this.open) return;
    this.open = false;
    for (const tap of this.#route.taps) tap.closed?.(this, by);
  }
}
