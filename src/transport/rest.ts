import { Observable, forkJoin, map, of, switchMap } from 'rxjs';
import { http$ } from '#platform';
import { credentialsOf$ } from './credentials.js';
import { type FetchLike, fetchHttp } from './fetch-http.js';
import type { HttpClient } from './http.js';
import { LONG_POLL_MS } from './long-poll.js';
import {
  CONNECT_TIMEOUT_MS,
  MAX_FRAME_LENGTH,
  type TransportOptions,
  fixedUrl,
  inTime,
  urlOf$,
} from './options.js';
import { type RestPlan, RestWire } from './rest-wire.js';
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

const plan$ = (options: RestTransportOptions, sink: WireSink, picked: string): Observable<RestPlan> => {
  const {
    maxEvents = 100,
    longPollMs = LONG_POLL_MS,
    maxFrameLength = MAX_FRAME_LENGTH,
    connectTimeoutMs = CONNECT_TIMEOUT_MS,
    fetch,
  } = options;
  const open$ = (url: string): Observable<() => HttpClient> =>
    fetch
      ? of(() => fetchHttp(fetch, options.headers))
      : http$({ url, connectTimeoutMs, headers: options.headers, dispatcher: options.dispatcher });
  return urlOf$(options, sink, picked).pipe(
    map((url) => url.replace(/\/+$/, '')),
    switchMap((url) => forkJoin([of(url), credentialsOf$(options), open$(url)])),
    map(([url, credentials, open]) => ({
      url,
      credentials,
      open,
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
  (sink, picked) =>
    plan$(options, sink, picked).pipe(
      switchMap(
        (plan) =>
          new Observable<Wire>((subscriber) => {
            const wire = new RestWire(plan);
            subscriber.next(wire);
            return () => wire.close();
          }),
      ),
      inTime(options),
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
  transportOver(dial(options), { ...options, url: fixedUrl(options) });
