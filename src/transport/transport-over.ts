import { BehaviorSubject, Observable, Subject, switchMap } from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { shareLatest } from '../internal/share-latest.js';
import type { Diagnostic } from './diagnostic.js';
import { Dialled } from './dialled.js';
import { type ReconnectOptions, gateOf, checkBackOff } from './gate.js';
import type { Connection, JanusTransport, TransportState } from './transport.js';
import type { Dial } from './wire.js';

/** What {@link transportOver} needs to know beside how to dial. */
export interface TransportOverOptions extends ReconnectOptions {
  /** The address that `state$` tells; of several, each new line goes to the one whose turn it is. */
  readonly url?: string | readonly string[];
  /** Wraps the transport that is made: `trace()` of `rxjs-janus/trace`. */
  readonly trace?: (janus$: JanusTransport) => JanusTransport;
}

/**
 * Where the next line goes. A session that is sought is on the server that it was on: as long as its line is kept the
 * address stays. After that an attempt that found nobody makes it the next one's turn.
 */
class Addresses {
  readonly #urls: readonly string[];
  /** How many were given up. */
  #passed = 0;
  /** The newest line, and behind it those that were lost and are still kept. */
  #lines: readonly Dialled[] = [];

  constructor(urls: string | readonly string[]) {
    this.#urls = typeof urls === 'string' ? [urls] : urls;
  }

  check(): void {
    if (this.#urls.length === 0 || this.#urls.some((url: unknown) => typeof url !== 'string'))
      throw new InvalidArgumentError('url', 'an address, or a list with at least one', this.#urls);
  }

  next(): string {
    const [newest] = this.#lines;
    this.#lines = this.#lines.filter((line) => line.sought);
    if (newest && this.#lines.length > 0) return newest.url;
    if (newest?.missed) this.#passed++;
    return this.#urls[this.#passed % this.#urls.length] ?? '';
  }

  goesTo(line: Dialled): void {
    this.#lines = [line, ...this.#lines];
  }
}

/**
 * Makes a {@link JanusTransport} of one's own: bring a way to dial, get sharing, leases, state and diagnostics.
 *
 * The transport connects on subscription and errors when the wire does; see {@link JanusTransport}.
 *
 * @param dial$ - Opens a wire for each new connection; unsubscribing closes it.
 * @param options - The address or addresses, when to come back after a drop, the scheduler.
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
export const transportOver = (dial$: Dial, options: TransportOverOptions = {}): JanusTransport => {
  const state = new BehaviorSubject<TransportState>({ kind: 'idle' });
  const diagnostic = new Subject<Diagnostic>();
  const diagnose = (told: Diagnostic): void => diagnostic.next(told);
  const addresses = new Addresses(options.url ?? '');
  const gate = gateOf(options);
  const checked$: Dial = (sink, address) => {
    checkBackOff(options);
    addresses.check();
    return dial$(sink, address);
  };
  const connection$ = new Observable<Connection>((subscriber) => {
    let last: TransportState['kind'];
    const tell = (told: TransportState): void => {
      last = told.kind;
      state.next(told);
    };
    const line = new Dialled(subscriber, { tell, diagnose }, addresses.next());
    addresses.goesTo(line);
    line.dial(checked$, gate.wake$);
    // After a loss a successor may be dialling already: its state must not be overwritten.
    return () => {
      if (last !== 'lost') tell({ kind: 'idle' });
    };
  }).pipe(shareLatest({ lingerMs: 0, scheduler: options.scheduler }));
  const janus$: JanusTransport = Object.assign(connection$.pipe(switchMap(({ message$ }) => message$)), {
    ...gate,
    connection$,
    diagnose,
    state$: state.asObservable(),
    diagnostics$: diagnostic.asObservable(),
  });
  return options.trace?.(janus$) ?? janus$;
};
