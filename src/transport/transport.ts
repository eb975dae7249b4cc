import type { Observable, Unsubscribable } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Diagnostic } from './diagnostic.js';
import type { PollRules } from './poll-rules.js';

/** A request that could not be delivered. */
export interface SendFailure {
  /** The transaction of the request. */
  readonly transaction: string;
  /** Why: {@link ConnectionFailedError} means that it certainly never left. */
  readonly error: JanusClientError;
}

/** What the line to the server is doing. */
export type TransportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly url: string }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'lost'; readonly cause: JanusClientError };

/** One line to the server: what sessions stand on. */
export interface Connection {
  /**
   * `'stream'`: frames arrive in the order they were sent, and the server sees the line drop (WebSocket).
   * `'poll'`: requests may overtake one another, and each session's drop is its own (REST).
   */
  readonly kind: 'stream' | 'poll';
  /** Whether something can still be sent; a suspected line may well be open. */
  readonly open: boolean;
  /** What the server sends: hot, passive (it keeps nothing open); completes when the line is muted or closed. */
  readonly message$: Observable<JanusMessage>;
  /** What could not be delivered, by transaction: hot, passive. */
  readonly sendFailure$: Observable<SendFailure>;
  /** Sends a request; adds token and secret. A failure is told by `sendFailure$`. */
  send(request: OutgoingRequest): void;
  /**
   * The line has been silent for too long. WebSocket: mutes `message$` and errors `connection$` for all, once; the next
   * subscriber opens a new line. REST: what follows takes new sockets; whoever waited hears of it by its own deadline.
   */
  suspect(cause: JanusClientError): void;
  /** Under which token requests are sent: counts up from 0 each time that the line gets another one. */
  readonly grant: number;
  /**
   * The server refused with 403 what was sent under this grant: asks the source of the token once more, for all who
   * wait. Emits once and completes when another token is in force; completes empty when there is none, as the token
   * is fixed, the same again, or its source failed.
   */
  renewToken$(grant: number): Observable<unknown>;
  /** Keeps the line open, muted or not, until it is unsubscribed; the last lease and subscription closes it. */
  lease(): Unsubscribable;
  /** REST: the one long poll of a session; errors when it breaks, for that session alone. WebSocket: nothing. */
  hold$(sessionId: number): Observable<never>;
  /** REST: what the ends of long polls mean. */
  readonly rules: PollRules | undefined;
}

/**
 * A way to a Janus server: an Observable of its messages.
 *
 * Subscribing connects, the last unsubscribe disconnects, a drop is an error notification, and
 * subscribing again connects again. A long-lived value: make one per server, and share it.
 */
export interface JanusTransport extends Observable<JanusMessage> {
  /**
   * What sessions stand on: emits one {@link Connection}, then stays silent; shared with the messages, so that there
   * is one socket. Errors with {@link ConnectionFailedError} or {@link ConnectionLostError}.
   */
  readonly connection$: Observable<Connection>;
  /** Replays the newest state; never errors, never completes, never connects by itself. */
  readonly state$: Observable<TransportState>;
  /**
   * When an attempt to come back may start: emits once, and completes. The first is made at once, later ones wait by
   * `backOff`; a wake-up ends the wait, and whoever asks during one joins it, so that all come back together.
   * @param attempt - Which one it is since things went well, from 1.
   * @param maxMs - The longest that it may wait, where that is less than `backOff` says, milliseconds.
   */
  gate$(attempt: number, maxMs?: number): Observable<unknown>;
  /** Hot: each wake-up, of the platform and of the user's own `wake$`; never errors, never connects by itself. */
  readonly wake$: Observable<unknown>;
  /** Hot: what went wrong without ending anything; never errors, never completes. */
  readonly diagnostics$: Observable<Diagnostic>;
  /** Tells something on `diagnostics$`; for the layers above. */
  diagnose(diagnostic: Diagnostic): void;
}
