import {
  Observable,
  type SchedulerLike,
  Subscription,
  catchError,
  forkJoin,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { http$ } from '#platform';
import { HttpStatusError } from '../errors/connection-errors.js';
import { safeUrl } from '../errors/where.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import { encoder } from './encode.js';
import { type FetchLike, fetchHttp } from './fetch-http.js';
import type { HttpClient, HttpReply } from './http.js';
import { LONG_POLL_MS, longPoll$ } from './long-poll.js';
import { networkFailure } from './network-failure.js';
import {
  CONNECT_TIMEOUT_MS,
  type Credentials,
  MAX_FRAME_LENGTH,
  type TransportOptions,
  credentialsOf$,
  urlOf$,
} from './options.js';
import { receiveFrame } from './receive.js';
import { transportOver } from './transport-over.js';
import type { JanusTransport } from './transport.js';
import type { Dial, Wire, WireSink } from './wire.js';

/** What {@link restTransport} takes. */
export interface RestTransportOptions extends TransportOptions {
  /** The most events one long poll brings (`maxev`); 100 by default. */
  readonly maxEvents?: number;
  /** Milliseconds the server holds a poll that has nothing to tell; 30,000 by default, as the server does. */
  readonly longPollMs?: number;
  /** Headers for every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Node: an undici `Dispatcher` (agent, proxy, TLS settings), used and not closed; a keep-alive pool by default. */
  readonly dispatcher?: unknown;
  /** The `fetch` to use instead of undici and of the platform's. */
  readonly fetch?: FetchLike;
}

/** What one connection is made from. */
interface RestPlan extends Required<
  Pick<RestTransportOptions, 'maxEvents' | 'longPollMs' | 'maxFrameLength'>
> {
  readonly url: string;
  readonly client: HttpClient;
  readonly credentials: Credentials;
  readonly sink: WireSink;
  readonly scheduler: SchedulerLike | undefined;
}

/** POST for each request, one long poll for each session. */
class RestWire implements Wire {
  readonly kind = 'poll';
  readonly #plan: RestPlan;
  readonly #encode: ReturnType<typeof encoder>;
  readonly #posts = new Subscription();
  #reachable = false;

  constructor(plan: RestPlan) {
    this.#plan = plan;
    this.#encode = encoder(plan.credentials);
  }

  send(request: OutgoingRequest): void {
    const { sink, maxFrameLength } = this.#plan;
    const url = [this.#plan.url, request.session_id, request.handle_id]
      .filter((part) => part !== undefined)
      .join('/');
    const post = this.#http$('POST', url, this.#encode(request)).subscribe({
      next: ({ status, text }) =>
        status === 200
          ? receiveFrame(sink, text, maxFrameLength)
          : sink.sendFailed(
              request.transaction,
              new HttpStatusError(status, request.janus, request.session_id),
            ),
      error: (error: ReturnType<typeof networkFailure>) => sink.sendFailed(request.transaction, error),
    });
    this.#posts.add(post);
  }

  hold$(sessionId: number): Observable<never> {
    const { url, maxEvents, credentials } = this.#plan;
    const query = new URLSearchParams({ maxev: String(maxEvents), ...credentials });
    return longPoll$({
      ...this.#plan,
      sessionId,
      get$: this.#http$('GET', `${url}/${sessionId}?${query.toString()}`),
    });
  }

  close(): void {
    this.#posts.unsubscribe();
    this.#plan.client.close();
  }

  #http$(method: 'GET' | 'POST', url: string, body?: string): Observable<HttpReply> {
    return this.#plan.client.request$({ method, url, ...(body !== undefined && { body }) }).pipe(
      map((reply) => {
        this.#reachable = true;
        return reply;
      }),
      catchError((cause: unknown) => {
        const error = networkFailure(cause, this.#plan.url, this.#reachable);
        this.#reachable = false;
        return throwError(() => error);
      }),
    );
  }
}

const plan$ = (options: RestTransportOptions, sink: WireSink): Observable<RestPlan> => {
  const {
    maxEvents = 100,
    longPollMs = LONG_POLL_MS,
    maxFrameLength = MAX_FRAME_LENGTH,
    connectTimeoutMs = CONNECT_TIMEOUT_MS,
  } = options;
  const client$ = (url: string): Observable<HttpClient> =>
    options.fetch
      ? of(fetchHttp(options.fetch, options.headers))
      : http$({ url, connectTimeoutMs, headers: options.headers, dispatcher: options.dispatcher });
  return urlOf$(options).pipe(
    map((url) => url.replace(/\/+$/, '')),
    switchMap((url) => forkJoin([of(url), credentialsOf$(options), client$(url)])),
    map(([url, credentials, client]) => ({
      url,
      credentials,
      client,
      sink,
      maxEvents,
      longPollMs,
      maxFrameLength,
      scheduler: options.scheduler,
    })),
  );
};

const dial =
  (options: RestTransportOptions): Dial =>
  (sink) =>
    plan$(options, sink).pipe(
      switchMap(
        (plan) =>
          new Observable<Wire>((subscriber) => {
            const wire = new RestWire(plan);
            subscriber.next(wire);
            return () => wire.close();
          }),
      ),
    );

/**
 * A way to a Janus server over its REST interface: a POST for each request, one long poll for each session.
 *
 * Emits its connection without asking the server; the first request tells whether it is there. Over REST the
 * server sees no drop: a session lives until its `session_timeout`, and each session's drop is its own.
 *
 * @param options - Address (with the base path, `/janus` by default on the server), credentials, polling.
 * @example
 * ```ts
 * import { create$, restTransport } from 'rxjs-janus';
 *
 * const session$ = create$(restTransport({ url: 'https://janus.example/janus' }));
 * ```
 * @see https://janus.conf.meetecho.com/docs/rest.html (plain HTTP REST interface)
 */
export const restTransport = (options: RestTransportOptions): JanusTransport =>
  transportOver(dial(options), {
    ...(typeof options.url === 'string' && { url: safeUrl(options.url) }),
    scheduler: options.scheduler,
  });
