import { Observable, type Subscriber, type TeardownLogic } from 'rxjs';
import { checkDuration } from '../errors/checks.js';
import type { JanusClientError } from '../errors/errors.js';
import { RequestTimeoutError, ServerError, TooManyWaitingError } from '../errors/request-errors.js';
import type { ErrorMessage, JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest, RequestBody } from '../protocol/requests.js';
import { ANSWERS } from '../protocol/verbs.js';
import { Call, type CallOptions } from './call.js';
import type { Pending } from './deadlines.js';
import type { Exchange } from './exchange.js';
import type { DeskLimits } from './limits.js';
import type { Line } from './line.js';

/**
 * Where the requests of one session (or of a line itself) wait, fly and are answered.
 *
 * One Map, by transaction and in the order of asking: at a drop it tells who is in doubt, after a claim it tells what
 * leaves, in order. Why a line dropped is not its business; whoever has a desk says what else is to be done.
 */
export abstract class Desk implements Pending {
  readonly exchange: Exchange;
  readonly #limits: DeskLimits;
  readonly #calls = new Map<string, Call>();
  /** Why nothing is taken any more. */
  ended: JanusClientError | undefined;
  /** The line that requests leave over; undefined while they wait for one. */
  outlet: Line | undefined;
  /** When the last request that was answered had been sent, epoch milliseconds: the server knew us alive then. */
  answeredAt = -Infinity;

  constructor(exchange: Exchange, limits: DeskLimits) {
    this.exchange = exchange;
    this.#limits = limits;
    exchange.deadlines.add(this);
  }

  /** Whether nothing is asked of it. */
  get idle(): boolean {
    return this.#calls.size === 0;
  }

  /** The server refused a request; told before the request itself is. */
  protected refused?(error: ServerError): void;
  /** The answer to a request that the server acknowledged never came. */
  protected unheard?(): void;
  /** A request could not be delivered, and waits. */
  protected undelivered?(error: JanusClientError): void;

  /** One request per subscription: emits the answer and completes; errors with a refusal, a deadline or the end of the desk. */
  request$<T = JanusMessage>(body: RequestBody, options: CallOptions<T> = {}): Observable<T> {
    return new Observable((subscriber) =>
      // Not `{ ...body, transaction }`: V8 takes ten times as long to add a property to a copy that a spread made.
      this.open(Object.assign({}, body, { transaction: this.transaction() }), options, subscriber),
    );
  }

  /** A new one for each subscription. */
  transaction(): string {
    return this.exchange.transaction();
  }

  /** One request of one subscriber, for whoever makes the Observable. */
  open<T>(request: OutgoingRequest, options: CallOptions<T>, subscriber: Subscriber<T>): TeardownLogic {
    const { requestTimeoutMs, maxWaiting } = this.#limits;
    const { timeoutMs = requestTimeoutMs, name = request.janus } = options;
    if (this.ended) throw this.ended;
    checkDuration('timeoutMs', timeoutMs);
    if (!this.outlet && this.#calls.size >= maxWaiting) throw new TooManyWaitingError(name, maxWaiting);
    const now = this.exchange.now();
    const call = new Call(request, options, subscriber, now, timeoutMs);
    this.adopt(call);
    if (this.outlet) call.send(this.outlet, now);
    return () => this.#left(call);
  }

  /** Looks after a request from now on. */
  adopt(call: Call): void {
    this.#calls.set(call.request.transaction, call);
    this.exchange.deadlines.by(call.deadlineAt);
  }

  /** From now on requests leave over this line, those that wait first, in order. */
  resume(line: Line): void {
    this.outlet = line;
    for (const call of this.#calls.values()) if (!call.line) call.send(line, this.exchange.now());
  }

  /** The line is gone: what may run twice waits for the next one, the rest is in doubt. */
  drop(cause: JanusClientError): void {
    this.outlet = undefined;
    for (const call of [...this.#calls.values()]) {
      if (!call.line) continue;
      if (call.repeatable) call.wait();
      else this.#settle(call).doubt(cause);
    }
  }

  /** Nothing goes out any more: all that is left fails, and so does whoever asks later. */
  close(error: JanusClientError): void {
    this.ended = error;
    this.exchange.deadlines.delete(this);
    this.failAll(error);
  }

  /** Fails all that is left, or all for one handle. Another client has the session: what it acknowledged may have run. */
  failAll(error: JanusClientError, handleId?: number): void {
    for (const call of [...this.#calls.values()]) {
      if (handleId !== undefined && call.request.handle_id !== handleId) continue;
      this.#settle(call);
      if (call.acked && error.kind === 'session-superseded') call.doubt(error);
      else call.fail(error);
    }
  }

  /** Whether the message answered one of this desk's requests. */
  receive(message: JanusMessage): boolean {
    const { janus, transaction = '' } = message;
    const call = this.#calls.get(transaction);
    if (!call) return false;
    if (janus === 'error') {
      // Refused on a line that is gone by now: it is sent again behind the claim, which tells what is.
      if (call.line) this.#refuse(call, call.line, message);
      return true;
    }
    if (janus === 'unknown' || !ANSWERS[janus]) return false;
    this.answeredAt = Math.max(this.answeredAt, call.sentAt);
    if (janus === 'ack' && !call.rule.ackIsReply) call.acked = true;
    else this.#settle(call).answer(message);
    return true;
  }

  /** Whether the request that could not be delivered was one of this desk's. */
  returned(transaction: string, error: JanusClientError): boolean {
    const call = this.#calls.get(transaction);
    if (!call) return false;
    const neverLeft = error.kind === 'connection-failed';
    const broken = neverLeft || error.kind === 'connection-lost';
    // What a line asks for itself ends with it.
    if (!broken || (call.line as Desk | undefined) === this) this.#settle(call).fail(error);
    else if (neverLeft || call.repeatable) {
      call.wait();
      this.undelivered?.(error);
    } else this.#settle(call).doubt(error);
    return true;
  }

  expire(now: number): number {
    let next = Infinity;
    for (const call of this.#calls.values()) {
      if (call.deadlineAt <= now) this.#expired(call);
      else next = Math.min(next, call.deadlineAt);
    }
    return next;
  }

  /** An answer that comes still later may have made something that must be ended. */
  #expired(call: Call): void {
    const { facts, timeoutMs } = call;
    call.deadlineAt = Infinity;
    this.#settle(call);
    if (call.acked) this.unheard?.();
    this.#haunt(call);
    call.fail(new RequestTimeoutError({ ...facts, timeoutMs }));
  }

  /** Its subscriber went. What it may still make on the server is waited for, and ended. */
  #left(call: Call): void {
    if (this.#calls.get(call.request.transaction) === call) this.#haunt(this.#settle(call));
  }

  #haunt(call: Call): void {
    if (call.options.late && !call.refused) call.line?.haunt(call);
    else call.held.unsubscribe();
  }

  #settle(call: Call): Call {
    this.#calls.delete(call.request.transaction);
    return call;
  }

  #refuse(call: Call, line: Line, message: ErrorMessage): void {
    const { code, reason = 'no reason given' } = message.error;
    const settled = (renewed: boolean): void => {
      if (renewed) call.send(line, this.exchange.now());
      else this.#refuse(call, line, message);
    };
    if (code === 403 && call.renew(line, settled)) return;
    const error = new ServerError({ ...call.facts, code, reason });
    // The owner may end everything by this, the request itself included: it is asked first.
    this.refused?.(error);
    if (this.#calls.has(call.request.transaction)) this.#settle(call).fail(error);
  }
}
