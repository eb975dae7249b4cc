import { type Observable, type Unsubscribable, defer, share, tap } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Connection, SendFailure } from '../transport/transport.js';
import type { Teller } from './teller.js';

/** A connection that tells what passes above the place where token and secret are added: neither is ever seen here. */
export class TracedConnection implements Connection {
  readonly message$: Observable<JanusMessage>;
  readonly sendFailure$: Observable<SendFailure>;
  readonly #line: Connection;
  readonly #teller: Teller;

  constructor(line: Connection, teller: Teller) {
    this.#line = line;
    this.#teller = teller;
    // Shared, so that each is told once, whoever listens.
    this.message$ = line.message$.pipe(
      tap((message) => teller.received(message)),
      share(),
    );
    this.sendFailure$ = line.sendFailure$.pipe(
      tap(({ transaction, error }) => teller.unsent(transaction, error)),
      share(),
    );
  }

  get kind(): 'stream' | 'poll' {
    return this.#line.kind;
  }

  get open(): boolean {
    return this.#line.open;
  }

  get grant(): number {
    return this.#line.grant;
  }

  get rules(): Connection['rules'] {
    return this.#line.rules;
  }

  send(request: OutgoingRequest): void {
    this.#teller.sent(request);
    this.#line.send(request);
  }

  suspect(cause: JanusClientError): void {
    this.#line.suspect(cause);
  }

  renewToken$(grant: number): Observable<unknown> {
    return this.#line.renewToken$(grant).pipe(tap(() => this.#teller.token()));
  }

  lease(): Unsubscribable {
    return this.#line.lease();
  }

  hold$(sessionId: number): Observable<never> {
    const hold$ = this.#line.hold$(sessionId);
    if (this.kind === 'stream') return hold$;
    return defer(() => {
      this.#teller.polls(sessionId);
      return hold$.pipe(tap({ error: () => this.#teller.pollLost(sessionId) }));
    });
  }
}
