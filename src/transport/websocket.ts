import { NEVER, Observable, forkJoin, of, switchMap } from 'rxjs';
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

/** What one socket is made from, beside what is fixed. */
interface SocketPlan {
  readonly url: string;
  readonly credentials: Credentials;
  readonly make: WebSocketFactory;
}

const plan$ = (
  options: WebSocketTransportOptions,
  sink: WireSink,
  picked: string,
): Observable<SocketPlan> => {
  const { makeWebSocket, socketOptions } = options;
  return forkJoin({
    url: urlOf$(options, sink, picked),
    credentials: credentialsOf$(options),
    make: makeWebSocket ? of(makeWebSocket) : webSocket$(socketOptions),
  });
};

/** The wire of an open socket. Its messages are hot: they are subscribed to before anybody hears of the wire. */
const wire$ = (
  frame$: Observable<unknown>,
  sink: WireSink,
  maxFrameLength: number,
  wire: Wire,
): Observable<Wire> =>
  new Observable((subscriber) => {
    const error = (cause: unknown): void => subscriber.error(cause);
    subscriber.add(frame$.subscribe({ next: (frame) => receiveFrame(sink, frame, maxFrameLength), error }));
    subscriber.next(wire);
  });

/** One socket: emits the wire when it is open, errors with what is known of why it closed. */
const socket$ = (
  { protocols = 'janus-protocol', maxFrameLength = MAX_FRAME_LENGTH }: WebSocketTransportOptions,
  { url, credentials, make }: SocketPlan,
  sink: WireSink,
): Observable<Wire> =>
  new Observable((subscriber) => {
    // Not through the input stream: what a socket throws there is thrown at nobody.
    const send: Wire['send'] = (request) => kept?.send(credentials.encode(request));
    let kept: KeptSocket | undefined;
    const makeWebSocket = (at: string, as: string | string[]): KeptSocket =>
      (kept = new KeptSocket(make(at, as)));
    const lost = (cause: unknown): void =>
      subscriber.error(new ConnectionLostError({ cause, ...kept?.closed }));
    const opened$ = makeWebSocketObservable<string>(url, { protocols, makeWebSocket }).pipe(
      switchMap((responses$) =>
        wire$(responses$(NEVER), sink, maxFrameLength, { kind: 'stream', send, credentials }),
      ),
    );
    subscriber.add(opened$.subscribe({ next: (wire) => subscriber.next(wire), error: lost }));
  });

const dial =
  (options: WebSocketTransportOptions): Dial =>
  (sink, picked) =>
    plan$(options, sink, picked).pipe(
      switchMap((plan) => socket$(options, plan, sink)),
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
