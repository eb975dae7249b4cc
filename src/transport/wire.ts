import type { Observable } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Diagnostic } from './diagnostic.js';
import type { PollRules } from './poll-rules.js';
import type { Connection } from './transport.js';

/** Where a wire puts what it receives. */
export interface WireSink {
  /** A message came. */
  receive(message: JanusMessage): void;
  /** A request could not be delivered. */
  sendFailed(transaction: string, error: JanusClientError): void;
  /** The address has become known only now; `state$` and errors tell it. */
  dialling(url: string): void;
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
  /** Whether nobody was there when it last asked, for a wire that opens without asking (REST). */
  readonly missed?: boolean;
  /** Renews the token, where the wire adds one. */
  readonly credentials?: Pick<Connection, 'grant' | 'renewToken$'>;
  /**
   * Takes new sockets for what follows. A wire that has this is not lost by a silence: over it a drop is each
   * session's own.
   */
  renew?(): void;
  /** The long poll of one session, where the wire needs one. */
  hold$?(sessionId: number): Observable<never>;
  /** What the ends of long polls mean: {@link pollRules}, where the wire polls a Janus. */
  readonly rules?: PollRules;
}

/**
 * Opens a wire: emits it once it stands, errors when it fails or drops; unsubscribing closes it.
 *
 * @param sink - Where the wire puts what it receives.
 * @param url - The address whose turn it is; empty where the transport was given none, and has none to go back to.
 */
export type Dial = (sink: WireSink, url: string) => Observable<Wire>;
