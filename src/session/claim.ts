import type { Observable } from 'rxjs';
import type { JanusTransport } from '../transport/transport.js';
import type { SessionOptions } from './options.js';
import { session$ } from './pipeline.js';
import type { JanusSession } from './session.js';

/**
 * A session that exists on the server, taken over: its events come here from now on, its handles keep their ids.
 *
 * As {@link create$} otherwise, the farewell included. The first claim errors with {@link SessionReclaimError}
 * when the server refuses it (`why: 'not-found'` when the session is gone). Whoever owned the session before is not told.
 *
 * ![It claims when it is subscribed to, and errors where the session is gone](../../docs/pictures/claim.svg)
 *
 * @param janus$ - The way to the server; it may be of another kind than the session was made on.
 * @param sessionId - The session's id.
 * @param options - Keep-alive, reclaim, deadlines, teardown.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { claim$, webSocketTransport } from 'rxjs-janus';
 *
 * const stored = { sessionId: 123, handleId: 456 };
 * const janus$ = webSocketTransport({ url: 'wss://janus.example/ws' });
 * const handle$ = claim$(janus$, stored.sessionId).pipe(
 *   switchMap((session) => session.reattach$('janus.plugin.echotest', stored.handleId)),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/rest.html (claiming a session)
 */
export const claim$ = (
  janus$: JanusTransport,
  sessionId: number,
  options: SessionOptions = {},
): Observable<JanusSession> => session$(janus$, { by: 'claim', id: sessionId }, options);
