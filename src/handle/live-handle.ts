import { Observable, type Observer, catchError, defer, of, tap, throwError } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { HandleDetachedError, HandleEndedError } from '../errors/session-errors.js';
import type { CallOptions } from '../exchange/call.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import type { RequestVerb } from '../protocol/verbs.js';
import type { Handle, HandleSnapshot, MessageOptions, Reply, Trickle } from './handle.js';
import type { Gap, HandleHost } from './host.js';
import { Listening } from './listening.js';
import type { Plugin } from './plugin.js';
import { type Answer, replyOf, requestOf, toInput } from './reply.js';
import { trickled } from './trickle.js';

/** A handle over what the session lends it. */
export class LiveHandle extends Listening implements Handle {
  readonly id: number;
  readonly plugin: string;
  readonly #host: HandleHost;
  readonly #contract: Plugin;
  readonly #holder: Observer<Handle>;
  #leaving = false;

  constructor(id: number, host: HandleHost, contract: Plugin, holder: Observer<Handle>, saved?: unknown) {
    super(host, contract, saved);
    this.id = id;
    this.plugin = contract.package;
    this.#host = host;
    this.#contract = contract;
    this.#holder = holder;
    if (saved !== undefined) this.resync();
  }

  get sessionId(): number {
    return this.#host.sessionId;
  }

  get gap$(): Observable<Gap> {
    return this.#host.gap$;
  }

  snapshot(): HandleSnapshot {
    const state = this.folded?.saved;
    return { handleId: this.id, plugin: this.plugin, ...(state && { state }) };
  }

  message$(body: object, options: MessageOptions = {}): Observable<Reply> {
    return this.#send$(undefined, body, options);
  }

  request$(verb: string, fields: object = {}, options: MessageOptions = {}): Observable<Reply> {
    const repeatable = this.#contract.verbs[verb]?.repeatable ?? false;
    return this.#send$(verb, { ...fields, request: verb }, { idempotent: repeatable, ...options });
  }

  trickle$(candidate: Trickle): Observable<void> {
    return this.#done$('trickle', trickled(candidate));
  }

  hangup$(): Observable<void> {
    return this.#done$('hangup');
  }

  detach$(): Observable<void> {
    return defer(() => {
      if (this.ended) return throwError(() => this.ended);
      this.#leaving = true;
      return this.#done$('detach').pipe(
        tap(() => this.#left()),
        // `detached` may come before the answer, or the handle was gone already: that is what was asked for.
        catchError((error: unknown) => {
          if (this.ended?.kind === 'handle-ended') return of(undefined);
          this.#leaving = false;
          throw error;
        }),
      );
    });
  }

  /** A message that came for this handle. */
  receive(message: JanusMessage): void {
    this.hear(message);
    if (message.janus !== 'detached') return;
    const error = new HandleDetachedError(this.sessionId, this.id, this.plugin);
    if (this.#leaving) this.#left();
    else this.over(error, error);
  }

  /** Events were missed, or none were heard yet: the server is asked for the state, where the plugin keeps one. */
  resync(): void {
    this.folded?.resync(({ verb, fields = {} }) => {
      const body = { ...fields, request: verb };
      const read = (message: JanusMessage): Answer => toInput(message, verb, body, this, this.#contract);
      return this.#call$('message', { body }, { repeatable: true, name: verb, read });
    });
  }

  /** Ends it: its users hear of an error when it was lost, and of none when it was ended by us. */
  over(cause: JanusClientError, error?: JanusClientError): void {
    this.ended = cause;
    this.#host.failAll(cause, this.id);
    this.end(error);
    if (error) this.#holder.error(error);
    else this.#holder.complete();
  }

  /** Nobody holds it any more. Whether it was there until then. */
  release(): boolean {
    if (this.ended) return false;
    this.#left();
    return true;
  }

  #left(): void {
    this.over(new HandleEndedError(this.sessionId, this.id));
  }

  #send$(
    known: string | undefined,
    body: unknown,
    { jsep, timeoutMs, idempotent: repeatable = false }: MessageOptions,
  ): Observable<Reply> {
    if (typeof body !== 'object' || body === null)
      return throwError(() => new InvalidArgumentError('body', 'an object', body));
    const name = known ?? requestOf(body);
    const read = (message: JanusMessage): Reply => {
      const input = toInput(message, name, body, this, this.#contract);
      this.folded?.fold(input);
      return replyOf(input);
    };
    const more = jsep ? { body, jsep } : { body };
    return this.#call$('message', more, { timeoutMs, repeatable, name, read });
  }

  #done$(janus: 'trickle' | 'hangup' | 'detach', more: Partial<RequestBody> = {}): Observable<void> {
    return this.#call$(janus, more, { read: () => undefined });
  }

  /** No operator stands between a request and its subscriber: each would cost as much as the request itself. */
  #call$<T>(janus: RequestVerb, more: Partial<RequestBody>, options: CallOptions<T>): Observable<T> {
    return new Observable((subscriber) => {
      if (this.ended) throw this.ended;
      const ids = {
        janus,
        transaction: this.#host.transaction(),
        session_id: this.sessionId,
        handle_id: this.id,
      };
      return this.#host.open(Object.assign(ids, more), options, subscriber);
    });
  }
}
