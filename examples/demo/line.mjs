// The line that the demo cuts: a TCP proxy between the client and the server, so that it works with any server, and with
// TLS too, as it looks at nothing that passes.
import { createServer, connect } from 'node:net';
import { BehaviorSubject, Observable, debounceTime, first, ignoreElements, switchMap } from 'rxjs';
import { ConnectionFailedError } from 'rxjs-janus';

const CONNECT_MS = 5_000;

/**
 * @typedef {object} Line
 * @property {number} port where it listens, on 127.0.0.1
 * @property {(refuseMs: number) => Observable<never>} cut$ breaks all connections without a close frame and refuses new
 *   ones for a while; completes when it takes them again
 * @property {Observable<never>} closed$ completes when no connection is open
 */

/**
 * A line to a server. Emits it once it listens, errors when nobody listens there; unsubscribing ends it with all its
 * connections.
 *
 * @param {URL} url
 * @returns {Observable<Line>}
 */
export const line$ = (url) => reachable$(url).pipe(switchMap(() => proxy$(url)));

/** Asked first, as a proxy takes a connection before it can know. @type {(url: URL) => Observable<void>} */
const reachable$ = (url) =>
  new Observable((subscriber) => {
    const socket = connectTo(url);
    socket.once('connect', () => subscriber.next());
    socket.once('error', (cause) => subscriber.error(new ConnectionFailedError(url.href, { cause })));
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error(`no answer within ${CONNECT_MS} ms`)));
    socket.once('connect', () => socket.destroy());
    return () => socket.destroy();
  });

/** @type {(url: URL) => Observable<Line>} */
const proxy$ = (url) =>
  new Observable((subscriber) => {
    const clients = new Set();
    const count$ = new BehaviorSubject(0);
    const proxy = createServer((client) => {
      clients.add(client);
      count$.next(clients.size);
      client.once('close', () => clients.delete(client) && count$.next(clients.size));
      joinTo(client, url);
    });
    const breakAll = () => clients.forEach((client) => client.destroy());
    proxy.on('error', (error) => subscriber.error(error));
    proxy.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
      subscriber.next({
        port,
        cut$: (refuseMs) => refusing$(proxy, port, refuseMs, breakAll),
        // Over REST one connection may go just before another comes.
        closed$: count$.pipe(
          debounceTime(100),
          first((count) => count === 0),
          ignoreElements(),
        ),
      });
    });
    return () => {
      proxy.close();
      breakAll();
    };
  });

/** @type {(url: URL) => import('node:net').Socket} */
const connectTo = ({ protocol, hostname, port }) =>
  connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (/^(wss|https):$/.test(protocol) ? 443 : 80),
    noDelay: true,
  });

/** Passes everything both ways; the end of one side is the end of both. @type {(client: import('node:net').Socket, url: URL) => void} */
const joinTo = (client, url) => {
  const server = connectTo(url);
  const end = () => [client, server].forEach((socket) => socket.destroy());
  for (const socket of [client.setNoDelay(), server]) socket.on('error', end).on('close', end);
  client.pipe(server).pipe(client);
};

/** @type {(proxy: import('node:net').Server, port: number, refuseMs: number, breakAll: () => void) => Observable<never>} */
const refusing$ = (proxy, port, refuseMs, breakAll) =>
  new Observable((subscriber) => {
    const listenAgain = () => proxy.listen(port, '127.0.0.1', () => subscriber.complete());
    const timer = setTimeout(listenAgain, refuseMs);
    proxy.close();
    breakAll();
    return () => clearTimeout(timer);
  });
