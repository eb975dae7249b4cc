import type { JanusClientError } from '../errors/errors.js';
import type { ServerError } from '../errors/request-errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { Deadlines } from './deadlines.js';

/** What a desk tells whoever it works for. */
export interface DeskOwner {
  /** A message that answers no request. */
  event(message: JanusMessage): void;
  /** Somebody else on this line claimed the session. */
  superseded(): void;
  /** The server refused a request; told before the request itself is. */
  refused(error: ServerError): void;
  /** A request could not be delivered, and waits. */
  undelivered(error: JanusClientError): void;
}

/** What a desk is made from. */
export interface DeskSetup {
  readonly deadlines: Deadlines;
  readonly transaction: () => string;
  readonly owner: DeskOwner;
  readonly requestTimeoutMs: number;
  readonly maxWaiting: number;
}
