import { type Subscriber, Subscription, count } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { RequestInDoubtError, type Unanswered } from '../errors/request-errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import { REQUEST, type VerbRule } from '../protocol/verbs.js';
import type { Line } from './line.js';

/** How one request is to be treated. */
export interface CallOptions<T = JanusMessage> {
  /** Milliseconds until it is given up, waiting for the line included. */
  readonly timeoutMs?: number | undefined;
  /** Whether it may be sent again after a drop; the verb's rule by default. */
  readonly repeatable?: boolean | undefined;
  /** The name errors give the request; the core's verb by default. */
  readonly name?: string | undefined;
  /** Called with an answer that comes when nobody waits any more: what it made on the server must be ended. */
  readonly late?: ((answer: JanusMessage) => void) | undefined;
  /** What its subscriber gets of the answer, the answer itself by default; what it throws errors the request. */
  readonly read?: ((answer: JanusMessage) => T) | undefined;
  /** What its subscriber gets of an error, the error itself by default. */
  readonly failed?: ((error: JanusClientError) => unknown) | undefined;
}

/** One request of one subscriber, from its subscription to its answer. */
export class Call {
  readonly request: OutgoingRequest;
  readonly options: CallOptions<unknown>;
  readonly subscriber: Subscriber<unknown>;
  readonly timeoutMs: number;
  /** When it is given up, epoch milliseconds. */
  deadlineAt: number;
  /** The line it was sent on; undefined while it waits for one. */
  line: Line | undefined = undefined;
  /** When it was last sent, epoch milliseconds. */
  sentAt = -Infinity;
  /** The token that it was last sent under. */
  grant = 0;
  /** The line that has refused it once, and may not do so again. */
  refusedOn: Line | undefined = undefined;
  /** What asks for another token, or keeps the line when nobody but the line itself waits for the answer. */
  held = Subscription.EMPTY;
  /** Whether the server said that it has it. */
  acked = false;

  constructor(
    request: OutgoingRequest,
    options: CallOptions<unknown>,
    subscriber: Subscriber<unknown>,
    now: number,
    timeoutMs: number,
  ) {
    this.request = request;
    this.options = options;
    this.subscriber = subscriber;
    this.timeoutMs = timeoutMs;
    this.deadlineAt = now + timeoutMs;
  }

  get rule(): VerbRule {
    return REQUEST[this.request.janus];
  }

  /** Whether it was refused, and another token is being asked for: it certainly did not run. */
  get refused(): boolean {
    return !this.held.closed;
  }

  /** Whether it may be sent again. */
  get repeatable(): boolean {
    return this.refused || (this.options.repeatable ?? this.rule.repeatable);
  }

  /** What is known of it, for an error. */
  get facts(): Unanswered {
    const { janus, session_id: sessionId, handle_id: handleId } = this.request;
    return { verb: this.options.name ?? janus, acked: this.acked, sessionId, handleId };
  }

  send(line: Line, now: number): void {
    this.line = line;
    this.sentAt = now;
    this.grant = line.connection.grant;
    line.connection.send(this.request);
  }

  /** From now on it waits for a line. */
  wait(): void {
    this.line = undefined;
    this.refusedOn = undefined;
    this.acked = false;
    this.held.unsubscribe();
  }

  /**
   * Its token no longer counts, and there may be another: until that is known nobody hears of the refusal. False when
   * that was tried on this line before, or nobody waits.
   */
  renew(line: Line, settled: (renewed: boolean) => void): boolean {
    if (line === this.refusedOn || this.subscriber.closed) return false;
    this.refusedOn = line;
    const give = (): void => settled(false);
    this.held = line.connection
      .renewToken$(this.grant)
      .pipe(count())
      .subscribe({ next: (tokens) => settled(tokens > 0), error: give });
    return true;
  }

  answer(message: JanusMessage): void {
    const { read, late } = this.options;
    if (this.subscriber.closed) late?.(message);
    try {
      this.subscriber.next(read ? read(message) : message);
      this.subscriber.complete();
    } catch (error) {
      this.subscriber.error(error);
    }
    this.held.unsubscribe();
  }

  fail(error: JanusClientError): void {
    const { failed } = this.options;
    this.subscriber.error(failed ? failed(error) : error);
    this.held.unsubscribe();
  }

  doubt(cause: JanusClientError): void {
    this.fail(new RequestInDoubtError(this.facts, { cause }));
  }
}
