import type { Observable } from 'rxjs';
import type { Candidate, CandidatesCompleted, Jsep } from '../protocol/jsep.js';
import type { HandleEvent, PluginPayload } from './events.js';
import type { Gap } from './host.js';
import type { BareVerb, VerbMap } from './plugin.js';

/** A plugin's answer. */
export interface Reply<D extends object = PluginPayload> {
  /** The plugin's data. */
  readonly data: D;
  /** The session description that came with it. */
  readonly jsep: Jsep | undefined;
  /** The transaction; later events of one request carry the same. */
  readonly transaction: string;
}

/** How one request to a plugin is sent. */
export interface MessageOptions {
  /** A session description that goes with the body. */
  readonly jsep?: Jsep;
  /** Milliseconds until the request is given up; the session's `requestTimeoutMs` by default. */
  readonly timeoutMs?: number;
  /** Whether it is harmless when it runs twice, so that it is sent again after a drop. */
  readonly idempotent?: boolean;
}

/** What {@link Handle.trickle$} takes: one candidate, several, or the end of them (`null`, as a PeerConnection gives it). */
export type Trickle = Candidate | readonly Candidate[] | CandidatesCompleted | null;

/** What is kept of a handle to take it up again: plain JSON, without secrets. */
export interface HandleSnapshot {
  /** The handle's id on the server. */
  readonly handleId: number;
  /** The plugin's package name. */
  readonly plugin: string;
  /** What the plugin needs in order to ask for its state again. */
  readonly state?: object;
}

/**
 * A handle: one attachment to a plugin, living while somebody is subscribed to the `attach$` that gave it.
 *
 * Every method is cold: it sends once per subscription, emits one answer and completes. Requests error with
 * {@link ServerError}, {@link PluginError}, {@link RequestTimeoutError}, {@link RequestInDoubtError}, with
 * {@link HandleEndedError} after the handle's end, and with the session's error after its end.
 */
export interface Handle<V extends VerbMap = VerbMap> {
  /** The handle's id on the server. */
  readonly id: number;
  /** The id of its session. */
  readonly sessionId: number;
  /** The plugin's package name. */
  readonly plugin: string;
  /**
   * Hot: what happens on the handle. Completes when the handle or the session is ended by us, errors with
   * {@link HandleDetachedError} when the server detaches it and with the session's error when that is lost.
   */
  readonly event$: Observable<HandleEvent>;
  /**
   * Hot: emits after each claim that followed a drop; events of that time are lost.
   *
   * ![What the server says without a line is not heard later](../../docs/pictures/gap.svg)
   */
  readonly gap$: Observable<Gap>;
  /**
   * Sends any body to the plugin. Emits the answer, never the ack, and completes.
   *
   * @param body - What the plugin gets.
   * @param options - A session description, a deadline, whether it may be sent twice.
   */
  message$(body: object, options?: MessageOptions): Observable<Reply>;
  /**
   * The same with `request: verb`, typed by the plugin's table; fields may be left out where none is required.
   *
   * @param verb - The verb.
   * @param fields - The other fields of the body.
   * @param options - A session description, a deadline, whether it may be sent twice.
   */
  request$<K extends keyof V & string>(
    verb: K,
    fields: V[K]['fields'],
    options?: MessageOptions,
  ): Observable<Reply<V[K]['reply']>>;
  /**
   * The same for a verb that requires no field.
   *
   * @param verb - The verb.
   */
  request$<K extends BareVerb<V>>(verb: K): Observable<Reply<V[K]['reply']>>;
  /**
   * Tells the server of ICE candidates of ours. Emits once when the server has them, and completes.
   *
   * @param candidate - One, several, or `null` at their end.
   */
  trickle$(candidate: Trickle): Observable<void>;
  /** Ends the PeerConnection; the handle stays usable. Emits once when the server has done it, and completes. */
  hangup$(): Observable<void>;
  /** What to store in order to {@link JanusSession.reattach$} to it, from another page or process. */
  snapshot(): HandleSnapshot;
  /** Ends the handle before its subscription does. Emits once when the server has done it, and completes. */
  detach$(): Observable<void>;
}
