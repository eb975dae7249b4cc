import type { SchedulerLike } from 'rxjs';
import { type RestTransportOptions, restTransport } from '../transport/rest.js';
import type { JanusTransport } from '../transport/transport.js';
import { type WebSocketTransportOptions, webSocketTransport } from '../transport/websocket.js';

/** What a transport that Angular holds is given: timers that start no change detection. */
export interface TransportSurroundings {
  /** Where its timers are to run. */
  readonly scheduler: SchedulerLike;
}

/** Makes the transport, in an injection context, in a browser only. */
export type TransportFactory = (surroundings: TransportSurroundings) => JanusTransport;

/** Options, or what gives them: it is called in an injection context, so that it may `inject`. */
export type OptionsOrFactory<O> = Omit<O, 'scheduler'> | (() => Omit<O, 'scheduler'>);

const read = <O>(options: OptionsOrFactory<O>): Omit<O, 'scheduler'> =>
  typeof options === 'function' ? options() : options;

/**
 * The server over one WebSocket, for {@link provideJanus}.
 *
 * @param options - What `webSocketTransport` takes; or a function that gives it and may `inject`.
 * @example
 * ```ts
 * import { InjectionToken, inject } from '@angular/core';
 * import type { Observable } from 'rxjs';
 * import { provideJanus, withWebSocket } from 'rxjs-janus/angular';
 *
 * declare const TOKEN: InjectionToken<Observable<string>>; // an Observable of a token, from your sign-in
 *
 * const providers = [
 *   provideJanus({ transport: withWebSocket(() => ({ url: 'wss://janus.example/ws', token: inject(TOKEN) })) }),
 * ];
 * ```
 */
export const withWebSocket =
  (options: OptionsOrFactory<WebSocketTransportOptions>): TransportFactory =>
  (surroundings) =>
    webSocketTransport({ ...read(options), ...surroundings });

/**
 * The server over REST by the platform's `fetch`, for {@link provideJanus}; `HttpClient` and its interceptors are not used.
 *
 * @param options - What `restTransport` takes; or a function that gives it and may `inject`.
 * @example
 * ```ts
 * import { provideJanus, withRest } from 'rxjs-janus/angular';
 *
 * const providers = [provideJanus({ transport: withRest({ url: 'https://janus.example/janus' }) })];
 * ```
 */
export const withRest =
  (options: OptionsOrFactory<RestTransportOptions>): TransportFactory =>
  (surroundings) =>
    restTransport({ ...read(options), ...surroundings });
