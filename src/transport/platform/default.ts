import { type Observable, of } from 'rxjs';
import { fetchHttp } from '../fetch-http.js';
import type { HttpClient, HttpOptions } from '../http.js';
import type { WebSocketFactory } from '../kept-socket.js';

export { claimedElsewhere$, tellClaimed } from './tabs.js';
export { isOnline, wake$ } from './wake-ups.js';

/** Browsers, workers and other runtimes: the platform's own WebSocket, read when it is used and not at import. */
export const webSocket$ = (_options?: Readonly<Record<string, unknown>>): Observable<WebSocketFactory> =>
  of((url, protocols) => new WebSocket(url, protocols));

/** HTTP by the platform's own fetch. */
export const http$ = ({ headers }: HttpOptions): Observable<() => HttpClient> =>
  of(() => fetchHttp((url, init) => fetch(url, init), headers));
