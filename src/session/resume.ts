import { type Observable, defer } from 'rxjs';
import { shareLatest } from '../internal/share-latest.js';
import type { JanusTransport } from '../transport/transport.js';
import type { SessionOptions } from './options.js';
import { session$ } from './pipeline.js';
import type { JanusSession } from './session.js';
import { readSnapshot } from './snapshot.js';

/**
 * The session of a snapshot, claimed: after a page reload, or in another process.
 *
 * As {@link claim$} otherwise. `snapshot().handles` of the session that it emits are those that were stored, to be
 * given to {@link JanusSession.reattach$}. Errors with {@link InvalidArgumentError} when it is no snapshot.
 *
 * @param janus$ - The way to the server.
 * @param snapshot - What `session.snapshot()` gave, also after a way through JSON.
 * @param options - Keep-alive, reclaim, deadlines, teardown.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { resume$, webSocketTransport } from 'rxjs-janus';
 * import { echoTest } from 'rxjs-janus/echotest';
 *
 * const stored: unknown = JSON.parse(sessionStorage.getItem('call') ?? 'null');
 * const echo$ = resume$(webSocketTransport({ url: 'wss://janus.example/ws' }), stored).pipe(
 *   switchMap((session) => {
 *     const handle = session.snapshot().handles.find(({ plugin }) => plugin === echoTest.package);
 *     return handle
 *       ? session.reattach$(echoTest, handle.handleId, { resume: handle })
 *       : session.attach$(echoTest);
 *   }),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/rest.html (claiming a session)
 */
export const resume$ = (
  janus$: JanusTransport,
  snapshot: unknown,
  options: SessionOptions = {},
): Observable<JanusSession> =>
  defer(() => {
    const { sessionId: id, handles } = readSnapshot(snapshot);
    return session$(janus$, { by: 'claim', id, handles }, options);
  }).pipe(shareLatest());
