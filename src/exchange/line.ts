import { type Observable, Subscription, catchError, map, of } from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { isJanusError } from '../errors/errors.js';
import { SessionEndedError } from '../errors/session-errors.js';
import { shareOnce } from '../internal/share-once.js';
import type { JanusMessage, ServerInfoMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import type { Connection } from '../transport/transport.js';
import type { Call } from './call.js';
import { Desk } from './desk.js';
import type { Exchange } from './exchange.js';
import { DEFAULT_LIMITS } from './limits.js';
import { Roster } from './roster.js';

/** What a stopped line answers: made once, as a session that comes back waits while its last line stops. */
let stopped: SessionEndedError | undefined;

/** What a line hands on to a session beside its answers. */
export interface Guest extends Desk {
  /** A message that answers nothing. */
  event(message: JanusMessage): void;
  /** The session was claimed by another pipeline on the same line. */
  superseded(): void;
}

/**
 * One connection with everybody who uses it: finds the desk of each message by session, then the request by
 * transaction. What nobody waits for goes to the session as an event. It is a desk, too: for what belongs to the line
 * alone, and ends with it.
 */
export class Line extends Desk {
  readonly connection: Connection;
  /** The server's answer to `info`, asked for once per connection; undefined when it does not tell. */
  readonly info$: Observable<ServerInfoMessage | undefined>;
  /** The sessions that are kept alive on it. */
  readonly roster: Roster;
  readonly #guests = new Map<number, Guest>();
  #users = 0;
  /** What listens to the connection: until it is muted, and for as long as somebody uses it. */
  #intake = Subscription.EMPTY;
  #held = Subscription.EMPTY;

  constructor(connection: Connection, exchange: Exchange) {
    super(exchange, DEFAULT_LIMITS);
    this.connection = connection;
    this.outlet = this;
    this.roster = new Roster(exchange);
    this.info$ = this.request$({ janus: 'info' }).pipe(
      map((message) => (message.janus === 'server_info' ? message : undefined)),
      catchError(() => of(undefined)),
      shareOnce(),
    );
  }

  /** Keeps the line; the last one that lets go closes it. */
  keep(): void {
    if (this.#users++ === 0) this.#start();
  }

  letGo(): void {
    if (--this.#users === 0) this.#stop();
  }

  /** Keeps the line until it is unsubscribed. */
  lease(): Subscription {
    this.keep();
    return new Subscription(() => this.letGo());
  }

  /** From now on the messages of the session come to this guest; one that had them is told so. */
  route(sessionId: number, guest: Guest): void {
    const earlier = this.#guests.get(sessionId);
    this.#guests.set(sessionId, guest);
    if (earlier !== guest) earlier?.superseded();
  }

  /** It has them no more, if it had. */
  leave(sessionId: number, guest: Guest): void {
    if (this.#guests.get(sessionId) === guest) this.#guests.delete(sessionId);
  }

  /**
   * Sends a farewell, and keeps the line until it is answered or its deadline has passed. Nobody is left to hear of a
   * refusal, and the server ends by its own time-outs what it was not told to end. `lost` is called when the line
   * went first.
   */
  tell(body: RequestBody, lost?: () => void): void {
    const { janus, session_id: sessionId = 0 } = body;
    const lease = this.lease();
    const told = this.request$(body).subscribe({
      error: (error: unknown) => {
        const unsent = isJanusError(error, 'connection-failed');
        if (unsent || isJanusError(error, 'connection-lost')) lost?.();
        if (unsent && janus === 'destroy')
          this.exchange.janus$.diagnose({ kind: 'farewell-unsent', sessionId });
      },
    });
    told.add(lease);
    // A muted line brings no answer to wait for; closing it sends what was written before.
    if (this.#intake.closed) lease.unsubscribe();
  }

  /** Keeps the transaction of a request that nobody waits for any more, and the line until its deadline. */
  haunt(call: Call): void {
    if (this.#intake.closed) return;
    if (call.deadlineAt < Infinity) call.held = this.lease();
    this.adopt(call);
  }

  #start(): void {
    const { message$, sendFailure$ } = this.connection;
    const error = (cause: unknown): void => this.connection.suspect(new ConnectionLostError({ cause }));
    this.#intake = message$.subscribe({ next: (message) => this.#dispatch(message), error });
    // A line that is closed or muted answers nothing more. An error takes its time to make, and as a rule nothing waits.
    this.#intake.add(() => {
      if (!this.idle) this.failAll(new ConnectionLostError({ reason: 'closed' }));
    });
    this.#held = sendFailure$.subscribe({
      next: (failure) =>
        [this, ...this.#guests.values()].some((desk) => desk.returned(failure.transaction, failure.error)),
      error,
    });
    this.#held.add(this.connection.lease());
  }

  #stop(): void {
    this.close((stopped ??= new SessionEndedError()));
    this.#intake.unsubscribe();
    this.#held.unsubscribe();
  }

  #dispatch(message: JanusMessage): void {
    const { janus, session_id: sessionId } = message;
    const guest = sessionId === undefined ? undefined : this.#guests.get(sessionId);
    if (guest?.receive(message) || this.receive(message)) return;
    if (janus !== 'error') return guest?.event(message);
    const { code, reason = '' } = message.error;
    this.exchange.janus$.diagnose({ kind: 'unmatched-error', code, reason, sessionId });
  }
}
