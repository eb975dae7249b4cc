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
  readonly url: string;

  constructor(url: string, options?: ErrorOptions) {
    super(
      `no connection to ${safeUrl(url)}: ${reasonOf(options?.cause)}; check the address, the port and that the server listens there`,
      options,
    );
    this.url = safeUrl(url);
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
  readonly code: number | undefined;
  /** The reason of the close frame, or what was missed. */
  readonly reason: string;

  constructor({ code, reason, cause }: CloseInfo = {}) {
    const why = reason || (cause === undefined ? '' : reasonOf(cause));
    super(`connection lost${code === undefined ? '' : ` (close code ${code})`}${why ? `: ${why}` : ''}`, {
      cause,
    });
    this.code = code;
    this.reason = why;
  }
}

/** The server, or a proxy before it, answered a REST request with an HTTP status that is no success. */
export class HttpStatusError extends JanusError<'http-status'> {
  static readonly kind = 'http-status';

  constructor(
    /** The HTTP status code. */
    readonly status: number,
    /** The verb of the request, `'poll'` for the long poll. */
    readonly verb: string,
    /** The session, where there is one. */
    readonly sessionId?: number,
  ) {
    super(
      `HTTP status ${status} to ${verb}${sessionId ? ` (session ${sessionId})` : ''}; check the base path of the url ("/janus" by default)`,
    );
  }
}
