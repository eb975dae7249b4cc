import { type Observable, type SchedulerLike, Subscription, catchError, defer, tap, throwError } from 'rxjs';
import { HttpStatusError } from '../errors/connection-errors.js';
import { ProtocolError } from '../errors/input-errors.js';
import type { JanusClientError } from '../errors/errors.js';
import { decodeFrame } from '../protocol/decode.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import { encoder } from './encode.js';
import type { HttpClient, HttpReply } from './http.js';
import { longPoll$ } from './long-poll.js';
import { networkFailure } from './network-failure.js';
import type { Credentials } from './options.js';
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

/** POST for each request, one long poll for each session. */
export class RestWire implements Wire {
  readonly kind = 'poll';
  readonly #plan: RestPlan;
  readonly #encode: ReturnType<typeof encoder>;
  readonly #posts = new Subscription();
  readonly #retired: HttpClient[] = [];
  #client: HttpClient;
  #reachable = false;

  constructor(plan: RestPlan) {
    this.#plan = plan;
    this.#encode = encoder(plan.credentials);
    this.#client = plan.open();
  }

  send(request: OutgoingRequest): void {
    const { sink } = this.#plan;
    const url = [this.#plan.url, request.session_id, request.handle_id]
      .filter((part) => part !== undefined)
      .join('/');
    const post = this.#http$('POST', url, this.#encode(request), request.janus !== 'message').subscribe({
      next: (reply) => this.#answered(request, reply),
      error: (error: unknown) => sink.sendFailed(request.transaction, error as JanusClientError),
    });
    this.#posts.add(post);
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
    const { url, maxEvents, credentials } = this.#plan;
    const query = new URLSearchParams({ maxev: String(maxEvents), ...credentials });
    return longPoll$({
      ...this.#plan,
      sessionId,
      get$: this.#http$('GET', `${url}/${sessionId}?${query.toString()}`),
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
      const reachable = this.#reachable || !repeatable;
      return this.#client.request$({ method, url, ...(body !== undefined && { body }) }).pipe(
        tap({ next: () => (this.#reachable = true), error: () => (this.#reachable = false) }),
        catchError((cause: unknown) => throwError(() => networkFailure(cause, this.#plan.url, reachable))),
      );
    });
  }
}
