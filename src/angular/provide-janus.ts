import {
  DestroyRef,
  type EnvironmentProviders,
  NgZone,
  PLATFORM_ID,
  inject,
  makeEnvironmentProviders,
} from '@angular/core';
import { type SchedulerLike, asyncScheduler } from 'rxjs';
import type { SessionOptions } from '../session/options.js';
import type { OrElse } from '../session/open-session.js';
import type { SnapshotStore } from '../session/store.js';
import { JANUS, JANUS_SESSION, JANUS_TRANSPORT, type Janus } from './janus.js';
import { HeldJanus } from './held-janus.js';
import { outsideZone } from './through-zone.js';
import { idleTransport, transportIn } from './transport-in.js';
import type { TransportFactory } from './transports.js';

/** What {@link provideJanus} takes. */
export interface JanusOptions {
  /** The way to the server: {@link withWebSocket}, {@link withRest}, or a function of your own. */
  readonly transport: TransportFactory;
  /** Keep-alive, reclaim, deadlines, teardown of the application's session. */
  readonly session?: Omit<SessionOptions, 'scheduler'>;
  /** Where the session is kept over a reload, `webStore(() => sessionStorage)` for example; nowhere by default. */
  readonly store?: SnapshotStore;
  /** What follows when the server no longer knows the stored session: a new one (the default), or the error. */
  readonly orElse?: OrElse;
  /** Where timers run, outside the zone in any case; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

const makeJanus = (options: JanusOptions): Janus => {
  const zone = inject(NgZone);
  const scheduler = outsideZone(options.scheduler ?? asyncScheduler, zone);
  // The value that Angular gives its server platform; `isPlatformServer` would take @angular/common for it.
  const onServer = inject(PLATFORM_ID) === ('server' as unknown);
  const janus$ = onServer ? idleTransport(zone) : transportIn(options.transport({ scheduler }), zone);
  return new HeldJanus(janus$, { ...options, scheduler, zone, onServer, destroyRef: inject(DestroyRef) });
};

/**
 * Provides a Janus server to an application or to a route: {@link injectJanus} gives it.
 *
 * Nothing connects before somebody subscribes to the session, and nothing at all where a page is rendered on the server.
 * Keep-alives, sockets and timers run outside Angular's zone; what they tell comes into the zone that was
 * subscribed in.
 *
 * @param options - The way to the server, and how the application's session is kept.
 * @example
 * ```ts
 * import type { ApplicationConfig } from '@angular/core';
 * import { webStore } from 'rxjs-janus';
 * import { provideJanus, withWebSocket } from 'rxjs-janus/angular';
 *
 * export const config: ApplicationConfig = {
 *   providers: [
 *     provideJanus({
 *       transport: withWebSocket({ url: 'wss://janus.example/ws' }),
 *       store: webStore(() => sessionStorage),
 *     }),
 *   ],
 * };
 * ```
 */
export const provideJanus = (options: JanusOptions): EnvironmentProviders =>
  makeEnvironmentProviders([
    { provide: JANUS, useFactory: () => makeJanus(options) },
    { provide: JANUS_TRANSPORT, useFactory: () => inject(JANUS).transport$ },
    { provide: JANUS_SESSION, useFactory: () => inject(JANUS).session$ },
  ]);
