import { BehaviorSubject, Observable, type SchedulerLike, Subject, switchMap } from 'rxjs';
import { shareLatest } from '../internal/share-latest.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { Diagnostic } from './diagnostic.js';
import { Dialled } from './dialled.js';
import type { Connection, JanusTransport, TransportState } from './transport.js';
import type { Dial } from './wire.js';

/** What {@link transportOver} needs to know beside how to dial. */
export interface TransportOverOptions {
  /** The address that `state$` tells. */
  readonly url?: string;
  /** Where the lingering is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A {@link JanusTransport} made of a {@link Dial}. */
class TransportOver extends Observable<JanusMessage> implements JanusTransport {
  readonly #state = new BehaviorSubject<TransportState>({ kind: 'idle' });
  readonly #diagnostic = new Subject<Diagnostic>();
  readonly connection$: Observable<Connection>;
  readonly state$ = this.#state.asObservable();
  readonly diagnostics$ = this.#diagnostic.asObservable();

  constructor(dial$: Dial, { url = '', scheduler }: TransportOverOptions) {
    super((subscriber) => this.connection$.pipe(switchMap(({ message$ }) => message$)).subscribe(subscriber));
    this.connection$ = new Observable<Connection>((subscriber) => {
      let last: TransportState['kind'];
      const tell = (state: TransportState): void => {
        last = state.kind;
        this.#state.next(state);
      };
      new Dialled(subscriber, { url, tell, diagnose: (diagnostic) => this.diagnose(diagnostic) }).dial(dial$);
      // After a loss a successor may be dialling already: its state must not be overwritten.
      return () => {
        if (last !== 'lost') tell({ kind: 'idle' });
      };
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
 * @param dial$ - Opens a wire for each new connection; unsubscribing closes it.
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
export const transportOver = (dial$: Dial, options: TransportOverOptions = {}): JanusTransport =>
  new TransportOver(dial$, options);
