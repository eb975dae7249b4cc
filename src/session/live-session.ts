import { type Observable, catchError, defer, map, of, tap, throwError } from 'rxjs';
import type { Handle } from '../handle/handle.js';
import type { Gap } from '../handle/host.js';
import type { HandleOf, Plugin } from '../handle/plugin.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import type { SessionVerb } from '../protocol/verbs.js';
import { attach$, reattach$ } from './attach.js';
import type { SessionCore } from './core.js';
import type { AttachOptions, JanusSession } from './session.js';
import type { SessionStatus } from './status.js';

/** What users hold of a session. */
export class LiveSession implements JanusSession {
  readonly id: number;
  readonly #core: SessionCore;

  constructor(core: SessionCore) {
    this.#core = core;
    this.id = core.sessionId;
  }

  get status$(): Observable<SessionStatus> {
    return this.#core.history.status$;
  }

  get gap$(): Observable<Gap> {
    return this.#core.gap$;
  }

  attach$<P extends Plugin>(plugin: P, options?: AttachOptions): Observable<HandleOf<P>>;
  attach$(plugin: string, options?: AttachOptions): Observable<Handle>;
  attach$(plugin: Plugin | string, options?: AttachOptions): Observable<Handle> {
    return attach$(this.#core, plugin, options);
  }

  reattach$<P extends Plugin>(plugin: P, handleId: number): Observable<HandleOf<P>>;
  reattach$(plugin: string, handleId: number): Observable<Handle>;
  reattach$(plugin: Plugin | string, handleId: number): Observable<Handle> {
    return reattach$(this.#core, plugin, handleId);
  }

  request$(
    verb: SessionVerb,
    fields: Omit<RequestBody, 'janus' | 'session_id'> = {},
  ): Observable<JanusMessage> {
    return defer(() => this.#core.desk.request$({ ...fields, janus: verb, session_id: this.id }));
  }

  destroy$(): Observable<void> {
    const core = this.#core;
    return defer(() => {
      if (core.ended) return throwError(() => core.ended);
      core.destroying = true;
      // In a gap a line that we no longer listen to may still carry it; the next line's claim then tells.
      if (!core.history.live) core.suspects.destroy(this.id);
      return core.desk.request$({ janus: 'destroy', session_id: this.id }).pipe(
        map(() => undefined),
        tap(() => core.destroyed()),
        // Ended meanwhile, and without a failure: that is what was asked for.
        catchError((error: unknown) =>
          core.ended?.kind === 'session-ended' ? of(undefined) : throwError(() => error),
        ),
      );
    });
  }
}
