import { type Observable, from, map } from 'rxjs';
import type { HttpClient, HttpOptions } from '../http.js';
import type { WebSocketFactory } from '../kept-socket.js';
import { CorkedSocket } from './corked-socket.js';
import { undiciHttp } from './undici-http.js';

/** A closing handshake that nobody answers (a half-open line) must not hold the socket for the default of 30 seconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Node: `ws`, loaded when it is first used. Small frames are not worth a compressor. */
export const webSocket$ = (options?: Readonly<Record<string, unknown>>): Observable<WebSocketFactory> =>
  from(import('ws')).pipe(
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
