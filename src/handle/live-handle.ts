import { Observable, Subject, type Subscriber, catchError, defer, of, tap, throwError } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { HandleDetachedError, HandleEndedError } from '../errors/session-errors.js';
import type { CallOptions } from '../exchange/call.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { Candidate } from '../protocol/jsep.js';
import type { RequestBody } from '../protocol/requests.js';
import { type HandleEvent, toHandleEvent } from './events.js';
import type { Handle, MessageOptions, Reply, Trickle } from './handle.js';
import type { Gap, HandleHost } from './host.js';
import type { Plugin } from './plugin.js';
import { toReply } from './reply.js';

const trickleFields = (candidate: Trickle): Pick<RequestBody, 'candidate' | 'candidates'> => {
  if (candidate === null) return { candidate: { completed: true } };
  return isMany(candidate) ? { candidates: candidate } : { candidate };
};

const isMany = (candidate: Trickle): candidate is readonly Candidate[] => Array.isArray(candidate);

/** A handle over what the session lends it. */
export class LiveHandle implements Handle {
  readonly id: number;
  readonly plugin: string;
  readonly #host: HandleHost;
  readonly #contract: Plugin;
  readonly #holder: Subscriber<Handle>;
  // Made when somebody listens: most handles of a large service are never listened to.
  #event: Subject<HandleEvent> | undefined;
  #ended: JanusClientError | undefined;
  #leaving = false;

  constructor(id: number, host: HandleHost, contract: Plugin, holder: Subscriber<Handle>) {
    this.id = id;
    this.plugin = contract.package;
    this.#host = host;
    this.#contract = contract;
    this.#holder = holder;
  }

  get sessionId(): number {
    return this.#host.sessionId;
  }

  get event$(): Observable<HandleEvent> {
    return defer(() => (this.#ended ? throwError(() => this.#ended) : this.#events$()));
  }

  get gap$(): Observable<Gap> {
    return this.#host.gap$;
  }

  message$(body: object, options: MessageOptions = {}): Observable<Reply> {
    return this.#send$('message', body, options);
  }

  request$(verb: string, fields: object = {}, options: MessageOptions = {}): Observable<Reply> {
    const repeatable = this.#contract.verbs[verb]?.repeatable ?? false;
    return this.#send$(verb, { ...fields, request: verb }, { idempotent: repeatable, ...options });
  }

  trickle$(candidate: Trickle): Observable<void> {
    return this.#done$({ janus: 'trickle', ...trickleFields(candidate) });
  }

  hangup$(): Observable<void> {
    return this.#done$({ janus: 'hangup' });
  }

  detach$(): Observable<void> {
    return defer(() => {
      if (this.#ended) return throwError(() => this.#ended);
      this.#leaving = true;
      return this.#done$({ janus: 'detach' }).pipe(
        tap(() => this.#left()),
        // `detached` may come before the answer, or the handle was gone already: that is what was asked for.
        catchError((error: unknown) => {
          if (this.#ended?.kind === 'handle-ended') return of(undefined);
          this.#leaving = false;
          return throwError(() => error);
        }),
      );
    });
  }

  /** A message that came for this handle. */
  receive(message: JanusMessage): void {
    this.#event?.next(toHandleEvent(message));
    if (message.janus !== 'detached') return;
    if (this.#leaving) this.#left();
    else this.detached();
  }

  /** The server no longer has it. */
  detached(): void {
    const error = new HandleDetachedError(this.sessionId, this.id, this.plugin);
    this.#end(error);
    this.#event?.error(error);
    this.#holder.error(error);
  }

  /** The session is over: lost with an error, or ended by us. */
  sessionOver(error: JanusClientError | undefined, cause: JanusClientError): void {
    this.#ended = cause;
    if (error) {
      this.#event?.error(error);
      this.#holder.error(error);
    } else {
      this.#event?.complete();
      this.#holder.complete();
    }
  }

  /** Nobody holds it any more. */
  release(): void {
    if (this.#ended) return;
    this.#left();
    this.#host.release(this.id);
  }

  #left(): void {
    this.#end(new HandleEndedError(this.sessionId, this.id));
    this.#event?.complete();
    this.#holder.complete();
  }

  #end(error: JanusClientError): void {
    this.#ended = error;
    this.#host.failCalls(this.id, error);
  }

  #events$(): Observable<HandleEvent> {
    this.#event ??= new Subject();
    return this.#event;
  }

  #send$(verb: string, body: unknown, { jsep, timeoutMs, idempotent }: MessageOptions): Observable<Reply> {
    if (typeof body !== 'object' || body === null)
      return throwError(() => new InvalidArgumentError('body', 'an object', body));
    return this.#call$(
      { janus: 'message', body, ...(jsep && { jsep }) },
      {
        timeoutMs,
        repeatable: idempotent ?? false,
        name: verb,
        read: (message) => toReply(message, verb, this, this.#contract),
      },
    );
  }

  #done$(body: RequestBody): Observable<void> {
    return this.#call$(body, { read: () => undefined });
  }

  /** No operator stands between a request and its subscriber: each would cost as much as the request itself. */
  #call$<T>(body: RequestBody, options: CallOptions<T>): Observable<T> {
    const request = Object.assign({}, body, { session_id: this.sessionId, handle_id: this.id });
    return new Observable((subscriber) =>
      this.#ended ? subscriber.error(this.#ended) : this.#host.desk.open(request, options, subscriber),
    );
  }
}
