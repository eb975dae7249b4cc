import { type Observable, type SchedulerLike, map, switchMap, take } from 'rxjs';
import { ProtocolError } from '../errors/input-errors.js';
import { exchangeOf } from '../exchange/exchange.js';
import type { PongMessage, ServerInfoMessage } from '../protocol/messages.js';
import type { JanusTransport } from '../transport/transport.js';

/** What {@link info$} and {@link ping$} take. */
export interface ServerRequestOptions {
  /** Milliseconds until the request is given up; 10,000 by default. */
  readonly timeoutMs?: number;
  /** Where the deadline is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

const ask$ = (
  janus$: JanusTransport,
  verb: 'info' | 'ping',
  { timeoutMs, scheduler }: ServerRequestOptions,
): Observable<ServerInfoMessage | PongMessage> =>
  exchangeOf(janus$, scheduler).line$.pipe(
    switchMap((line) => line.request$({ janus: verb }, { timeoutMs })),
    map((message) => {
      if (message.janus === 'server_info' || message.janus === 'pong') return message;
      throw new ProtocolError(`the answer to ${verb} is "${message.janus}"`);
    }),
    take(1),
  );

/**
 * What the server says of itself: release, plugins, time-outs.
 *
 * Cold: asks once per subscription over the line that sessions use, emits the answer and completes. Needs no
 * token and no secret. Errors with {@link ConnectionFailedError}, {@link ConnectionLostError} or {@link RequestTimeoutError}.
 *
 * @param janus$ - The way to the server.
 * @param options - The deadline.
 */
export const info$ = (
  janus$: JanusTransport,
  options: ServerRequestOptions = {},
): Observable<ServerInfoMessage> => ask$(janus$, 'info', options) as Observable<ServerInfoMessage>;

/**
 * Whether the server answers.
 *
 * Cold: asks once per subscription, emits the `pong` and completes. Errors as {@link info$}. It keeps no session alive.
 *
 * @param janus$ - The way to the server.
 * @param options - The deadline.
 */
export const ping$ = (janus$: JanusTransport, options: ServerRequestOptions = {}): Observable<PongMessage> =>
  ask$(janus$, 'ping', options) as Observable<PongMessage>;
