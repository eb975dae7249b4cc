import type { Observable } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Diagnostic } from './diagnostic.js';

/** Where a wire puts what it receives. */
export interface WireSink {
  /** A message came. */
  receive(message: JanusMessage): void;
  /** A request could not be delivered. */
  sendFailed(transaction: string, error: JanusClientError): void;
  /** Something went wrong that ends nothing. */
  diagnose(diagnostic: Diagnostic): void;
}

/**
 * The least that a transport must bring: {@link transportOver} makes the rest of a {@link JanusTransport} from it.
 */
export interface Wire {
  /** See {@link Connection.kind}. */
  readonly kind: 'stream' | 'poll';
  /** Sends a request; throws, or tells `sendFailed`, when it cannot. */
  send(request: OutgoingRequest): void;
  /**
   * Takes new sockets for what follows. A wire that has this is not lost by a silence: over it a drop is each
   * session's own.
   */
  renew?(): void;
  /** The long poll of one session, where the wire needs one. */
  hold$?(sessionId: number): Observable<never>;
}

/**
 * Opens a wire: emits it once it stands, errors when it fails or drops; unsubscribing closes it.
 *
 * @param sink - Where the wire puts what it receives.
 */
export type Dial = (sink: WireSink) => Observable<Wire>;
