import { InjectionToken } from '@angular/core';
import type { Observable, OperatorFunction, SchedulerLike } from 'rxjs';
import type { HandleSnapshot } from '../handle/handle.js';
import type { OpenOptions } from '../session/open-session.js';
import type { JanusSession } from '../session/session.js';
import type { JanusTransport } from '../transport/transport.js';

/** What {@link provideJanus} provides: the way to a server, and the session that the application has there. */
export interface Janus {
  /** The way to the server; its sockets and timers run outside Angular's zone. */
  readonly transport$: JanusTransport;
  /**
   * The application's session, alive while somebody is subscribed: shared by all, emits one session. Completes with
   * the injector that it was provided in, errors as `create$` does. On the server it stays silent.
   */
  readonly session$: Observable<JanusSession>;
  /** Timers that start no change detection, for whatever takes a scheduler. */
  readonly scheduler: SchedulerLike;
  /**
   * A session beside the application's, as `openSession$` gives it; its timers run outside the zone. Silent on the server.
   *
   * @param options - Which session, how long it is kept.
   */
  open$(options?: Omit<OpenOptions, 'scheduler'>): Observable<JanusSession>;
  /** Has what stands above it run outside Angular's zone, and lets its values in again: {@link throughZone}. */
  outside<T>(): OperatorFunction<T, T>;
  /**
   * What was stored of a handle, for the first who asks after the session was resumed; undefined ever after.
   *
   * @param session - The session.
   * @param plugin - The plugin's package name.
   */
  takeStored(session: JanusSession, plugin: string): HandleSnapshot | undefined;
}

/** The token of {@link Janus}; {@link injectJanus} is the short way. */
export const JANUS = new InjectionToken<Janus>('rxjs-janus');

/** The token of the application's transport. */
export const JANUS_TRANSPORT = new InjectionToken<JanusTransport>('rxjs-janus transport');

/** The token of the application's session, an Observable: subscribing opens it. */
export const JANUS_SESSION = new InjectionToken<Observable<JanusSession>>('rxjs-janus session');
