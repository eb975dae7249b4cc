// The network between client and server, for this example to break: a TCP proxy that passes everything on, until told otherwise.
import { connect, createServer } from 'node:net';
import { Observable } from 'rxjs';

/**
 * @typedef {import('node:net').Socket} Socket
 * @typedef {object} Network
 * @property {string} url the server's address through this network
 * @property {(awayMs?: number) => void} cut breaks all connections without a close frame, and lets none through for a while
 * @property {(on: boolean) => void} mute whether the server's answers are lost on their way; a connection that lost some is broken
 *   behind that, as TCP would break it
 */

/**
 * A network to the server at an address. Emits it once it carries; unsubscribing ends it with all its connections.
 *
 * @type {(address: string) => Observable<Network>}
 */
export const network$ = (address) =>
  new Observable((subscriber) => {
    const server = new URL(address);
    const sockets = new Set();
    const faults = { awayUntil: 0, muted: false, lossy: new Set() };
    const breakAll = () => sockets.forEach((socket) => socket.destroy());
    const proxy = createServer((client) => {
      if (Date.now() < faults.awayUntil) client.resetAndDestroy();
      else
        for (const socket of join(client, server, faults))
          sockets.add(socket.once('close', () => sockets.delete(socket)));
    });
    proxy.once('error', (error) => subscriber.error(error));
    proxy.listen(0, '127.0.0.1', () =>
      subscriber.next({
        url: through(server, proxy),
        cut: (awayMs = 0) => {
          faults.awayUntil = Date.now() + awayMs;
          breakAll();
        },
        mute: (on) => {
          faults.muted = on;
          if (!on) faults.lossy.forEach((socket) => socket.destroy());
        },
      }),
    );
    return () => {
      proxy.close();
      breakAll();
    };
  });

/** @type {(server: URL, proxy: import('node:net').Server) => string} */
const through = (server, proxy) => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  const url = new URL(server);
  url.host = `127.0.0.1:${port}`;
  return url.href;
};

/** Passes everything both ways; the end of one side is the end of both. @type {(client: Socket, to: URL, faults: { muted: boolean, lossy: Set<Socket> }) => readonly Socket[]} */
const join = (client, { hostname: host, port, protocol }, faults) => {
  const server = connect({
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'wss:' ? 443 : 80),
  });
  client.on('data', (data) => server.write(data));
  server.on('data', (data) => (faults.muted ? faults.lossy.add(client) : client.write(data)));
  const both = [client, server];
  for (const socket of both)
    socket
      .setNoDelay()
      .on('error', () => undefined)
      .once('close', () => {
        faults.lossy.delete(client);
        both.forEach((end) => end.destroy());
      });
  return both;
};
