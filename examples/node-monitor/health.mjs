// GET /healthz: the process runs. GET /readyz: every room is watched on a line. GET /metrics: for Prometheus.
import { createServer } from 'node:http';
import { Observable } from 'rxjs';

/**
 * Listens while it is subscribed to; emits the port.
 *
 * @param {number} port
 * @param {{ register: import('prom-client').Registry, ready: () => boolean }} state
 * @returns {Observable<number>}
 */
export const health$ = (port, { register, ready }) =>
  new Observable((subscriber) => {
    const server = createServer((request, response) => {
      answer(request.url ?? '', { register, ready }).then(
        ({ status, type = 'application/json', body }) =>
          response.writeHead(status, { 'content-type': type }).end(body),
        (error) => response.writeHead(500).end(String(error)),
      );
    });
    server.once('error', (error) => subscriber.error(error));
    server.listen(port, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      subscriber.next(address.port);
    });
    return () => {
      server.close();
      server.closeAllConnections();
    };
  });

/** @type {(url: string, state: { register: import('prom-client').Registry, ready: () => boolean }) => Promise<{ status: number, type?: string, body: string }>} */
const answer = async (url, { register, ready }) => {
  switch (url) {
    case '/healthz':
      return { status: 200, body: '{"alive":true}' };
    case '/readyz':
      return ready() ? { status: 200, body: '{"ready":true}' } : { status: 503, body: '{"ready":false}' };
    case '/metrics':
      return { status: 200, type: register.contentType, body: await register.metrics() };
    default:
      return { status: 404, body: '{"error":"there are /healthz, /readyz and /metrics"}' };
  }
};
