// The line that is cut: a TCP proxy in front of the server.
import { connect, createServer } from 'node:net';
import { Observable } from 'rxjs';

/**
 * @typedef {object} Line
 * @property {string} url
 * @property {(refuseMs: number) => Observable<never>} cut$ breaks the connection and refuses new ones for a while;
 *   completes when it takes them again
 */

/** @type {(server: import('./janus.mjs').Server) => Observable<Line>} */
export const line$ = (server) =>
  new Observable((subscriber) => {
    const sockets = new Set();
    const proxy = createServer((client) => {
      const there = connect(server.port, '127.0.0.1');
      const end = () => [client, there].forEach((socket) => socket.destroy());
      for (const socket of [client, there]) {
        sockets.add(socket);
        socket.on('error', end).on('close', end);
        socket.once('close', () => sockets.delete(socket));
      }
      client.pipe(there).pipe(client);
    });
    const breakAll = () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    };
    proxy.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
      subscriber.next({
        url: `ws://127.0.0.1:${port}`,
        cut$: (refuseMs) =>
          new Observable((healed) => {
            breakAll();
            const timer = setTimeout(
              () => proxy.listen(port, '127.0.0.1', () => healed.complete()),
              refuseMs,
            );
            return () => clearTimeout(timer);
          }),
      });
    });
    return breakAll;
  });
