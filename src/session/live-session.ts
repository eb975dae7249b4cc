import { type Observable, catchError, defer, distinctUntilChanged, map, of, startWith } from 'rxjs';
import type { Handle } from '../handle/handle.js';
import type { Gap } from '../handle/host.js';
import type { HandleOf, Plugin } from '../handle/plugin.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import type { SessionVerb } from '../protocol/verbs.js';
import { attach$, reattach$ } from './attach.js';
import type { SessionCore } from './core.js';
import type { AttachOptions, JanusSession, ReattachOptions } from './session.js';
import type { SessionSnapshot } from './snapshot.js';
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
    return this.#core.status$;
  }

  get gap$(): Observable<Gap> {
    return this.#core.gap$;
  }

  get snapshot$(): Observable<SessionSnapshot> {
    return defer(() => this.#core.handles.changed$.pipe(startWith(undefined))).pipe(
      map(() => this.snapshot()),
      distinctUntilChanged((one, other) => JSON.stringify(one.handles) === JSON.stringify(other.handles)),
    );
  }

  snapshot(): SessionSnapshot {
    const { handles, exchange } = this.#core;
    return { version: 1, sessionId: this.id, savedAt: exchange.now(), handles: handles.snapshots };
  }

  attach$<P extends Plugin>(plugin: P, options?: AttachOptions): Observable<HandleOf<P>>;
  attach$(plugin: string, options?: AttachOptions): Observable<Handle>;
  attach$(plugin: Plugin | string, options?: AttachOptions): Observable<Handle> {
    return attach$(this.#core, plugin, options);
  }

  reattach$<P extends Plugin>(
    plugin: P,
    handleId: number,
    options?: ReattachOptions,
  ): Observable<HandleOf<P>>;
  reattach$(plugin: string, handleId: number, options?: ReattachOptions): Observable<Handle>;
  reattach$(plugin: Plugin | string, handleId: number, options?: ReattachOptions): Observable<Handle> {
    return reattach$(this.#core, plugin, handleId, options);
  }

  request$(
    verb: SessionVerb,
    fields: Omit<RequestBody, 'janus' | 'session_id'> = {},
  ): Observable<JanusMessage> {
    return this.#core.request$({ ...fields, janus: verb, session_id: this.id });
  }

  destroy$(): Observable<void> {
    const core = this.#core;
    return defer(() => {
      if (core.ended) throw core.ended;
      core.destroying = true;
      // In a gap a line that we no longer listen to may still carry it; the next line's claim then tells.
      if (!core.live) core.lost.destroy(this.id);
      const body = { janus: 'destroy', session_id: this.id } as const;
      return core.request$(body, { read: () => core.destroyed() }).pipe(
        // Ended meanwhile, and without a failure: that is what was asked for.
        catchError((error: unknown) => {
          if (core.ended?.kind === 'session-ended') return of(undefined);
          throw error;
        }),
      );
    });
  }
}
