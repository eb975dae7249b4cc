import {
  NEVER,
  Observable,
  type ObservableInput,
  type SchedulerLike,
  Subject,
  type Subscriber,
  Subscription,
  from,
  of,
  switchMap,
  take,
} from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import type { JanusClientError } from '../errors/errors.js';
import { decode } from '../protocol/decode.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import { pollRules } from '../transport/poll-rules.js';
import { type TransportOverOptions, transportOver } from '../transport/transport-over.js';
import type { JanusTransport } from '../transport/transport.js';
import type { Dial, Wire, WireSink } from '../transport/wire.js';
import { type Answer, coreScript } from './core-script.js';

/** What {@link scriptedTransport} takes. */
export interface ScriptedTransportOptions extends Omit<TransportOverOptions, 'scheduler' | 'url'> {
  /** How the line behaves: as a WebSocket (`'stream'`, the default) or as REST (`'poll'`). */
  readonly kind?: 'stream' | 'poll';
  /**
   * What the server says to a request: messages at once, or over time as an Observable of messages. Undefined
   * leaves the request to {@link coreScript}; an empty list is silence.
   */
  readonly answer?: (request: OutgoingRequest) => Answer | Observable<object> | undefined;
  /** Opens the line with its first value, refuses it with an error; at once by default. Counts from 1. */
  readonly connect$?: (attempt: number) => ObservableInput<unknown>;
  /** The long poll of a session over `'poll'`; silent by default. */
  readonly hold$?: (sessionId: number) => Observable<never>;
  /** Where the lingering of the line is timed. */
  readonly scheduler?: SchedulerLike;
}

/** A transport whose server is a script. */
export interface ScriptedTransport extends JanusTransport {
  /** Every request sent so far, oldest first, over all lines. */
  readonly sent: readonly OutgoingRequest[];
  /** Hot: each request as it is sent. */
  readonly sent$: Observable<OutgoingRequest>;
  /** How many lines were opened so far, and how many are open now. */
  readonly lines: { readonly opened: number; readonly open: number };
  /** Says something on the newest line, as the server would unasked. */
  push(message: object): void;
  /** Breaks the newest line. */
  drop(cause?: JanusClientError): void;
}

/** The server's side of all lines. */
class ScriptedServer {
  readonly sent: OutgoingRequest[] = [];
  readonly lines = { opened: 0, open: 0 };
  readonly #request = new Subject<OutgoingRequest>();
  readonly sent$ = this.#request.asObservable();
  readonly #options: ScriptedTransportOptions;
  readonly #core = coreScript();
  #attempts = 0;
  #sink: WireSink | undefined;
  #line: Subscriber<Wire> | undefined;

  constructor(options: ScriptedTransportOptions) {
    this.#options = options;
  }

  readonly dial$: Dial = (sink) =>
    from(this.#options.connect$?.(++this.#attempts) ?? of(undefined)).pipe(
      take(1),
      switchMap(() => this.#open$(sink)),
    );

  push(message: object): void {
    this.#sink?.receive(decode(message));
  }

  drop(cause: JanusClientError): void {
    this.#line?.error(cause);
  }

  #open$(sink: WireSink): Observable<Wire> {
    return new Observable((subscriber) => {
      const answers = new Subscription();
      this.lines.opened++;
      this.lines.open++;
      this.#sink = sink;
      this.#line = subscriber;
      subscriber.add(answers);
      subscriber.add(() => this.lines.open--);
      subscriber.next({
        kind: this.#options.kind ?? 'stream',
        send: (request) => answers.add(this.#answer(request, sink)),
        ...(this.#options.kind === 'poll' && { renew: () => undefined, rules: pollRules }),
        hold$: (sessionId) => this.#options.hold$?.(sessionId) ?? NEVER,
      });
    });
  }

  #answer(request: OutgoingRequest, sink: WireSink): Subscription {
    this.sent.push(request);
    this.#request.next(request);
    const { transaction, session_id } = request;
    const envelope = { transaction, ...(session_id !== undefined && { session_id }) };
    return from<ObservableInput<object>>(this.#options.answer?.(request) ?? this.#core(request)).subscribe({
      next: (message) => sink.receive(decode({ ...envelope, ...message })),
      error: (cause: unknown) => this.drop(new ConnectionLostError({ reason: 'the script failed', cause })),
    });
  }
}

/**
 * A transport for specs, in any runtime and in virtual time: the server is a script.
 *
 * Behaves as every transport does: the first subscription opens a line, a drop is an error, subscribing again
 * opens another. Without options it says yes to everything. The waits between attempts to come back are their
 * longest, 500 ms, 1 s and so on, unless `backOff` says otherwise.
 *
 * @param options - What the server says, when a line opens.
 * @example
 * ```ts
 * import { TestScheduler } from 'rxjs/testing';
 * import { map } from 'rxjs';
 * import { create$ } from 'rxjs-janus';
 * import { scriptedTransport } from 'rxjs-janus/testing';
 *
 * new TestScheduler((actual, expected) => console.assert(JSON.stringify(actual) === JSON.stringify(expected))).run(
 *   ({ expectObservable }) => {
 *     const janus$ = scriptedTransport();
 *     expectObservable(create$(janus$).pipe(map((session) => session.id)), '--!').toBe('a', { a: 1 });
 *   },
 * );
 * ```
 */
export const scriptedTransport = (options: ScriptedTransportOptions = {}): ScriptedTransport => {
  const server = new ScriptedServer(options);
  const backOff = { random: () => 1, ...options.backOff };
  return Object.assign(transportOver(server.dial$, { ...options, backOff, url: 'script:' }), {
    sent: server.sent,
    sent$: server.sent$,
    lines: server.lines,
    push: (message: object) => server.push(message),
    drop: (
      cause: JanusClientError = new ConnectionLostError({ code: 1006, reason: 'dropped by the script' }),
    ) => server.drop(cause),
  });
};
