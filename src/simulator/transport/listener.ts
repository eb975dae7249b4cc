import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Lines } from './lines.js';

/** Who serves what comes in. */
export interface Fronts {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  failed(error: Error): void;
}

/**
 * One port for both kinds of clients. The listening socket is apart from the HTTP server, so that it can be closed
 * and opened again while connections live on, and no hidden timer of the HTTP server runs.
 */
export class Listener {
  readonly #http = createHttpServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
  #server: Server | undefined;

  constructor(
    private port: number,
    private readonly lines: Lines,
    private readonly fronts: Fronts,
  ) {
    this.#http.on('request', (request, response) => this.fronts.request(request, response));
    this.#http.on('upgrade', (request, socket, head) => this.fronts.upgrade(request, socket, head));
    this.#http.on('clientError', (_error, socket) => socket.destroy());
  }

  /** Opens the port, a free one the first time if none was asked for, and then always the same. */
  open(opened: (port: number) => void = () => undefined): void {
    if (this.#server !== undefined) return;
    const server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    this.#server = server;
    server.once('error', (error) => this.fronts.failed(error));
    server.listen(this.port, '127.0.0.1', () => {
      if (this.#server !== server) return void server.close();
      this.port = (server.address() as AddressInfo).port;
      opened(this.port);
    });
  }

  /** Closes the port at once; connections live on. */
  close(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  #accept(socket: Socket): void {
    this.lines.open(socket);
    this.#http.emit('connection', socket);
  }
}
