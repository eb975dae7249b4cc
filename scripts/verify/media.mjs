// Real media in Chromium: the lane as it is, and its leaks over many more rounds.
import { exec } from '../lib/exec.mjs';
import { runLane, saidIn } from './jest.mjs';

const lane = { lane: 'media', args: [] };

export const mediaStep = {
  name: 'media',
  title: 'Real media in Chromium, through a real Janus',
  specs: lane,
  run: async () => {
    const { code, stdout, stderr } = await exec('npm', ['run', '--silent', 'test:media'], {
      timeoutMs: 9 * 60_000,
    });
    const told = stdout + stderr;
    const summary = stdout.trim().split('\n').at(-1) ?? '';
    const all = / 0 failed, 0 skipped$/.test(summary);
    return { ok: code === 0 && all, told, summary, detail: saidIn(told) };
  },
};

const ROUNDS = process.env.MEDIA_ROUNDS ?? '200';
const leaks = { lane: 'media', args: ['spec/media/leaks.spec.ts'] };

export const leaksStep = {
  name: 'leaks',
  title: 'A page that joins and leaves a room with media, again and again',
  specs: leaks,
  run: async () => {
    const env = { MEDIA_ROUNDS: ROUNDS };
    const { ok, told, counts, said } = await runLane(leaks, { env, timeoutMs: 20 * 60_000 });
    return { ok, told, summary: `${ROUNDS} rounds: ${counts}`, detail: said };
  },
};
