// A Janus of this machine, started for the demo: in a temporary folder, on free ports of 127.0.0.1, stopped at the end.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Observable, defer, map, retry, switchMap, throwError, timeout, timer } from 'rxjs';
import { accepting } from './accepting.mjs';
import { freePorts } from './free-ports.mjs';
import { writeConfigs } from './janus-config.mjs';

/**
 * @typedef {object} Started
 * @property {string} webSocketUrl
 * @property {string} restUrl
 * @property {string} folder its configuration and log
 * @property {string} name what it calls itself, so that no other server is taken for it
 */

const START_MS = 8_000;
const STOP_MS = 3_000;
/** Has the kernel end the server together with the demo, however the demo ends. */
const SETPRIV = '/usr/bin/setpriv';

/** The program, or undefined: JANUS_BIN, else on the PATH or where packages put it. */
export const janusProgram = () => {
  const { JANUS_BIN: bin, PATH: path = '' } = process.env;
  const folders = [...path.split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/opt/janus/bin'];
  return (bin ? [bin] : folders.map((folder) => join(folder, 'janus'))).find(isProgram);
};

/** @param {string} path */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Emits it once it answers, errors when it does not come up or ends; unsubscribing stops it and removes its folder.
 *
 * @param {string} program
 * @returns {Observable<Started>}
 */
export const startedJanus$ = (program) =>
  defer(() => freePorts(2)).pipe(
    switchMap(([webSocket = 0, rest = 0]) => running$(program, { webSocket, rest })),
    switchMap((started) => answering$(started).pipe(map(() => started))),
  );

/** @type {(program: string, ports: import('./janus-config.mjs').Ports) => Observable<Started>} */
const running$ = (program, ports) =>
  new Observable((subscriber) => {
    const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-demo-'));
    const name = randomUUID();
    writeConfigs(folder, ports, name);
    const remove = () => rmSync(folder, { recursive: true, force: true });
    const janus = run(program, folder);
    janus.once('error', (error) => subscriber.error(error));
    janus.once('exit', (code) => {
      subscriber.error(new Error(`${program} ended with ${code} (${lastLine(join(folder, 'janus.log'))})`));
      remove();
    });
    process.once('exit', remove);
    const webSocketUrl = `ws://127.0.0.1:${ports.webSocket}`;
    subscriber.next({ webSocketUrl, restUrl: `http://127.0.0.1:${ports.rest}/janus`, folder, name });
    return () => {
      const kill = setTimeout(() => janus.kill('SIGKILL'), STOP_MS);
      janus.once('exit', () => clearTimeout(kill));
      janus.kill('SIGTERM');
    };
  });

/** @type {(program: string, folder: string) => import('node:child_process').ChildProcess} */
const run = (program, folder) => {
  const log = openSync(join(folder, 'janus.log'), 'a');
  const args = ['-F', folder, '-C', join(folder, 'janus.jcfg'), '-o'];
  const [command, ...rest] = existsSync(SETPRIV)
    ? [SETPRIV, '--pdeathsig', 'SIGKILL', '--', program, ...args]
    : [program, ...args];
  const child = spawn(command, rest, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
};

/** Asks until it answers with its own name. @type {(started: Started) => Observable<unknown>} */
const answering$ = ({ restUrl, webSocketUrl, name, folder }) =>
  defer(async () => {
    const response = await fetch(`${restUrl}/info`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(1_000),
    });
    const info = /** @type {Record<string, unknown>} */ (await response.json());
    if (info['server-name'] !== name) throw new Error('another server holds its port');
    await accepting(Number(new URL(webSocketUrl).port));
  }).pipe(
    retry({ delay: () => timer(50) }),
    timeout({
      first: START_MS,
      with: () =>
        throwError(() => new Error(`Janus did not answer in time (${lastLine(join(folder, 'janus.log'))})`)),
    }),
  );

/** @param {string} file */
const lastLine = (file) =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '').trim().split('\n').at(-1) || 'it said nothing';
