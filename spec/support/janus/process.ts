// One janus process: started, watched, asked to go, and never left behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { killAtExit } from '../kill-at-exit.js';
import { within } from '../until.js';
import { type InstalledJanus } from './installed.js';

const GRACE_MS = 4_000;
/** Makes the kernel end the server with the process that started it, however that one dies. */
const SETPRIV = '/usr/bin/setpriv';

export interface JanusProcess {
  readonly pid: number;
  readonly running: boolean;
  /** Asks it to go, then makes it; resolves when it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export function spawnJanus(janus: InstalledJanus, folder: string, logFile: string): JanusProcess {
  const log = openSync(logFile, 'a');
  const args = ['-F', folder, '-C', join(folder, 'janus.jcfg'), '-o'];
  const guarded = existsSync(SETPRIV);
  const command = guarded ? SETPRIV : janus.binary;
  if (guarded) args.unshift('--pdeathsig', 'SIGKILL', '--', janus.binary);
  const child = spawn(command, args, { stdio: ['ignore', log, log], cwd: folder });
  closeSync(log);
  return new SpawnedJanus(child);
}

class SpawnedJanus implements JanusProcess {
  readonly pid: number;
  running = true;
  readonly #gone: Promise<void>;

  constructor(readonly child: ChildProcess) {
    this.pid = child.pid ?? 0;
    this.#gone = new Promise((resolve) => {
      child.once('exit', () => resolve(this.#ended()));
      child.once('error', () => resolve(this.#ended()));
    });
    child.unref();
    killAtExit(child);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!this.running) return;
    this.child.kill(signal);
    await within(`janus to end by ${signal}`, this.#gone, GRACE_MS).catch(() => this.child.kill('SIGKILL'));
    await within('janus to end by SIGKILL', this.#gone, GRACE_MS);
  }

  #ended(): void {
    this.running = false;
  }
}
