import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Core } from '../core/core.js';
import { serveRequest } from '../core/process.js';
import { errorMessage, Refusal } from '../core/refusal.js';
import { decodeText } from '../json/decode-text.js';
import { JsonFault } from '../json/json-fault.js';
import { parseStream } from '../json/parse.js';
import type { FrameLog } from './frame-log.js';
import type { Lines } from './lines.js';
import type { Outlet } from './outlet.js';
import { WebSocketPeer } from './websocket-peer.js';

const SUBPROTOCOL = 'janus-protocol';

/** Serves the Janus API over WebSockets. */
export class WebSocketFront {
  readonly #peers = new Set<WebSocketPeer>();
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 0,
    // Bytes that are not UTF-8 are refused with a message by the server, not with a close.
    skipUTF8Validation: true,
    handleProtocols: () => SUBPROTOCOL,
  });

  constructor(
    private readonly core: Core,
    private readonly lines: Lines,
    private readonly outlet: Outlet,
    private readonly log: FrameLog,
  ) {}

  /** Without the right subprotocol the connection is dropped, with no answer. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
    if (!offered?.includes(SUBPROTOCOL)) socket.destroy();
    else this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket, socket));
  }

  peers(): readonly WebSocketPeer[] {
    return [...this.#peers];
  }

  /** What the server does once it knows that a socket has closed. */
  gone(peer: WebSocketPeer): void {
    if (this.#peers.delete(peer)) this.core.sessions.ownerGone(peer);
  }

  #accept(webSocket: WebSocket, socket: Duplex): void {
    const line = this.lines.of(socket);
    if (line === undefined) return webSocket.terminate();
    line.accept(webSocket);
    const peer = new WebSocketPeer(webSocket, line, this.outlet);
    this.#peers.add(peer);
    webSocket.on('message', (data) => line.run(() => this.#receive(peer, data as Buffer)));
    webSocket.on('error', () => undefined);
    webSocket.on('close', () => this.gone(peer));
  }

  #receive(peer: WebSocketPeer, data: Buffer): void {
    const text = decodeText(data);
    const values = parseStream(text);
    if (values instanceof JsonFault) {
      this.log.received('websocket', text);
      peer.reply(errorMessage(new Refusal(454, `Invalid Janus API request - ${place(values)}`)));
      return;
    }
    for (const value of values) {
      this.log.received('websocket', value);
      serveRequest(this.core, peer, value);
    }
  }
}

const place = ({ line, column, text }: JsonFault): string => `<string>(${line},${column}): ${text}`;
