// node examples/error-handling/main.mjs [--rest] [CASE ...]: provokes every error on purpose, and handles it as an application should.
import { parseArgs } from 'node:util';
import { catchError, count, defer, from, last, map, mergeMap, of, tap } from 'rxjs';
import { shortened } from '../demo/short.mjs';
import { cases } from './cases.mjs';
import { lackOf, told$ } from './run-case.mjs';
import { serversOf } from './servers.mjs';

/** How many cases run side by side: most of them wait most of the time. */
const AT_ONCE = 5;

const { JANUS_TOKEN: token, JANUS_API_SECRET: apiSecret } = process.env;
const credentials = { ...(token && { token }), ...(apiSecret && { apiSecret }) };

const print = (/** @type {string[]} */ ...lines) => console.log(shortened(lines.join('\n')));
const fail = (/** @type {unknown} */ error) => {
  process.exitCode = 1;
  console.error(`It went otherwise: ${shortened(error instanceof Error ? error.message : String(error))}`);
};

const asked = () => {
  const { values, positionals: names } = parseArgs({
    options: { rest: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  return { rest: values.rest, chosen: chosenCases(names) };
};

/** @param {readonly string[]} names */
const chosenCases = (names) => {
  const unknown = names.find((name) => !cases.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no case ${unknown}; there are: ${cases.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? cases : cases.filter(({ name }) => names.includes(name));
};

/** @type {(told: import('./stage.mjs').Told) => string} */
const lineOf = (told) => {
  if ('did' in told) return `   did      ${told.did}`;
  if ('error' in told) return `   error    ${told.error.kind}: ${told.error.message}`;
  return `   handled  ${told.handled}`;
};

/** @type {(one: import('./stage.mjs').Case, servers: import('./servers.mjs').Servers, rest: boolean) => import('rxjs').Observable<string | undefined>} */
const printed$ = (one, servers, rest) =>
  defer(() => {
    /** @type {import('./stage.mjs').Told[]} */
    const told = [];
    return told$(one, servers, { rest, credentials }).pipe(
      tap((next) => told.push(next)),
      last(null, undefined),
      map(() => lackOf(one, told)),
      catchError((error) => of(String(error.message))),
      tap((problem) => {
        print(`\n${one.name}: ${one.title}`, ...told.map(lineOf));
        if (problem !== undefined) fail(problem);
      }),
    );
  });

const main = () => {
  const { rest, chosen } = asked();
  const servers = serversOf(process.env, rest);
  print(`rxjs-janus over ${rest ? 'REST' : 'WebSocket'}, on ${servers.words}.`);
  const possible = chosen.filter(({ webSocketOnly = false }) => !(rest && webSocketOnly));
  const [here, elsewhere] = [true, false].map((can) =>
    possible.filter(({ server = {} }) => servers.canBe(server) === can),
  );
  from(here ?? [])
    .pipe(
      mergeMap((one) => printed$(one, servers, rest), AT_ONCE),
      count((problem) => problem === undefined),
    )
    .subscribe((good) => {
      for (const { name } of chosen.filter((one) => !possible.includes(one)))
        print(`\n${name}: not run, as there is no such thing over REST`);
      for (const { name } of elsewhere ?? [])
        print(`\n${name}: not run, as it needs a server of its own (unset JANUS_URL)`);
      print(`\n${good} of ${here?.length} cases handled as told, in ${performance.now().toFixed(0)} ms.`);
    });
};

try {
  main();
} catch (error) {
  fail(error);
}
