// What answers is no Janus: a page that wants you to sign in to the network, with status 200 to everything.
import { createServer } from 'node:http';
import { EMPTY, Observable, catchError, switchMap, throwError } from 'rxjs';
import { create$, isJanusError, restTransport } from 'rxjs-janus';

/** Emits its address once it listens; unsubscribing ends it. @type {import('rxjs').Observable<string>} */
const hotspot$ = new Observable((subscriber) => {
  const hotspot = createServer((_, response) => response.end('<html>Welcome! Please sign in.</html>'));
  hotspot.listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (hotspot.address());
    subscriber.next(`http://127.0.0.1:${port}/janus`);
  });
  return () => {
    hotspot.close();
    hotspot.closeAllConnections();
  };
});

/** @type {import('../stage.mjs').Case} */
export const notJanus = {
  name: 'not-janus',
  title: 'What answers is no Janus',
  kinds: ['protocol'],
  run$: ({ did, seen, handled }) =>
    hotspot$.pipe(
      switchMap((url) => {
        did('created a session over REST where a hotspot answers everything with its own page');
        return create$(restTransport({ url })).pipe(seen());
      }),
      // The pattern: nothing to retry until somebody looks. Say what is in the way.
      catchError((error) => {
        if (!isJanusError(error, 'protocol')) return throwError(() => error);
        handled('asked the user to open a browser and sign in to the network');
        return EMPTY;
      }),
    ),
};
