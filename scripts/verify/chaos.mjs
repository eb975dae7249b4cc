// Thousands of rounds of broken lines on a real Janus, with a seed of its own each time.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLane } from './jest.mjs';

const ROUNDS = process.env.CHAOS_ROUNDS ?? '5000';
const DROPS = process.env.CHAOS_DROPS ?? '3000';
const LIMIT_MS = 45 * 60_000;
const specs = { lane: 'timed', args: ['spec/chaos'] };

export const chaosStep = {
  name: 'chaos',
  title: 'Broken lines, round after round, on a real Janus',
  specs,
  run: async () => {
    const seed = process.env.CHAOS_SEED ?? String(Math.floor(Date.now() / 1_000));
    const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-chaos-'));
    const report = join(folder, 'figures.txt');
    try {
      const env = { CHAOS_SEED: seed, CHAOS_ROUNDS: ROUNDS, CHAOS_DROPS: DROPS, CHAOS_REPORT: report };
      const { ok, told, counts } = await runLane(specs, { env, timeoutMs: LIMIT_MS });
      const detail = await readFile(report, 'utf8').catch(() => '');
      const summary = `${ROUNDS} rounds and ${DROPS} drops for the heap, seed ${seed}: ${counts}`;
      return { ok: ok && detail !== '', told, summary, detail };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
