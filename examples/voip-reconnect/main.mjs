// node examples/voip-reconnect/main.mjs: a call that outlives its line, and a call that outlives the process it began in.
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { concat, map, takeUntil, timer } from 'rxjs';
import { abandoned$ } from './abandoned.mjs';
import { cutCall$ } from './cut-call.mjs';
import { janus$ } from './janus.mjs';
import { MEDIA_ADDRESS, namespaceCommand } from './namespace.mjs';
import { bob$ } from './peer.mjs';
import { printer } from './print.mjs';
import { missingPrograms } from './programs.mjs';
import { using$ } from './using.mjs';

const LIMIT_MS = 50_000;

const overdue$ = timer(LIMIT_MS).pipe(
  map(() => {
    throw new Error(`not done within ${LIMIT_MS / 1_000} s`);
  }),
);

/** Media wants an address that is no loopback: a namespace of the example's own has one, and nothing else. */
const isInside = () =>
  Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === MEDIA_ADDRESS),
  );

const goInside = () => {
  const [command, args] = namespaceCommand([process.execPath, fileURLToPath(import.meta.url)]);
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  child.once('error', (error) => print.bad(error.message));
  child.once('exit', (code) => (process.exitCode = code ?? 1));
};

const story$ = using$(janus$(), (server) =>
  using$(bob$(), (bob) => concat(cutCall$(server, bob), abandoned$(server, bob)).pipe(takeUntil(overdue$))),
);

const run = () => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => subscription.unsubscribe());
  const subscription = story$.subscribe({
    next: (told) => print.told(told),
    error: (error) => print.bad(error instanceof Error ? error.message : String(error)),
    complete: () => print.good(),
  });
};

const print = printer();
const missing = missingPrograms();
if (missing.length > 0)
  print.bad(`these programs are missing: ${missing.join(', ')}. See examples/voip-reconnect/README.md.`);
else if (isInside()) run();
else goInside();
