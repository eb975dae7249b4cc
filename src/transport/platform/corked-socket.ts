import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { WebSocketLike } from '../kept-socket.js';

/**
 * A socket of `ws` whose frames of one turn of the loop leave in one write: a write for each frame is what a busy
 * client spends most of its time on.
 *
 * The stream below comes by the public `upgrade` event, so that agents and TLS are as ever. Events are taken as
 * `ws` emits them: its imitation of DOM events makes an object for each message.
 */
export class CorkedSocket implements WebSocketLike {
  onopen: WebSocketLike['onopen'] = null;
  onmessage: WebSocketLike['onmessage'] = null;
  onerror: WebSocketLike['onerror'] = null;
  onclose: WebSocketLike['onclose'] = null;
  readonly #socket: WebSocket;
  #stream: Duplex | undefined;
  #corked = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('upgrade', (response) => (this.#stream = response.socket));
    socket.on('open', () => this.onopen?.({} as never));
    socket.on('message', (data: Buffer, isBinary) =>
      this.onmessage?.({ data: isBinary ? data : data.toString() } as never),
    );
    socket.on('error', (error) => this.onerror?.({ error } as never));
    socket.on('close', (code, reason) => this.onclose?.({ code, reason: reason.toString() } as never));
  }

  send(data: string): void {
    if (this.#stream && !this.#corked) this.#cork(this.#stream);
    this.#socket.send(data);
  }

  close(): void {
    this.#socket.close();
  }

  #cork(stream: Duplex): void {
    this.#corked = true;
    stream.cork();
    process.nextTick(() => {
      this.#corked = false;
      stream.uncork();
    });
  }
}
