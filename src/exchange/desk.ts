import { Observable, type Subscriber, type TeardownLogic, type Unsubscribable } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { ServerError, TooManyWaitingError } from '../errors/request-errors.js';
import { wrongDuration } from '../errors/wrong-duration.js';
import type { ErrorMessage, JanusMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import { ANSWERS } from '../protocol/verbs.js';
import { Call, type CallOptions } from './call.js';
import type { DeskSetup } from './desk-setup.js';
import type { Line } from './line.js';

/**
 * Where the requests of one session (or of the server itself) wait, fly and are answered.
 *
 * One Map, by transaction and in the order of asking: at a drop it tells who is in doubt, after a claim it
 * tells what leaves, in order. Why a line dropped is not its business.
 */
export class Desk {
  readonly #setup: DeskSetup;
  readonly #calls = new Map<string, Call>();
  #line: Line | undefined;
  #ended: JanusClientError | undefined;
  #waiting = 0;
  /** When the last request that was answered had been sent, epoch milliseconds: the server knew us alive then. */
  answeredAt = -Infinity;

  constructor(setup: DeskSetup) {
    this.#setup = setup;
  }

  now(): number {
    return this.#setup.deadlines.now();
  }

  /** One request per subscription: emits the answer and completes; errors with a refusal, a deadline or the end of the line. */
  request$(body: RequestBody, options: CallOptions = {}): Observable<JanusMessage> {
    return new Observable((subscriber) => this.open(body, options, subscriber));
  }

  /** The same over a line that the session does not stand on yet, or that it must not wait for. */
  bound$(line: Line, body: RequestBody, options: CallOptions = {}): Observable<JanusMessage> {
    return new Observable((subscriber) => this.open(body, { ...options, bound: true }, subscriber, line));
  }

  /** One request of one subscriber, for whoever makes the Observable. */
  open<T>(
    body: RequestBody,
    options: CallOptions<T>,
    subscriber: Subscriber<T>,
    line = this.#line,
  ): TeardownLogic {
    const { deadlines, transaction, requestTimeoutMs, maxWaiting } = this.#setup;
    const { timeoutMs = requestTimeoutMs } = options;
    const refused = this.#ended ?? wrongDuration('timeoutMs', timeoutMs);
    if (refused) return subscriber.error(refused);
    if (!line && this.#waiting >= maxWaiting)
      return subscriber.error(new TooManyWaitingError(options.name ?? body.janus, maxWaiting));
    const call = new Call(this, body, transaction(), options, timeoutMs, subscriber);
    this.#calls.set(call.request.transaction, call);
    deadlines.add(call);
    if (line) this.#send(call, line);
    else this.#waiting++;
    return () => this.#left(call);
  }

  /** From now on requests leave over this line, those that wait first, in order. */
  resume(line: Line): void {
    this.#line = line;
    for (const call of this.#calls.values()) if (!call.line) this.#send(call, line);
    this.#waiting = 0;
  }

  /** The line is gone: what may run twice waits for the next one, the rest is in doubt. */
  drop(cause: JanusClientError): void {
    this.#line = undefined;
    for (const call of [...this.#calls.values()]) {
      if (!call.line || call.options.bound) continue;
      if (call.repeatable) this.#wait(call);
      else this.#settle(call).doubt(cause);
    }
  }

  /** Nothing goes out any more: all that is left fails, and so does whoever asks later. */
  end(error: JanusClientError, { doubtAcked = false } = {}): void {
    this.#ended = error;
    this.failWhere(() => true, error, { doubtAcked });
  }

  /** Fails the requests that match. */
  failWhere(matches: (call: Call) => boolean, error: JanusClientError, { doubtAcked = false } = {}): void {
    for (const call of [...this.#calls.values()].filter(matches)) {
      this.#settle(call);
      if (doubtAcked && call.acked) call.doubt(error);
      else call.fail(error);
    }
  }

  /** Whether the message answered one of this desk's requests; if not and it is an event, the owner has it. */
  receive(message: JanusMessage): boolean {
    const call = message.transaction === undefined ? undefined : this.#calls.get(message.transaction);
    if (call === undefined) return false;
    if (message.janus === 'unknown') return false;
    if (message.janus === 'ack') this.#acked(call);
    if (message.janus === 'error') this.#refuse(call, message);
    else if (ANSWERS[message.janus] || (message.janus === 'ack' && call.rule.ackIsReply)) {
      this.#answered(this.#settle(call)).answer(message);
    } else return message.janus === 'ack';
    return true;
  }

  /** The session was claimed by another pipeline on the same line. */
  superseded(): void {
    this.#setup.owner.superseded();
  }

  /** Hands on what answers nothing. */
  event(message: JanusMessage): void {
    this.#setup.owner.event(message);
  }

  /** Whether the request that could not be delivered was one of this desk's. */
  undelivered(transaction: string, error: JanusClientError): boolean {
    const call = this.#calls.get(transaction);
    if (call === undefined) return false;
    const neverLeft = error.kind === 'connection-failed';
    const broken = neverLeft || error.kind === 'connection-lost';
    if (call.options.bound || !broken) this.#settle(call).fail(error);
    else if (neverLeft || call.repeatable) {
      this.#wait(call);
      this.#setup.owner.undelivered(error);
    } else this.#settle(call).doubt(error);
    return true;
  }

  /** A deadline has passed. An answer that comes still later may have made something that must be ended. */
  expired(call: Call): void {
    this.#settle(call);
    if (call.options.late) call.line?.haunt(call, false);
  }

  /** Waits on for an answer that its subscriber no longer waits for; without a lease for as long as the line lasts. */
  adopt(call: Call, lease: Unsubscribable | undefined): void {
    this.#calls.set(call.request.transaction, call);
    call.lease ??= lease;
    if (lease) this.#setup.deadlines.add(call);
  }

  /** Its subscriber went. What it may still make on the server is waited for, and ended. */
  #left(call: Call): void {
    if (!this.#calls.has(call.request.transaction)) return;
    this.#settle(call);
    if (call.options.late) call.line?.haunt(call, true);
  }

  #send(call: Call, line: Line): void {
    call.line = line;
    call.sentAt = this.now();
    line.connection.send(call.request);
  }

  #wait(call: Call): void {
    if (call.line) this.#waiting++;
    call.line = undefined;
    call.acked = false;
  }

  #settle(call: Call): Call {
    this.#calls.delete(call.request.transaction);
    this.#setup.deadlines.delete(call);
    if (!call.line) this.#waiting--;
    return call;
  }

  #acked(call: Call): void {
    call.acked = true;
    this.#answered(call);
  }

  #answered(call: Call): Call {
    this.answeredAt = Math.max(this.answeredAt, call.sentAt);
    return call;
  }

  #refuse(call: Call, { error: { code, reason = 'no reason given' } }: ErrorMessage): void {
    const error = new ServerError({ ...call.facts, code, reason });
    // The owner may end everything by this, the request itself included: it is asked first.
    if (!call.options.bound) this.#setup.owner.refused(error);
    if (this.#calls.has(call.request.transaction)) this.#settle(call).fail(error);
  }
}
