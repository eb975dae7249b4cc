// A Janus of this machine, started for one case with the settings that it needs, and stopped with it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EMPTY,
  Observable,
  concatMap,
  defer,
  from,
  last,
  map,
  retry,
  switchMap,
  tap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { accepting } from '../demo/accepting.mjs';
import { freePorts } from '../demo/free-ports.mjs';
import { configsOf } from './janus-config.mjs';

/**
 * @typedef {import('./janus-config.mjs').JanusSettings} JanusSettings
 * @typedef {import('./janus-config.mjs').Ports} Ports
 */

const START_MS = 4_000;
const STOP_MS = 3_000;
/** Has the kernel end the server together with this process, however that one ends. */
const SETPRIV = '/usr/bin/setpriv';

/**
 * Emits it once it answers and knows its tokens, errors when it does not come up or ends; unsubscribing stops it.
 *
 * @type {(program: string, settings: JanusSettings) => Observable<import('./servers.mjs').Server>}
 */
export const startedJanus$ = (program, settings) =>
  defer(() => {
    let ready = false;
    return defer(() => freePorts(3)).pipe(
      switchMap(([webSocket = 0, rest = 0, admin = 0]) =>
        server$(program, { webSocket, rest, admin }, settings),
      ),
      tap(() => (ready = true)),
      // Somebody may have taken a port between the look and the start.
      retry({ count: 2, delay: (error) => (ready ? throwError(() => error) : timer(0)) }),
    );
  });

/** @type {(program: string, ports: Ports, settings: JanusSettings) => Observable<import('./servers.mjs').Server>} */
const server$ = (program, ports, settings) => {
  const secret = randomUUID();
  const admin$ = adminOf(ports, secret);
  return running$(program, ports, secret, settings).pipe(
    switchMap(() => ready$(admin$, ports, settings.tokens ?? [])),
    map(() => ({
      webSocketUrl: `ws://127.0.0.1:${ports.webSocket}`,
      restUrl: `http://127.0.0.1:${ports.rest}/janus`,
      removeToken: (/** @type {string} */ token) =>
        admin$({ janus: 'remove_token', token }).pipe(switchMap(() => EMPTY)),
    })),
  );
};

/** @type {(program: string, ports: Ports, secret: string, settings: JanusSettings) => Observable<void>} */
const running$ = (program, ports, secret, settings) =>
  new Observable((subscriber) => {
    const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-errors-'));
    for (const [name, text] of Object.entries(configsOf(folder, ports, secret, settings)))
      writeFileSync(join(folder, name), text);
    const args = [program, '-F', folder, '-C', join(folder, 'janus.jcfg'), '-o'];
    const [command = program, ...rest] = existsSync(SETPRIV)
      ? [SETPRIV, '--pdeathsig', 'SIGKILL', '--', ...args]
      : args;
    const janus = spawn(command, rest, { cwd: folder, stdio: 'ignore' });
    const remove = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', remove);
    janus.once('error', (error) => subscriber.error(error));
    janus.once('exit', (code) => {
      remove();
      process.removeListener('exit', remove);
      subscriber.error(new Error(`${program} ended with ${code}`));
    });
    subscriber.next();
    return () => {
      const kill = setTimeout(() => janus.kill('SIGKILL'), STOP_MS);
      janus.once('exit', () => clearTimeout(kill));
      janus.kill('SIGTERM');
    };
  });

/** @typedef {(request: Readonly<Record<string, unknown>>) => Observable<unknown>} Admin */

/** The server's admin API, by its own secret: no other server is taken for it. @type {(ports: Ports, secret: string) => Admin} */
const adminOf =
  ({ admin }, secret) =>
  (request) =>
    defer(async () => {
      const body = JSON.stringify({ ...request, admin_secret: secret, transaction: 'admin' });
      const response = await fetch(`http://127.0.0.1:${admin}/admin`, {
        method: 'POST',
        headers: { connection: 'close' },
        body,
        signal: AbortSignal.timeout(1_000),
      });
      const answer = /** @type {Record<string, unknown>} */ (await response.json());
      if (answer['janus'] !== 'success') throw new Error(`admin request refused: ${JSON.stringify(answer)}`);
    });

/** Asks until it answers and is there, then adds the tokens. @type {(admin$: Admin, ports: Ports, tokens: readonly string[]) => Observable<unknown>} */
const ready$ = (admin$, { webSocket, rest }, tokens) =>
  admin$({ janus: 'list_sessions' }).pipe(
    concatMap(() => Promise.all([webSocket, rest].map(accepting))),
    retry({ delay: () => timer(50) }),
    timeout({
      first: START_MS,
      with: () => throwError(() => new Error(`Janus did not answer within ${START_MS} ms`)),
    }),
    concatMap(() => from([undefined, ...tokens])),
    concatMap((token) => (token === undefined ? [undefined] : admin$({ janus: 'add_token', token }))),
    last(),
  );
