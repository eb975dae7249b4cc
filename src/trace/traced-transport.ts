import {
  Observable,
  Subscription,
  last,
  map,
  merge,
  skipWhile,
  switchMap,
  takeUntil,
  takeWhile,
  tap,
} from 'rxjs';
import type { JanusMessage } from '../protocol/messages.js';
import type { Diagnostic } from '../transport/diagnostic.js';
import type { Connection, JanusTransport, TransportState } from '../transport/transport.js';
import type { Teller } from './teller.js';
import { TracedConnection } from './traced-connection.js';

/** A transport that behaves as the one given, and tells what passes. */
export class TracedTransport extends Observable<JanusMessage> implements JanusTransport {
  readonly connection$: Observable<Connection>;
  readonly state$: Observable<TransportState>;
  readonly wake$: Observable<unknown>;
  readonly diagnostics$: Observable<Diagnostic>;
  readonly #janus$: JanusTransport;
  readonly #teller: Teller;
  readonly #lines = new WeakMap<Connection, TracedConnection>();
  #watch = Subscription.EMPTY;

  constructor(janus$: JanusTransport, teller: Teller) {
    super((subscriber) => this.connection$.pipe(switchMap(({ message$ }) => message$)).subscribe(subscriber));
    this.#janus$ = janus$;
    this.#teller = teller;
    this.state$ = janus$.state$;
    this.wake$ = janus$.wake$;
    this.diagnostics$ = janus$.diagnostics$;
    const line$ = janus$.connection$.pipe(map((line) => this.#traced(line)));
    this.connection$ = new Observable((subscriber) => {
      this.#follow();
      return line$.subscribe(subscriber);
    });
  }

  gate$(attempt: number, maxMs?: number): Observable<unknown> {
    return this.#janus$.gate$(attempt, maxMs);
  }

  diagnose(diagnostic: Diagnostic): void {
    this.#janus$.diagnose(diagnostic);
  }

  /** One for each line, whoever asks: else each of its messages would be told once per asker. */
  #traced(line: Connection): TracedConnection {
    const traced = this.#lines.get(line) ?? new TracedConnection(line, this.#teller);
    this.#lines.set(line, traced);
    return traced;
  }

  /** Tells of the line from the first subscription until it is closed, which is a turn after the last. */
  #follow(): void {
    if (!this.#watch.closed) return;
    const told$ = this.state$.pipe(
      skipWhile(({ kind }) => kind === 'idle'),
      takeWhile(({ kind }) => kind !== 'idle', true),
    );
    this.#watch = merge(
      told$.pipe(tap((state) => this.#teller.line(state))),
      this.diagnostics$.pipe(
        tap((diagnostic) => this.#teller.diagnosed(diagnostic)),
        takeUntil(told$.pipe(last(null, null))),
      ),
    ).subscribe({ error: () => undefined });
  }
}
