import { JanusError } from './janus-error.js';
import { reasonOf, safeUrl } from './where.js';

/**
 * No line could be opened: refused, unreachable, not answering in time, TLS or handshake failed.
 *
 * A server that wants another subprotocol drops the connection without an HTTP answer and looks the same.
 */
export class ConnectionFailedError extends JanusError<'connection-failed'> {
  static readonly kind = 'connection-failed';
  /** The address, without user, password and query. */
  declare readonly url: string;

  constructor(address: string, { cause }: ErrorOptions = {}) {
    const url = safeUrl(address);
    const told = reasonOf(cause);
    // Platforms quote an address that they cannot read, and it may hold a token.
    const reason = told.replace(address, url);
    const why = `no connection to ${url}: ${reason}; check address, port and server`;
    super(why, { url }, { cause: reason === told ? cause : new Error(reason) });
  }
}

/** How a connection ended. */
export interface CloseInfo {
  /** The WebSocket close code, 1006 when there was no close frame. */
  readonly code?: number | undefined;
  /** The reason of the close frame, or what was missed. */
  readonly reason?: string | undefined;
  /** What was thrown below, if anything. */
  readonly cause?: unknown;
}

/** A line that stood was lost: closed, broken, or silent for too long. */
export class ConnectionLostError extends JanusError<'connection-lost'> {
  static readonly kind = 'connection-lost';
  /** The WebSocket close code, where there was one. */
  declare readonly code: number | undefined;
  /** The reason of the close frame, or what was missed. */
  declare readonly reason: string;

  constructor({ code, reason, cause }: CloseInfo = {}) {
    const why = reason === undefined || reason === '' ? reasonOf(cause) : reason;
    super(`connection lost${code ? ` (close code ${code})` : ''}: ${why}`, { code, reason: why }, { cause });
  }
}

/** The server, or a proxy before it, answered a REST request with an HTTP status that is no success. */
export class HttpStatusError extends JanusError<'http-status'> {
  static readonly kind = 'http-status';
  /** The HTTP status code. */
  declare readonly status: number;
  /** The verb of the request, `'poll'` for the long poll. */
  declare readonly verb: string;
  /** The session, where there is one. */
  declare readonly sessionId: number | undefined;

  constructor(status: number, verb: string, sessionId?: number) {
    super(`HTTP status ${status} to ${verb}; check the base path of the url ("/janus" by default)`, {
      status,
      verb,
      sessionId,
    });
  }
}
