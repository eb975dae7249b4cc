// One case, from its server to what came of it.
import { Observable, concat, dematerialize, map, materialize, switchMap, takeUntil, timer } from 'rxjs';
import { stage$ } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Case} Case
 * @typedef {import('./stage.mjs').Told} Told
 */

const LIMIT_MS = 20_000;

const overdue$ = timer(LIMIT_MS).pipe(
  map(() => {
    throw new Error(`not done within ${LIMIT_MS / 1_000} s`);
  }),
);

/**
 * Emits what the case tells, completes when it is done and its server stopped, errors when it goes otherwise.
 *
 * @type {(one: Case, servers: import('./servers.mjs').Servers, over: { rest: boolean, credentials: Partial<import('./stage.mjs').TransportOptions> }) => Observable<Told>}
 */
export const told$ = (one, servers, { rest, credentials }) =>
  new Observable((subscriber) =>
    servers
      .server$(one.server ?? {})
      .pipe(
        switchMap((server) => {
          const address = rest ? server.restUrl : server.webSocketUrl;
          return stage$(server, address, (told) => subscriber.next(told), credentials);
        }),
        // The completion travels as a value: server and network never complete, and end with the case.
        switchMap((stage) => concat(one.run$(stage), stage.closed$).pipe(materialize())),
        dematerialize(),
        takeUntil(overdue$),
      )
      .subscribe({ error: (error) => subscriber.error(error), complete: () => subscriber.complete() }),
  );

/** What is wrong with what a case told, if anything. @type {(one: Case, told: readonly Told[]) => string | undefined} */
export const lackOf = ({ kinds }, told) => {
  const missing = kinds.find((kind) => !told.some((one) => 'error' in one && one.error.kind === kind));
  if (missing !== undefined) return `the error ${missing} did not come`;
  return told.some((one) => 'handled' in one) ? undefined : 'the error was not handled';
};
