// Thousands of rounds of broken lines on a real Janus, with a seed of its own each time.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, root } from '../lib/exec.mjs';

const ROUNDS = process.env.CHAOS_ROUNDS ?? '5000';
const DROPS = process.env.CHAOS_DROPS ?? '3000';
const LIMIT_MS = 45 * 60_000;

export const chaosStep = {
  name: 'chaos',
  title: 'Broken lines, round after round, on a real Janus',
  run: async () => {
    const seed = process.env.CHAOS_SEED ?? String(Math.floor(Date.now() / 1_000));
    const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-chaos-'));
    const report = join(folder, 'figures.txt');
    try {
      const env = { CHAOS_SEED: seed, CHAOS_ROUNDS: ROUNDS, CHAOS_DROPS: DROPS, CHAOS_REPORT: report };
      const args = [join(root, 'node_modules/jest/bin/jest.js'), 'spec/chaos', '--runInBand'];
      const { code, stderr } = await exec(process.execPath, args, { env, timeoutMs: LIMIT_MS });
      const detail = await readFile(report, 'utf8').catch(() => '');
      const summary = `${ROUNDS} rounds and ${DROPS} drops for the heap, seed ${seed}`;
      return { ok: code === 0 && detail !== '', told: stderr, summary, detail };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
