import { type WebSocketFactory, type WebSocketLike } from 'rxjs-janus';

type Listener = ((event: never) => void) | null;

/** The platform's WebSocket with the network taken out: a spec is the network. */
export class FakeWebSocket implements WebSocketLike {
  onopen: Listener = null;
  onmessage: Listener = null;
  onerror: Listener = null;
  onclose: Listener = null;
  readonly sent: string[] = [];
  closes = 0;

  constructor(
    readonly url: string,
    readonly protocols: string | string[],
  ) {}

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.closes++;
  }

  opens(): void {
    this.onopen?.({} as never);
  }

  says(data: unknown): void {
    this.onmessage?.({ data } as never);
  }

  /** A browser's error event tells nothing; the `ws` package's tells error and message. */
  fails(error?: Error): void {
    this.onerror?.((error ? { error, message: error.message } : {}) as never);
    this.closesWith(1006, '');
  }

  closesWith(code?: number, reason?: string): void {
    this.onclose?.({ ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) } as never);
  }
}

/** Makes fake sockets and keeps them. */
export const fakeWebSockets = (): {
  readonly sockets: FakeWebSocket[];
  readonly makeWebSocket: WebSocketFactory;
} => {
  const sockets: FakeWebSocket[] = [];
  const makeWebSocket = (url: string, protocols: string | string[]): FakeWebSocket => {
    const socket = new FakeWebSocket(url, protocols);
    sockets.push(socket);
    return socket;
  };
  return { sockets, makeWebSocket };
};
