// From a cut to a usable session, on a real Janus: the runner of the folder recovery, as rows.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withJanus } from '../lib/real.mjs';

const RUNNER = fileURLToPath(new URL('../recovery/run.mjs', import.meta.url));
const LIMIT_MS = 300_000;

const measure = async (url, cuts, dist) => {
  const args = [RUNNER, '--json', '--thousand', '--url', url, '--cuts', String(cuts), '--dist', dist];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: LIMIT_MS });
  return JSON.parse(stdout);
};

export const recovery = {
  name: 'recovery',
  title: 'From a cut to a usable session',
  run: ({ dists, repeats = 7 }) =>
    withJanus(async ({ webSocketUrl }) => {
      const rows = await measure(webSocketUrl, repeats * 25, dists['rxjs-janus']);
      return Object.entries(rows).map(([name, { raw, library, ratio }]) => ({
        row: `cut to usable, ${name}, ms`,
        clients: [
          { name: 'pipelined by hand', ...raw, ratio: { median: 1, min: 1, max: 1 } },
          { name: 'rxjs-janus', ...library, ratio: { ...ratio, median: library.median / raw.median } },
        ],
      }));
    }),
};
