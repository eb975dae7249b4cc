import type { Observable } from 'rxjs';
import type { JanusTransport } from '../transport/transport.js';
import type { SessionOptions } from './options.js';
import { session$ } from './pipeline.js';
import type { JanusSession } from './session.js';

/** What {@link create$} takes. */
export interface CreateOptions extends SessionOptions {
  /** The id that the session shall have; the server's choice by default. */
  readonly id?: number;
}

/**
 * A new session, alive while somebody is subscribed.
 *
 * Cold until its first subscriber, then shared: emits one {@link JanusSession}, keeps it alive, claims it back after a
 * drop, and destroys it (or leaves it, on `teardown: 'abandon'`) when the last subscriber goes. Completes
 * after `destroy$`. Errors with {@link ConnectionFailedError} or {@link ConnectionLostError} when there is
 * no line at first, {@link ServerError} when refused, and later with {@link SessionReclaimError},
 * {@link SessionLostError}, {@link SessionTimeoutError} or {@link SessionSupersededError}. After its end a
 * new subscription makes a new session.
 *
 * ![It creates when it is subscribed to, and destroys at the end](../../docs/pictures/create.svg)
 *
 * @param janus$ - The way to the server.
 * @param options - Keep-alive, reclaim, deadlines, teardown.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { echoTest } from 'rxjs-janus/echotest';
 *
 * const session$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' }));
 * const echo$ = session$.pipe(switchMap((session) => session.attach$(echoTest)));
 * ```
 * @see https://janus.conf.meetecho.com/docs/rest.html (creating a session)
 */
export const create$ = (janus$: JanusTransport, options: CreateOptions = {}): Observable<JanusSession> =>
  session$(janus$, { by: 'create', id: options.id }, options);
