// A server behind a WebSocket that lets in whoever has the token of the day, in virtual time.
import { timer } from 'rxjs';
import {
  type JanusTransport,
  type OutgoingRequest,
  type WebSocketTransportOptions,
  webSocketTransport,
} from 'rxjs-janus';
import { coreScript } from 'rxjs-janus/testing';
import { FakeWebSocket } from '../../transport/support/fake-web-socket.js';

interface Frame {
  readonly janus: string;
  readonly transaction: string;
  readonly session_id?: number;
  readonly token?: string;
}

const OPEN_TO_ALL: readonly string[] = ['info', 'ping'];

export class Guarded {
  readonly janus$: JanusTransport;
  readonly sockets: FakeWebSocket[] = [];
  /** Every request with its time and its token: `'0 create a'`. */
  readonly frames: string[] = [];
  /** Tokens that count. */
  readonly valid: Set<string>;
  /** Milliseconds until a request is answered. */
  answerMs = 1;
  readonly #answer = coreScript();

  constructor(
    readonly now: () => number,
    valid: readonly string[],
    options: Partial<WebSocketTransportOptions>,
  ) {
    this.valid = new Set(valid);
    this.janus$ = webSocketTransport({
      url: 'ws://janus.example/',
      backOff: { random: () => 1, firstMs: 100 },
      makeWebSocket: (url, protocols) => this.#open(new FakeWebSocket(url, protocols)),
      ...options,
    });
  }

  /** What was sent from a time on, `info` aside. */
  since(ms: number): string[] {
    return this.frames.filter((frame) => parseInt(frame) >= ms && !frame.includes(' info '));
  }

  drop(): void {
    this.sockets.at(-1)?.closesWith(1006);
  }

  #open(socket: FakeWebSocket): FakeWebSocket {
    this.sockets.push(socket);
    timer(0).subscribe(() => socket.opens());
    return Object.assign(socket, {
      send: (text: string) => {
        const frame = JSON.parse(text) as Frame;
        this.frames.push(`${String(this.now())} ${frame.janus} ${frame.token ?? '-'}`);
        timer(this.answerMs).subscribe(() => this.#reply(socket, frame));
      },
    });
  }

  #reply(socket: FakeWebSocket, { transaction, session_id, token = '', ...frame }: Frame): void {
    const allowed = OPEN_TO_ALL.includes(frame.janus) || this.valid.has(token);
    const error = { code: 403, reason: 'Unauthorized request (wrong or missing secret/token)' };
    const answers = allowed
      ? this.#answer({ ...frame, transaction } as OutgoingRequest)
      : [{ janus: 'error', error }];
    for (const answer of answers) socket.says(JSON.stringify({ transaction, session_id, ...answer }));
  }
}
