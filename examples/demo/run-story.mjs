// Runs a story: on which Janus, over which line and transport, for how long, and what is printed of it.
import { parseArgs } from 'node:util';
import {
  EMPTY,
  catchError,
  concat,
  defer,
  dematerialize,
  fromEvent,
  map,
  materialize,
  merge,
  switchMap,
  takeUntil,
  tap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { adviceOn } from './advice.mjs';
import { line$ } from './line.mjs';
import { printer } from './print.mjs';
import { WrongSetting, server$ } from './servers.mjs';

const LIMIT_MS = 30_000;
const FAREWELL_MS = 2_000;

/**
 * Runs what needs a resource; the resource ends when that ends, not the other way round. `switchMap` alone would
 * go on waiting for the resource, which never completes: so the completion travels as a value.
 *
 * @template R, T
 * @param {import('rxjs').Observable<R>} resource$
 * @param {(resource: R) => import('rxjs').Observable<T>} use
 * @returns {import('rxjs').Observable<T>}
 */
export const using$ = (resource$, use) =>
  resource$.pipe(
    switchMap((resource) => use(resource).pipe(materialize())),
    dematerialize(),
  );

const overdue$ = timer(LIMIT_MS).pipe(
  map(() => {
    throw new Error(`not done within ${LIMIT_MS / 1_000} s`);
  }),
);
class Interrupted extends Error {}
const interrupted$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM')).pipe(
  map(() => {
    throw new Interrupted('interrupted: the session was ended on the server');
  }),
);

/** @type {(env: import('./servers.mjs').Env) => { token?: string, apiSecret?: string }} */
const credentials = ({ JANUS_TOKEN: token, JANUS_API_SECRET: apiSecret }) => ({
  ...(token && { token }),
  ...(apiSecret && { apiSecret }),
});

const options = () => {
  try {
    return parseArgs({ options: { rest: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new WrongSetting(/** @type {Error} */ (error).message, '--rest, or nothing');
  }
};

const chosen$ = defer(() => server$({ rest: options().rest, env: process.env }));

/** @type {(error: unknown) => import('rxjs').Observable<never>} */
const failing$ = (error) => throwError(() => error);

/**
 * What a story is told on.
 *
 * @typedef {object} Stage
 * @property {URL} url the server's own address
 * @property {import('./line.mjs').Line} line the way to it that can be cut
 * @property {{ token?: string, apiSecret?: string }} credentials what the server asks for
 * @property {ReturnType<typeof printer>} print
 */

/** @typedef {(stage: Stage) => import('rxjs').Observable<import('./demo.mjs').Told>} Story */

/** @param {Story} story$ @param {ReturnType<typeof printer>} print */
const told$ = (story$, print) =>
  using$(chosen$, ({ url: address, words }) => {
    const url = new URL(address);
    print.line(`rxjs-janus over ${address.startsWith('http') ? 'REST' : 'WebSocket'}, on ${words}.`);
    return using$(line$(url), (line) => {
      print.show(url.host, `127.0.0.1:${line.port}`);
      // Whatever ended the story, farewells leave before the line does.
      const closed$ = line.closed$.pipe(timeout({ first: FAREWELL_MS, with: () => EMPTY }));
      return story$({ url, line, credentials: credentials(process.env), print }).pipe(
        takeUntil(merge(overdue$, interrupted$)),
        catchError((error) => concat(closed$, failing$(error))),
      );
    });
  }).pipe(tap((told) => print.told(told)));

/** Runs it, prints it, and sets the exit code. @param {Story} story$ */
export const runStory = (story$) => {
  const print = printer();
  const failed = (/** @type {unknown} */ error) => {
    process.exitCode = error instanceof Interrupted ? 130 : 1;
    if (error instanceof Interrupted) print.line(`\n${error.message}`);
    else print.bad(error instanceof Error ? error.message : String(error), adviceOn(error));
  };
  told$(story$, print).subscribe({ error: failed, complete: () => print.good() });
};
