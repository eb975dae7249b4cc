import type { Owner, Requester } from '../core/owner.js';
import type { WireMessage } from '../core/wire.js';
import type { WebSocket } from 'ws';
import type { Line } from './line.js';
import type { Outlet } from './outlet.js';

/** A client behind a WebSocket: it sends requests, and owns the sessions it created or claimed. */
export class WebSocketPeer implements Requester, Owner {
  readonly over = 'websocket';

  constructor(
    readonly webSocket: WebSocket,
    private readonly line: Line,
    private readonly outlet: Outlet,
  ) {}

  own(): Owner {
    return this;
  }

  isOwner(owner: Owner): boolean {
    return owner === this;
  }

  reply(message: WireMessage): void {
    this.push(message);
  }

  push(message: WireMessage): void {
    if (this.outlet.swallows(message)) return;
    this.outlet.send('websocket', this.line, [message], () => this.write(JSON.stringify(message)));
  }

  /** Writes anything at all, JSON or not; to a closed socket it is lost, as it is on the server. */
  write(data: string | Uint8Array): void {
    if (this.webSocket.readyState === this.webSocket.OPEN) this.webSocket.send(data);
  }

  destroy(): void {
    this.line.destroy();
  }

  release(): void {
    // A WebSocket is not told of sessions that ended or went to another owner.
  }
}
