import type { Subscriber, Unsubscribable } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { RequestInDoubtError, RequestTimeoutError } from '../errors/request-errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest, RequestBody } from '../protocol/requests.js';
import { REQUEST, type VerbRule } from '../protocol/verbs.js';
import type { Deadline } from './deadlines.js';
import type { Desk } from './desk.js';
import type { Line } from './line.js';

/** How one request is to be treated. */
export interface CallOptions<T = JanusMessage> {
  /** Milliseconds until it is given up, waiting for the line included. */
  readonly timeoutMs?: number | undefined;
  /** Whether it may be sent again after a drop; the verb's rule by default. */
  readonly repeatable?: boolean | undefined;
  /** The name errors give the request; the core's verb by default. */
  readonly name?: string | undefined;
  /** Whether it belongs to the line it is sent on, and ends with it: it neither waits nor is it sent again. */
  readonly bound?: boolean;
  /** Called with an answer that comes when nobody waits any more: what it made on the server must be ended. */
  readonly late?: ((answer: JanusMessage) => void) | undefined;
  /** What its subscriber gets of the answer, the answer itself by default; what it throws errors the request. */
  readonly read?: ((answer: JanusMessage) => T) | undefined;
}

/** One request of one subscriber, from its subscription to its answer. */
export class Call implements Deadline {
  readonly request: OutgoingRequest;
  readonly subscriber: Subscriber<unknown>;
  readonly deadlineAt: number;
  readonly timeoutMs: number;
  readonly options: CallOptions<unknown>;
  readonly #desk: Desk;
  /** The line it was sent on; undefined while it waits for one. */
  line: Line | undefined = undefined;
  /** When it was last sent, epoch milliseconds. */
  sentAt = -Infinity;
  /** Keeps the line while nobody but the line itself waits for the answer. */
  lease: Unsubscribable | undefined = undefined;
  /** Whether the server said that it has it. */
  acked = false;

  constructor(
    desk: Desk,
    body: RequestBody,
    transaction: string,
    options: CallOptions<unknown>,
    timeoutMs: number,
    subscriber: Subscriber<unknown>,
  ) {
    this.#desk = desk;
    // Not `{ ...body, transaction }`: V8 takes ten times as long to add a property to a copy that a spread made.
    this.request = Object.assign({}, body, { transaction });
    this.options = options;
    this.timeoutMs = timeoutMs;
    this.deadlineAt = desk.now() + timeoutMs;
    this.subscriber = subscriber;
  }

  get rule(): VerbRule {
    return REQUEST[this.request.janus];
  }

  get repeatable(): boolean {
    return this.options.repeatable ?? this.rule.repeatable;
  }

  /** What is known of it, for an error. */
  get facts(): { verb: string; acked: boolean; sessionId: number | undefined; handleId: number | undefined } {
    const { janus, session_id: sessionId, handle_id: handleId } = this.request;
    return { verb: this.options.name ?? janus, acked: this.acked, sessionId, handleId };
  }

  answer(message: JanusMessage): void {
    if (this.subscriber.closed) this.options.late?.(message);
    try {
      this.subscriber.next(this.options.read ? this.options.read(message) : message);
      this.subscriber.complete();
    } catch (error) {
      this.subscriber.error(error);
    }
    this.lease?.unsubscribe();
  }

  fail(error: JanusClientError): void {
    this.subscriber.error(error);
    this.lease?.unsubscribe();
  }

  doubt(cause: JanusClientError): void {
    this.fail(new RequestInDoubtError(this.facts, { cause }));
  }

  expire(): void {
    this.#desk.expired(this);
    this.fail(new RequestTimeoutError({ ...this.facts, timeoutMs: this.timeoutMs }));
  }
}
