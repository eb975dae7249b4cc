// Something answers at the address, but with an HTTP status of its own: another path, a proxy, a web server.
import { EMPTY, catchError, retry, throwError } from 'rxjs';
import { backOff, create$, isJanusError, restTransport } from 'rxjs-janus';

/** Whether trying again is of use: a 5xx comes from a proxy while a server rolls, anything else from a wrong address. */
const mayPass = (/** @type {unknown} */ error) => isJanusError(error, 'http-status') && error.status >= 500;

/** @type {import('../stage.mjs').Case} */
export const wrongPath = {
  name: 'wrong-path',
  title: 'Another path than that of Janus',
  kinds: ['http-status'],
  server: { rest: true },
  run$: ({ server, did, seen, handled }) => {
    did('created a session over REST at /another-path');
    const gently = backOff();
    return create$(restTransport({ url: new URL('/another-path', server.restUrl).href })).pipe(
      seen(),
      // The pattern: what a wrong address answers is no outage. Show it to whoever set the address.
      retry({
        delay: (error, attempt) => (mayPass(error) ? gently(error, attempt) : throwError(() => error)),
      }),
      catchError((error) => {
        if (!isJanusError(error, 'http-status')) return throwError(() => error);
        handled(`showed status ${error.status} in the settings, beside the address; nothing was tried again`);
        return EMPTY;
      }),
    );
  },
};
