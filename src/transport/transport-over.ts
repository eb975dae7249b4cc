import {
  BehaviorSubject,
  Observable,
  type SchedulerLike,
  Subject,
  type Subscriber,
  Subscription,
  switchMap,
} from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { isJanusError, type JanusClientError } from '../errors/errors.js';
import { shareLatest } from '../internal/share-latest.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { Diagnostic } from './diagnostic.js';
import { LiveConnection } from './live-connection.js';
import type { Connection, JanusTransport, TransportState } from './transport.js';
import type { Dial, WireSink } from './wire.js';

/** What {@link transportOver} needs to know beside how to dial. */
export interface TransportOverOptions {
  /** The address that `state$` tells. */
  readonly url?: string;
  /** Where the lingering is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** Joins one dialling to one subscriber of `connection$`. */
class Dialling {
  readonly #subscription = new Subscription();
  readonly #subscriber: Subscriber<Connection>;
  readonly #tell: (state: TransportState) => void;
  #connection: LiveConnection | undefined;
  #failed = false;

  constructor(subscriber: Subscriber<Connection>, tell: (state: TransportState) => void) {
    this.#subscriber = subscriber;
    this.#tell = tell;
  }

  start(dial: Dial, url: string, diagnose: (diagnostic: Diagnostic) => void): void {
    const sink: WireSink = {
      receive: (message) => this.#connection?.receive(message),
      sendFailed: (transaction, error) => this.#connection?.sendFailed(transaction, error),
      diagnose,
    };
    this.#tell({ kind: 'connecting', url });
    this.#subscription.add(
      dial(sink).subscribe({
        next: (wire) => {
          this.#connection = new LiveConnection(wire, this.#subscription, (cause) => this.#fail(cause));
          this.#subscriber.add(this.#connection.lease());
          this.#tell({ kind: 'open', url });
          this.#subscriber.next(this.#connection);
        },
        error: (cause: unknown) =>
          this.#lost(isJanusError(cause) ? cause : new ConnectionLostError({ cause })),
        complete: () => this.#lost(new ConnectionLostError({ reason: 'closed' })),
      }),
    );
    this.#subscriber.add(() => this.#released());
  }

  /** A connection that stands ends with its last lease; one that was never opened ends here. */
  #released(): void {
    if (!this.#connection) this.#subscription.unsubscribe();
    // After a failure a successor may be dialling already: its state must not be overwritten.
    if (!this.#failed) this.#tell({ kind: 'idle' });
  }

  #lost(cause: JanusClientError): void {
    this.#subscription.unsubscribe();
    this.#fail(cause);
  }

  #fail(cause: JanusClientError): void {
    if (this.#subscriber.closed) return;
    this.#failed = true;
    this.#tell({ kind: 'lost', cause });
    this.#subscriber.error(cause);
  }
}

/** A {@link JanusTransport} made of a {@link Dial}. */
class TransportOver extends Observable<JanusMessage> implements JanusTransport {
  readonly #state = new BehaviorSubject<TransportState>({ kind: 'idle' });
  readonly #diagnostic = new Subject<Diagnostic>();
  readonly connection$: Observable<Connection>;
  readonly state$ = this.#state.asObservable();
  readonly diagnostics$ = this.#diagnostic.asObservable();

  constructor(dial: Dial, { url = '', scheduler }: TransportOverOptions) {
    super((subscriber) =>
      this.connection$.pipe(switchMap((connection) => connection.message$)).subscribe(subscriber),
    );
    this.connection$ = new Observable<Connection>((subscriber) => {
      new Dialling(subscriber, (state) => this.#state.next(state)).start(dial, url, (diagnostic) =>
        this.diagnose(diagnostic),
      );
    }).pipe(shareLatest({ lingerMs: 0, scheduler }));
  }

  diagnose(diagnostic: Diagnostic): void {
    this.#diagnostic.next(diagnostic);
  }
}

/**
 * Makes a {@link JanusTransport} of one's own: bring a way to dial, get sharing, leases, state and diagnostics.
 *
 * The transport connects on subscription and errors when the wire does; see {@link JanusTransport}.
 *
 * @param dial - Opens a wire for each new connection; unsubscribing closes it.
 * @param options - The address to tell, the scheduler.
 * @example
 * ```ts
 * import { Observable } from 'rxjs';
 * import { decode, transportOver, type OutgoingRequest, type WireSink } from 'rxjs-janus';
 *
 * declare const port: MessagePort;
 *
 * const overPort = transportOver((sink: WireSink) => new Observable((subscriber) => {
 *   port.onmessage = ({ data }) => sink.receive(decode(data));
 *   subscriber.next({ kind: 'stream', send: (request: OutgoingRequest) => port.postMessage(request) });
 *   return () => port.close();
 * }));
 * ```
 */
export const transportOver = (dial: Dial, options: TransportOverOptions = {}): JanusTransport =>
  new TransportOver(dial, options);
