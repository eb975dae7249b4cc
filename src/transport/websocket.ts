import { NEVER, Observable, catchError, defer, forkJoin, map, merge, of, switchMap, throwError } from 'rxjs';
import { webSocket$ } from '#platform';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { type Credentials, credentialsOf$ } from './credentials.js';
import { KeptSocket, type WebSocketFactory } from './kept-socket.js';
import { MAX_FRAME_LENGTH, type TransportOptions, fixedUrl, inTime, urlOf$ } from './options.js';
import { receiveFrame } from './receive.js';
import { makeWebSocketObservable } from './rxjs-websockets.js';
import { transportOver } from './transport-over.js';
import type { JanusTransport } from './transport.js';
import type { Dial, Wire, WireSink } from './wire.js';

/** What {@link webSocketTransport} takes. */
export interface WebSocketTransportOptions extends TransportOptions {
  /** The subprotocol; Janus drops whoever asks for another than `'janus-protocol'`, the default. */
  readonly protocols?: string | string[];
  /** Makes the WebSocket: the `ws` package in Node and the platform's elsewhere by default. */
  readonly makeWebSocket?: WebSocketFactory;
  /** Node: handed to the `ws` constructor as it is (`headers`, `agent`, `ca`, `maxPayload`, ...). */
  readonly socketOptions?: Readonly<Record<string, unknown>>;
}

/** What one socket is made from. */
interface SocketPlan {
  readonly url: string;
  readonly protocols: string | string[];
  readonly make: WebSocketFactory;
  readonly credentials: Credentials;
  readonly maxFrameLength: number;
}

const plan$ = (
  options: WebSocketTransportOptions,
  sink: WireSink,
  picked: string,
): Observable<SocketPlan> => {
  const {
    protocols = 'janus-protocol',
    makeWebSocket,
    socketOptions,
    maxFrameLength = MAX_FRAME_LENGTH,
  } = options;
  const make$ = makeWebSocket ? of(makeWebSocket) : webSocket$(socketOptions);
  return forkJoin([urlOf$(options, sink, picked), credentialsOf$(options), make$]).pipe(
    map(([url, credentials, make]) => ({
      url,
      protocols,
      make,
      credentials,
      maxFrameLength,
    })),
  );
};

/** One socket: emits the wire when it is open, errors with what is known of why it closed. */
const socket$ = (
  { url, protocols, make, credentials, maxFrameLength }: SocketPlan,
  sink: WireSink,
): Observable<Wire> =>
  defer(() => {
    // Not through the input stream: what a socket throws there is thrown at nobody.
    const send: Wire['send'] = (request) => kept?.send(credentials.encode(request));
    let kept: KeptSocket | undefined;
    const makeWebSocket = (at: string, as: string | string[]): KeptSocket =>
      (kept = new KeptSocket(make(at, as)));
    return makeWebSocketObservable<string>(url, { protocols, makeWebSocket }).pipe(
      // The messages are hot: they are subscribed to before anybody hears of the wire.
      switchMap((responses$) =>
        merge(
          incoming$(responses$(NEVER), sink, maxFrameLength),
          of<Wire>({ kind: 'stream', send, credentials }),
        ),
      ),
      catchError((cause: unknown) => throwError(() => new ConnectionLostError({ cause, ...kept?.closed }))),
    );
  });

const incoming$ = (frame$: Observable<unknown>, sink: WireSink, maxFrameLength: number): Observable<never> =>
  new Observable<never>((subscriber) =>
    frame$.subscribe({
      next: (frame) => receiveFrame(sink, frame, maxFrameLength),
      error: (error: unknown) => subscriber.error(error),
    }),
  );

const dial =
  (options: WebSocketTransportOptions): Dial =>
  (sink, picked) =>
    plan$(options, sink, picked).pipe(
      switchMap((plan) => socket$(plan, sink)),
      inTime(options),
    );

/**
 * A way to a Janus server over one WebSocket.
 *
 * Subscribing opens the socket, the last unsubscribe closes it. Errors with {@link ConnectionFailedError}
 * when it does not open, and with {@link ConnectionLostError} (close code, reason, cause) when it drops;
 * subscribing again opens a new one. Sessions, requests and direct subscribers share one socket.
 *
 * @param options - Address, credentials and what the platform's WebSocket takes.
 * @example
 * ```ts
 * import { create$, webSocketTransport } from 'rxjs-janus';
 *
 * const janus$ = webSocketTransport({ url: 'wss://janus.example/ws' });
 * const session$ = create$(janus$);
 * ```
 * @see https://janus.conf.meetecho.com/docs/rest.html (WebSockets interface)
 */
export const webSocketTransport = (options: WebSocketTransportOptions): JanusTransport =>
  transportOver(dial(options), { ...options, url: fixedUrl(options) });
