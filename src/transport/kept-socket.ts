import type { CloseInfo } from '../errors/connection-errors.js';

/** The part of a WebSocket that is used: the platform's, the `ws` package's, or one of your own. */
export interface WebSocketLike {
  /** Called when the socket is open. */
  onopen: ((event: never) => void) | null;
  /** Called with each message. */
  onmessage: ((event: never) => void) | null;
  /** Called before `onclose` when something failed. */
  onerror: ((event: never) => void) | null;
  /** Called at the end, with code and reason. */
  onclose: ((event: never) => void) | null;
  /** Sends a text frame. */
  send(data: string): void;
  /** Closes the socket. */
  close(): void;
}

/** Makes a WebSocket. */
export type WebSocketFactory = (url: string, protocols: string | string[]) => WebSocketLike;

interface CloseEventLike {
  readonly code?: number;
  readonly reason?: string;
}

interface ErrorEventLike {
  readonly error?: unknown;
  readonly message?: string;
}

const causeOf = ({ error, message }: ErrorEventLike): unknown =>
  error ?? (message ? new Error(message) : undefined);

type Listener<E> = ((event: E) => void) | null;

/**
 * A WebSocket that keeps why it closed. rxjs-websockets ends at the first `error`, before the close code
 * is known, and then drops the code: the `error` is kept here, and only the `close` after it is passed on.
 */
export class KeptSocket {
  readonly #socket: WebSocketLike;
  /** How the socket closed, as far as it is known. */
  closed: CloseInfo = {};
  onclose: Listener<CloseEventLike & { code: number; reason: string }> = null;
  onerror: Listener<ErrorEventLike> = null;

  constructor(socket: WebSocketLike) {
    this.#socket = socket;
    socket.onerror = (event: ErrorEventLike) => (this.closed = { ...this.closed, cause: causeOf(event) });
    socket.onclose = ({ code = 1006, reason = '' }: CloseEventLike) => {
      this.closed = { ...this.closed, code, reason };
      this.onclose?.({ code, reason });
    };
  }

  set onopen(listener: Listener<unknown>) {
    this.#socket.onopen = listener;
  }

  set onmessage(listener: Listener<{ data: never }>) {
    this.#socket.onmessage = listener;
  }

  send(data: string): void {
    this.#socket.send(data);
  }

  close(): void {
    this.#socket.close();
  }
}
