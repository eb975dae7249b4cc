import { NEVER, type Observable, Subject, Subscription } from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import type { JanusClientError } from '../errors/errors.js';
import { isJanusError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Connection, SendFailure } from './transport.js';
import type { Wire } from './wire.js';

/** A {@link Connection} over a wire, which it closes with its last lease. */
export class LiveConnection implements Connection {
  readonly #wire: Wire;
  readonly #dialling: Subscription;
  readonly #drop: (cause: JanusClientError) => void;
  readonly #message = new Subject<JanusMessage>();
  readonly #failure = new Subject<SendFailure>();
  #leases = 0;

  constructor(wire: Wire, dialling: Subscription, drop: (cause: JanusClientError) => void) {
    this.#wire = wire;
    this.#dialling = dialling;
    this.#drop = drop;
    dialling.add(() => this.#message.complete());
  }

  get kind(): 'stream' | 'poll' {
    return this.#wire.kind;
  }

  get open(): boolean {
    return !this.#dialling.closed;
  }

  get message$(): Observable<JanusMessage> {
    return this.#message.asObservable();
  }

  get sendFailure$(): Observable<SendFailure> {
    return this.#failure.asObservable();
  }

  receive(message: JanusMessage): void {
    this.#message.next(message);
  }

  sendFailed(transaction: string, error: JanusClientError): void {
    this.#failure.next({ transaction, error });
  }

  send(request: OutgoingRequest): void {
    try {
      if (!this.open) throw new ConnectionLostError({ reason: 'the line is closed' });
      this.#wire.send(request);
    } catch (cause) {
      const error = isJanusError(cause)
        ? cause
        : new ConnectionLostError({ reason: 'the request could not be sent', cause });
      this.sendFailed(request.transaction, error);
    }
  }

  suspect(cause: JanusClientError): void {
    this.#message.complete();
    this.#drop(cause);
  }

  lease(): Subscription {
    this.#leases++;
    return new Subscription(() => {
      if (--this.#leases === 0) this.#dialling.unsubscribe();
    });
  }

  hold$(sessionId: number): Observable<never> {
    return this.#wire.hold$?.(sessionId) ?? NEVER;
  }
}
