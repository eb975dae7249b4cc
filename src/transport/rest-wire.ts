import {
  EMPTY,
  type Observable,
  type SchedulerLike,
  Subscription,
  catchError,
  concat,
  defaultIfEmpty,
  defer,
  finalize,
  ignoreElements,
  map,
  of,
  shareReplay,
  switchMap,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { HttpStatusError } from '../errors/connection-errors.js';
import { ProtocolError } from '../errors/input-errors.js';
import type { JanusClientError } from '../errors/errors.js';
import { decodeFrame } from '../protocol/decode.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Credentials } from './credentials.js';
import type { HttpClient, HttpReply } from './http.js';
import { longPoll$ } from './long-poll.js';
import { networkFailure } from './network-failure.js';
import { pollRules } from './poll-rules.js';
import { tolerating } from './receive.js';
import type { Wire, WireSink } from './wire.js';

/** What one connection is made from. */
export interface RestPlan {
  /** The most events one poll brings. */
  readonly maxEvents: number;
  /** Milliseconds the server holds a poll. */
  readonly longPollMs: number;
  /** The longest body read, characters. */
  readonly maxFrameLength: number;
  /** The base address, without a slash at its end. */
  readonly url: string;
  /** Makes a client with sockets of its own. */
  readonly open: () => HttpClient;
  /** Token and secret. */
  readonly credentials: Credentials;
  /** Where messages go. */
  readonly sink: WireSink;
  /** Where time is told. */
  readonly scheduler: SchedulerLike | undefined;
}

/** How long a farewell waits for the answer to the one before, milliseconds. */
const FAREWELL_MS = 5_000;

/** POST for each request, one long poll for each session. */
export class RestWire implements Wire {
  readonly kind = 'poll';
  readonly rules = pollRules;
  readonly #plan: RestPlan;
  readonly credentials: Credentials;
  readonly #posts = new Subscription();
  readonly #retired: HttpClient[] = [];
  /** The last farewell of each session that is not answered yet. */
  readonly #leaving = new Map<number, Observable<never>>();
  #client: HttpClient;
  /** Whether the newest answer was one; undefined before the first. */
  #reachable: boolean | undefined;

  constructor(plan: RestPlan) {
    this.#plan = plan;
    this.credentials = plan.credentials;
    this.#client = plan.open();
  }

  get missed(): boolean {
    return this.#reachable === false;
  }

  send(request: OutgoingRequest): void {
    const { sink } = this.#plan;
    const url = [this.#plan.url, request.session_id, request.handle_id]
      .filter((part) => part !== undefined)
      .join('/');
    const post$ = this.#http$(
      'POST',
      url,
      this.credentials.encode(request),
      request.janus !== 'message',
    ).pipe(
      map((reply) => this.#answered(request, reply)),
      catchError((error: unknown) => {
        sink.sendFailed(request.transaction, error as JanusClientError);
        return EMPTY;
      }),
    );
    this.#posts.add(this.#inTurn$(request, post$).subscribe());
  }

  /** Farewells of one session go one after another: posts may overtake, and a destroy before its detach has that refused. */
  #inTurn$({ janus, session_id: id = 0 }: OutgoingRequest, post$: Observable<unknown>): Observable<unknown> {
    if (janus !== 'detach' && janus !== 'destroy') return post$;
    const before$ = this.#leaving.get(id) ?? EMPTY;
    const turn$ = concat(before$.pipe(takeUntil(timer(FAREWELL_MS, this.#plan.scheduler))), post$).pipe(
      finalize(() => {
        if (this.#leaving.get(id) === turn$) this.#leaving.delete(id);
      }),
      ignoreElements(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
    this.#leaving.set(id, turn$);
    return turn$;
  }

  /** The reply to a POST answers its request, also where Janus names no transaction in it. */
  #answered({ transaction, janus, session_id }: OutgoingRequest, { status, text }: HttpReply): void {
    const { sink, maxFrameLength } = this.#plan;
    if (status !== 200) return sink.sendFailed(transaction, new HttpStatusError(status, janus, session_id));
    const readable = tolerating(sink, () =>
      sink.receive({ transaction, ...decodeFrame(text, maxFrameLength) }),
    );
    if (!readable) sink.sendFailed(transaction, new ProtocolError(`the answer to ${janus}`));
  }

  hold$(sessionId: number): Observable<never> {
    return longPoll$({ ...this.#plan, sessionId, get$: this.#poll$(sessionId) });
  }

  /** A poll that is refused with 403 is sent again once, if there is another token. */
  #poll$(sessionId: number): Observable<HttpReply> {
    const { url, maxEvents, credentials } = this.#plan;
    const get$ = defer(() => {
      const query = new URLSearchParams({ maxev: String(maxEvents), ...credentials.given });
      return this.#http$('GET', `${url}/${sessionId}?${query.toString()}`);
    });
    return defer(() => {
      const { grant } = credentials;
      const again$ = defer(() => credentials.renewToken$(grant)).pipe(switchMap(() => get$));
      return get$.pipe(
        switchMap((reply) => (reply.status === 403 ? again$.pipe(defaultIfEmpty(reply)) : of(reply))),
      );
    });
  }

  renew(): void {
    this.#client.retire();
    this.#retired.push(this.#client);
    this.#client = this.#plan.open();
  }

  close(): void {
    this.#posts.unsubscribe();
    for (const client of [...this.#retired, this.#client]) client.close();
  }

  #http$(method: 'GET' | 'POST', url: string, body?: string, repeatable = true): Observable<HttpReply> {
    return defer(() => {
      // Several requests break at once when the line does: each looks at what was known when it left. What
      // must not run twice is never taken for refused on mere likelihood.
      const reachable = this.#reachable === true || !repeatable;
      return this.#client.request$({ method, url, ...(body !== undefined && { body }) }).pipe(
        tap({ next: () => (this.#reachable = true), error: () => (this.#reachable = false) }),
        catchError((cause: unknown) => throwError(() => networkFailure(cause, this.#plan.url, reachable))),
      );
    });
  }
}
