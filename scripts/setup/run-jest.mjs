// Runs jest within a time limit, in a temporary folder and a process group of its own.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/exec.mjs';
import { tell } from './tell.mjs';

const GRACE_MS = 5_000;
const REPORTERS = ['default', join(root, 'scripts/setup/count-tests.mjs')].map(
  (name) => `--reporters=${name}`,
);

/**
 * What was counted of the spec files that were done, be it all of them or not.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, broken: number, files: readonly string[] }} Counts
 */

/**
 * @param {readonly string[]} args
 * @param {number} limitMs
 * @returns {Promise<{ code: number, counts: Counts }>}
 */
export async function runJest(args, limitMs) {
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-test-'));
  const file = join(folder, 'counts.json');
  try {
    const code = await run([...REPORTERS, ...args], { TMPDIR: folder, TEST_COUNTS_FILE: file }, limitMs);
    return { code, counts: counts(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What specs write into the temporary folder goes with it, even if they were killed. */
function run(args, env, limitMs) {
  const command = [join(root, 'node_modules/jest/bin/jest.js'), ...args];
  const jest = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let stopped = false;
  const stop = (why) => {
    stopped = true;
    end(jest, why);
  };
  const timer = setTimeout(() => stop(`over the limit of ${Math.round(limitMs / 1_000)} s`), limitMs);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('exit', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      signal(jest, 'SIGKILL');
      // Not 1, which is jest's own word for specs that failed: what was stopped did not run them all.
      resolve(stopped ? 124 : (code ?? 1));
    });
  });
}

function end(jest, why) {
  tell(`${why}: ending jest (pid ${jest.pid}) and what it started`);
  signal(jest, 'SIGTERM');
  setTimeout(() => signal(jest, 'SIGKILL'), GRACE_MS).unref();
}

/** To the whole group, which jest leads: its workers, and the servers and browsers of the specs. */
function signal(jest, name) {
  try {
    process.kill(-jest.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const NOTHING = { passed: 0, failed: 0, skipped: 0, broken: 0, files: [] };

/** @returns {Counts} */
function counts(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  tell('jest did not start');
  return NOTHING;
}
