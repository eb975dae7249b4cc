import { EMPTY, NEVER, type Observable, Subject, type Subscriber, Subscription, defer } from 'rxjs';
import { ConnectionFailedError, ConnectionLostError } from '../errors/connection-errors.js';
import { type JanusClientError, isJanusError } from '../errors/errors.js';
import { safeUrl } from '../errors/where.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Diagnostic } from './diagnostic.js';
import type { PollRules } from './poll-rules.js';
import { redial$ } from './redial.js';
import type { Connection, SendFailure, TransportState } from './transport.js';
import type { Dial, Wire, WireSink } from './wire.js';

/** What a line tells of itself while it is somebody's. */
export interface DialReport {
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
  readonly #own: Subscription;
  #wire: Wire | undefined;
  #leases = 0;
  #refused = false;
  /** The address, as far as it is known. */
  url: string;

  constructor(subscriber: Subscriber<Connection>, report: DialReport, url: string) {
    this.#subscriber = subscriber;
    this.#report = report;
    this.url = url;
    this.#dialling.add(() => this.#message.complete());
    this.#own = this.lease();
    subscriber.add(this.#own);
  }

  dial(dial$: Dial, wake$: Observable<unknown>): void {
    this.#report.tell({ kind: 'connecting', url: safeUrl(this.url) });
    this.#dialling.add(
      redial$(
        defer(() => dial$(this, this.url)),
        wake$,
      ).subscribe({
        next: (wire) => {
          this.#wire = wire;
          this.#report.tell({ kind: 'open', url: safeUrl(this.url) });
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

  /** Whether others than its subscriber keep it: sessions that were on it, and are sought. */
  get sought(): boolean {
    return this.#leases > (this.#own.closed ? 0 : 1);
  }

  /** Whether nobody was there when it was last tried. */
  get missed(): boolean {
    return this.#refused || this.#wire?.missed === true;
  }

  get grant(): number {
    return this.#wire?.credentials?.grant ?? 0;
  }

  renewToken$(grant: number): Observable<unknown> {
    return this.#wire?.credentials?.renewToken$(grant) ?? EMPTY;
  }

  dialling(url: string): void {
    if (url === this.url) return;
    this.url = url;
    this.#report.tell({ kind: 'connecting', url: safeUrl(url) });
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
      if (!this.open) throw new ConnectionFailedError(this.url, { cause: new Error('the line is closed') });
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

  get rules(): PollRules | undefined {
    return this.#wire?.rules;
  }

  #lost(thrown: unknown): void {
    const cause = isJanusError(thrown) ? thrown : new ConnectionLostError({ cause: thrown });
    this.#refused = !this.#wire;
    // What is lost before it stood was never there.
    const never = this.#refused && cause.kind === 'connection-lost';
    this.#fail(never ? new ConnectionFailedError(this.url || 'the server', { cause: cause.cause }) : cause);
    this.#dialling.unsubscribe();
  }

  #fail(cause: JanusClientError): void {
    if (this.#subscriber.closed) return;
    this.#report.tell({ kind: 'lost', cause });
    this.#subscriber.error(cause);
  }
}
