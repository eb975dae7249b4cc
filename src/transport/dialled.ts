import { NEVER, type Observable, Subject, type Subscriber, Subscription, defer } from 'rxjs';
import { ConnectionFailedError, ConnectionLostError } from '../errors/connection-errors.js';
import { type JanusClientError, isJanusError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Diagnostic } from './diagnostic.js';
import type { Connection, SendFailure, TransportState } from './transport.js';
import type { Dial, Wire, WireSink } from './wire.js';

/** What a line tells of itself while it is somebody's. */
export interface DialReport {
  readonly url: string;
  tell(state: TransportState): void;
  diagnose(diagnostic: Diagnostic): void;
}

/** One line, from its dialling to its last lease. */
export class Dialled implements Connection, WireSink {
  readonly #message = new Subject<JanusMessage>();
  readonly #failure = new Subject<SendFailure>();
  readonly message$ = this.#message.asObservable();
  readonly sendFailure$ = this.#failure.asObservable();
  readonly #dialling = new Subscription();
  readonly #subscriber: Subscriber<Connection>;
  readonly #report: DialReport;
  #wire: Wire | undefined;
  #leases = 0;

  constructor(subscriber: Subscriber<Connection>, report: DialReport) {
    this.#subscriber = subscriber;
    this.#report = report;
    this.#dialling.add(() => this.#message.complete());
    subscriber.add(this.lease());
  }

  dial(dial$: Dial): void {
    const { url } = this.#report;
    this.#report.tell({ kind: 'connecting', url });
    this.#dialling.add(
      defer(() => dial$(this)).subscribe({
        next: (wire) => {
          this.#wire = wire;
          this.#report.tell({ kind: 'open', url });
          this.#subscriber.next(this);
        },
        error: (cause: unknown) => this.#lost(cause),
        complete: () => this.#lost(new Error('closed')),
      }),
    );
  }

  get kind(): 'stream' | 'poll' {
    return this.#wire?.kind ?? 'stream';
  }

  get open(): boolean {
    return !this.#dialling.closed;
  }

  receive(message: JanusMessage): void {
    this.#message.next(message);
  }

  sendFailed(transaction: string, error: JanusClientError): void {
    this.#failure.next({ transaction, error });
  }

  diagnose(diagnostic: Diagnostic): void {
    this.#report.diagnose(diagnostic);
  }

  send(request: OutgoingRequest): void {
    try {
      if (!this.open)
        throw new ConnectionFailedError(this.#report.url, { cause: new Error('the line is closed') });
      this.#wire?.send(request);
    } catch (cause) {
      this.sendFailed(request.transaction, isJanusError(cause) ? cause : new ConnectionLostError({ cause }));
    }
  }

  suspect(cause: JanusClientError): void {
    if (this.#wire?.renew) {
      this.#wire.renew();
      return;
    }
    // Whoever stands on it hears why, before it falls silent.
    this.#fail(cause);
    this.#message.complete();
  }

  lease(): Subscription {
    this.#leases++;
    return new Subscription(() => {
      if (--this.#leases === 0) this.#dialling.unsubscribe();
    });
  }

  hold$(sessionId: number): Observable<never> {
    return this.#wire?.hold$?.(sessionId) ?? NEVER;
  }

  #lost(cause: unknown): void {
    if (isJanusError(cause)) this.#fail(cause);
    else
      this.#fail(
        this.#wire
          ? new ConnectionLostError({ cause })
          : new ConnectionFailedError(this.#report.url, { cause }),
      );
    this.#dialling.unsubscribe();
  }

  #fail(cause: JanusClientError): void {
    if (this.#subscriber.closed) return;
    this.#report.tell({ kind: 'lost', cause });
    this.#subscriber.error(cause);
  }
}
