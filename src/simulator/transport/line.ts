import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** One TCP connection of a client; frozen, it neither reads nor writes, and stays open. */
export class Line {
  #webSocket: WebSocket | undefined;
  #frozen = false;
  #held: (() => void)[] = [];

  constructor(readonly socket: Socket) {
    // A client that resets its connection is a closed connection like any other.
    socket.on('error', () => undefined);
  }

  /** The connection has been upgraded. */
  accept(webSocket: WebSocket): void {
    this.#webSocket = webSocket;
    if (this.#frozen) webSocket.pause();
  }

  /** Runs what reads from or writes to the line, at once or as soon as it is thawed. */
  run(work: () => void): void {
    if (this.#frozen) this.#held.push(work);
    else work();
  }

  freeze(): void {
    this.#frozen = true;
    this.#webSocket?.pause();
  }

  thaw(): void {
    this.#frozen = false;
    this.#held.splice(0).forEach((work) => work());
    this.#webSocket?.resume();
  }

  destroy(): void {
    this.#held = [];
    this.socket.destroy();
  }
}
