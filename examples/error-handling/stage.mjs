// What a case of this example plays on: a server, a network that can be broken, and somewhere to say what happened.
import {
  EMPTY,
  defer,
  first,
  forkJoin,
  ignoreElements,
  map,
  merge,
  switchMap,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { restTransport, webSocketTransport } from 'rxjs-janus';
import { network$ } from './network.mjs';

/**
 * @typedef {import('rxjs-janus').JanusTransport} JanusTransport
 * @typedef {import('rxjs-janus').JanusClientError} JanusClientError
 * @typedef {import('rxjs-janus').JanusErrorKind} JanusErrorKind
 * @typedef {import('rxjs-janus').WebSocketTransportOptions & import('rxjs-janus').RestTransportOptions} TransportOptions
 * @typedef {import('./servers.mjs').Server} Server
 * @typedef {import('./servers.mjs').Settings} Settings
 */

/** How long farewells may take. */
const FAREWELL_MS = 1_000;

/**
 * @typedef {{ did: string } | { error: JanusClientError } | { handled: string }} Told
 * @typedef {object} Stage
 * @property {(options?: Partial<TransportOptions>) => JanusTransport} transport a transport through the network
 * @property {JanusTransport} elsewhere$ the transport of another client, on a network of its own
 * @property {import('./network.mjs').Network} network
 * @property {Server} server
 * @property {import('rxjs').Observable<never>} closed$ completes when the farewells have left
 * @property {(did: string) => void} did
 * @property {<T>() => import('rxjs').MonoTypeOperatorFunction<T>} seen tells an error that passes, and lets it pass
 * @property {(handled: string) => void} handled
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string} title
 * @property {readonly JanusErrorKind[]} kinds the errors that it provokes
 * @property {Settings} [server] what the server must be set to
 * @property {boolean} [webSocketOnly] whether what provokes its errors is not there over REST
 * @property {(stage: Stage) => import('rxjs').Observable<unknown>} run$ completes when the error is handled
 */

/** The scheme of the address decides. @type {(options: TransportOptions & { url: string }) => JanusTransport} */
const transportOf = (options) =>
  options.url.startsWith('http') ? restTransport(options) : webSocketTransport(options);

/**
 * A stage on a server, at one of its addresses.
 *
 * @type {(server: Server, address: string, tell: (told: Told) => void, credentials: Partial<TransportOptions>) => import('rxjs').Observable<Stage>}
 */
export const stage$ = (server, address, tell, credentials) =>
  network$(address).pipe(
    map((network) => {
      const elsewhere$ = transportOf({ ...credentials, url: server.webSocketUrl || server.restUrl });
      const transports = [elsewhere$];
      return {
        server,
        network,
        elsewhere$,
        transport: (options) => {
          const janus$ = transportOf({ ...credentials, ...options, url: network.url });
          transports.push(janus$);
          return janus$;
        },
        closed$: defer(() => forkJoin(transports.map(atRest$))).pipe(
          takeUntil(timer(FAREWELL_MS)),
          ignoreElements(),
        ),
        did: (did) => tell({ did }),
        seen: () => tap({ error: (error) => tell({ error }) }),
        handled: (handled) => tell({ handled }),
      };
    }),
  );

/** @type {(janus$: JanusTransport) => import('rxjs').Observable<unknown>} */
const atRest$ = ({ state$ }) => state$.pipe(first(({ kind }) => kind === 'idle' || kind === 'lost'));

/**
 * What another client does to what is ours: any request, on a line of its own. Completes when it is answered.
 *
 * @type {(janus$: JanusTransport, request: Omit<import('rxjs-janus').OutgoingRequest, 'transaction'>) => import('rxjs').Observable<never>}
 */
export const byAnother$ = (janus$, request) =>
  janus$.connection$.pipe(
    switchMap((connection) =>
      merge(
        connection.message$,
        defer(() => {
          connection.send({ ...request, transaction: 'of-another-client' });
          return EMPTY;
        }),
      ),
    ),
    first(({ transaction }) => transaction === 'of-another-client'),
    switchMap(() => EMPTY),
  );
