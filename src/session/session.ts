import type { Observable } from 'rxjs';
import type { Handle, HandleSnapshot } from '../handle/handle.js';
import type { Gap } from '../handle/host.js';
import type { HandleOf, Plugin } from '../handle/plugin.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import type { SessionVerb } from '../protocol/verbs.js';
import type { SessionSnapshot } from './snapshot.js';
import type { SessionStatus } from './status.js';

/** What {@link JanusSession.attach$} takes. */
export interface AttachOptions {
  /** A name of the application's own for the handle, seen in the server's event handlers and its admin API. */
  readonly opaqueId?: string;
}

/** What {@link JanusSession.reattach$} takes. */
export interface ReattachOptions {
  /** What was stored of the handle: its plugin then asks the server for the state, and tells it. */
  readonly resume?: HandleSnapshot;
}

/**
 * A session on the server, living while somebody is subscribed to the `create$`, `claim$` or `openSession$` that gave it.
 *
 * After its end every method errors: with the error that ended it, or with {@link SessionEndedError}.
 */
export interface JanusSession {
  /** The session's id. A capability: whoever knows it, and a valid token or secret where the server wants one, may claim the session. */
  readonly id: number;
  /** Replays the newest status; completes after `ended`, never errors. */
  readonly status$: Observable<SessionStatus>;
  /** Hot: emits after each claim that followed a drop; completes with the session. */
  readonly gap$: Observable<Gap>;
  /** Replays the newest {@link JanusSession.snapshot}; emits when what it keeps changes, completes with the session, never errors. */
  readonly snapshot$: Observable<SessionSnapshot>;
  /** What to store in order to {@link resume$} it, from another page or process. */
  snapshot(): SessionSnapshot;
  /**
   * Attaches to a plugin. Cold until its first subscriber, then shared: emits one handle, which lives while somebody is
   * subscribed and is detached at the end. Completes when the handle or the session is ended by us, errors
   * with {@link HandleDetachedError} when the server detaches it and with the session's error when that is lost.
   *
   * @param plugin - A plugin of this library's or of your own, or any plugin's package name.
   * @param options - The handle's name.
   */
  attach$<P extends Plugin>(plugin: P, options?: AttachOptions): Observable<HandleOf<P>>;
  /**
   * The same by a package name: a handle without verbs of its own.
   *
   * @param plugin - The package name, `'janus.plugin.videoroom'` for example.
   * @param options - The handle's name.
   */
  attach$(plugin: string, options?: AttachOptions): Observable<Handle>;
  /**
   * A handle that exists on the server already, after a reload or from another process: sends nothing, and
   * emits at once. In a gap it emits too, and its requests wait. Errors with {@link InvalidArgumentError} when
   * the snapshot is of another handle or plugin. Else as {@link JanusSession.attach$}, the `detach` at the end included.
   *
   * @param plugin - The plugin it is attached to.
   * @param handleId - The handle's id.
   * @param options - What was stored of it.
   */
  reattach$<P extends Plugin>(
    plugin: P,
    handleId: number,
    options?: ReattachOptions,
  ): Observable<HandleOf<P>>;
  /**
   * The same by a package name: a handle without verbs of its own.
   *
   * @param plugin - The package name.
   * @param handleId - The handle's id.
   * @param options - What was stored of it.
   */
  reattach$(plugin: string, handleId: number, options?: ReattachOptions): Observable<Handle>;
  /**
   * Sends a verb of the core to the session. Emits the server's answer once, and completes.
   *
   * @param verb - The verb.
   * @param fields - The other fields of the request.
   */
  request$(verb: SessionVerb, fields?: Omit<RequestBody, 'janus' | 'session_id'>): Observable<JanusMessage>;
  /** Ends the session for all its subscribers, in a gap as soon as a line opens. Emits once when the server has done it, and completes. */
  destroy$(): Observable<void>;
}
