import { NEVER, type Observable, defer, from, map, of, tap } from 'rxjs';
import type { HttpClient, HttpOptions } from '../http.js';
import type { WebSocketFactory } from '../kept-socket.js';
import { CorkedSocket } from './corked-socket.js';
import { undiciHttp } from './undici-http.js';

/** A closing handshake that nobody answers (a half-open line) must not hold the socket for the default of 30 seconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Kept, as an import that was made before still takes a turn of the loop, and a drop has none to lose. */
let ws: Pick<typeof import('ws'), 'WebSocket'> | undefined;

/** Node: `ws`, loaded when it is first used. Small frames are not worth a compressor. */
export const webSocket$ = (options?: Readonly<Record<string, unknown>>): Observable<WebSocketFactory> =>
  defer(() => (ws ? of(ws) : from(import('ws')).pipe(tap((loaded) => (ws = loaded))))).pipe(
    map(
      ({ WebSocket }): WebSocketFactory =>
        (url, protocols) =>
          new CorkedSocket(
            new WebSocket(url, protocols, {
              perMessageDeflate: false,
              ...{ closeTimeout: CLOSE_TIMEOUT_MS },
              ...options,
            }),
          ),
    ),
  );

/** Node: undici's keep-alive pool, loaded when it is first used. */
export const http$ = (options: HttpOptions): Observable<() => HttpClient> =>
  from(import('undici')).pipe(map((undici) => () => undiciHttp(undici, options)));

/** Node is not told when the network comes and goes. */
export const wake$: Observable<unknown> = NEVER;

/** Node is not told when the network comes and goes. */
export const isOnline = (): boolean => true;

/** Node has no tabs that share what they store. */
export const claimedElsewhere$: Observable<number> = NEVER;

/** Node has no tabs that share what they store. */
export const tellClaimed = (_sessionId: number): void => undefined;
