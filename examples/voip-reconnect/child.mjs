// A program as an Observable: it lives while somebody is subscribed, and ends with this process however that ends.
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Observable } from 'rxjs';
import { programPath } from './programs.mjs';

const STOP_MS = 2_000;

/**
 * Emits the folder that it runs in as soon as it was started, errors when it ends by itself.
 *
 * @type {(name: import('./programs.mjs').Program, prepare: (folder: string) => readonly string[]) => Observable<string>}
 */
export const program$ = (name, prepare) =>
  new Observable((subscriber) => {
    const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-voip-'));
    const args = ['--pdeathsig', 'SIGKILL', '--', programPath(name) ?? name, ...prepare(folder)];
    const log = openSync(join(folder, `${name}.log`), 'a');
    const child = spawn(programPath('setpriv') ?? 'setpriv', args, {
      cwd: folder,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const remove = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', remove);
    child.once('error', (error) => subscriber.error(error));
    child.once('exit', (code) => subscriber.error(new Error(`${name} ended with ${code}`)));
    subscriber.next(folder);
    return () => {
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.once('exit', () => clearTimeout(kill));
      child.once('exit', remove);
      child.kill('SIGTERM');
    };
  });
