import {
  AsyncSubject,
  EMPTY,
  type Observable,
  Subscription,
  catchError,
  concat,
  finalize,
  ignoreElements,
  interval,
  map,
  of,
  share,
  shareReplay,
} from 'rxjs';
import { type JanusClientError, isJanusError } from '../errors/errors.js';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { SessionEndedError } from '../errors/session-errors.js';
import type { JanusMessage, ServerInfoMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import type { Connection } from '../transport/transport.js';
import type { Call, CallOptions } from './call.js';
import type { Desk } from './desk.js';
import type { Exchange } from './exchange.js';

const IGNORED: ReadonlySet<string> = new Set(['ack', 'success', 'pong', 'server_info', 'keepalive']);

/**
 * One connection with everybody who uses it: finds the desk of each message by session, then the request by
 * transaction. What nobody waits for goes to the session as an event.
 */
export class Line {
  readonly connection: Connection;
  /** The requests that belong to no session. */
  readonly server: Desk;
  /** The server's answer to `info`, asked for once per connection; undefined when it does not tell. */
  readonly info$: Observable<ServerInfoMessage | undefined>;
  readonly #exchange: Exchange;
  readonly #desks = new Map<number, Desk>();
  readonly #beats = new Map<number, Observable<number>>();
  #users = 0;
  #intake = Subscription.EMPTY;
  #held = Subscription.EMPTY;

  constructor(connection: Connection, exchange: Exchange) {
    this.connection = connection;
    this.#exchange = exchange;
    this.server = exchange.desk();
    this.info$ = this.ask$({ janus: 'info' }).pipe(
      map((message) => (message.janus === 'server_info' ? message : undefined)),
      catchError(() => of(undefined)),
      shareReplay({ bufferSize: 1, refCount: false }),
    );
  }

  /** One beat for all sessions of one period. */
  beat$(periodMs: number): Observable<number> {
    const beat$ = this.#beats.get(periodMs) ?? interval(periodMs, this.#exchange.scheduler).pipe(share());
    this.#beats.set(periodMs, beat$);
    return beat$;
  }

  /** Keeps the line; the last one that lets go closes it. */
  lease(): Subscription {
    if (this.#users++ === 0) this.#start();
    return new Subscription(() => {
      if (--this.#users === 0) this.#stop();
    });
  }

  /** From now on the messages of the session come to this desk; one that had them is told so. */
  route(sessionId: number, desk: Desk): Subscription {
    const earlier = this.#desks.get(sessionId);
    this.#desks.set(sessionId, desk);
    if (earlier !== desk) earlier?.superseded();
    return new Subscription(() => {
      if (this.#desks.get(sessionId) === desk) this.#desks.delete(sessionId);
    });
  }

  /** A request that belongs to the line alone: it fails with it. */
  ask$(body: RequestBody, options?: CallOptions): Observable<JanusMessage> {
    return this.server.bound$(this, body, options);
  }

  /**
   * Sends a farewell once `after$` has completed, and keeps the line until it is answered or its deadline has
   * passed. Completes then, whatever the answer: nobody is left to hear of a refusal, and the server ends by
   * its own time-outs what it was not told to end.
   */
  tell$(body: RequestBody, after$: Observable<unknown> = EMPTY): Observable<unknown> {
    const told = new AsyncSubject<unknown>();
    const lease = this.lease();
    concat(after$.pipe(ignoreElements()), this.ask$(body))
      .pipe(
        catchError((error: unknown) => this.#untold$(body, error)),
        finalize(() => lease.unsubscribe()),
      )
      .subscribe(told);
    // A muted line brings no answer to wait for; closing it sends what was written before.
    if (this.#intake.closed) lease.unsubscribe();
    return told;
  }

  /** Keeps the transaction of a request that nobody waits for any more; `held` keeps the line for it, too. */
  haunt(call: Call, held: boolean): void {
    if (!this.#intake.closed) this.server.adopt(call, held ? this.lease() : undefined);
  }

  #start(): void {
    const { message$, sendFailure$ } = this.connection;
    this.#intake = message$.subscribe({
      next: (message) => this.#dispatch(message),
      error: (cause: unknown) => this.connection.suspect(new ConnectionLostError({ cause })),
    });
    // A line that is closed or muted answers nothing more.
    this.#intake.add(() => this.server.failWhere(() => true, new ConnectionLostError({ reason: 'closed' })));
    // The intake ends when the line is muted; these last as long as the line is used.
    this.#held = new Subscription();
    this.#held.add(this.connection.lease());
    this.#held.add(this.#exchange.deadlines.keep());
    this.#held.add(
      sendFailure$.subscribe({
        next: ({ transaction, error }) => this.#undelivered(transaction, error),
        error: (cause: unknown) => this.connection.suspect(new ConnectionLostError({ cause })),
      }),
    );
  }

  #untold$({ janus, session_id: sessionId = 0 }: RequestBody, error: unknown): Observable<never> {
    const unsent = janus === 'destroy' && isJanusError(error, 'connection-failed');
    if (unsent) this.#exchange.janus$.diagnose({ kind: 'farewell-unsent', sessionId });
    return EMPTY;
  }

  #stop(): void {
    this.server.end(new SessionEndedError());
    this.#intake.unsubscribe();
    this.#held.unsubscribe();
  }

  #undelivered(transaction: string, error: JanusClientError): void {
    [this.server, ...this.#desks.values()].some((desk) => desk.undelivered(transaction, error));
  }

  #dispatch(message: JanusMessage): void {
    const desk = message.session_id === undefined ? undefined : this.#desks.get(message.session_id);
    if (desk?.receive(message) || this.server.receive(message)) return;
    if (message.janus === 'error') {
      const { code, reason = '' } = message.error;
      this.#exchange.janus$.diagnose({
        kind: 'unmatched-error',
        code,
        reason,
        sessionId: message.session_id,
      });
    } else if (!IGNORED.has(message.janus)) desk?.event(message);
  }
}
