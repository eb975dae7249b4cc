// The step of the long lane that takes the figures of recovery and writes their page.
import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../lib/exec.mjs';
import { ensureDist } from '../../setup/dist.mjs';
import { runLane } from '../jest.mjs';
import { commit, machine } from '../page.mjs';
import { pageOf } from './page.mjs';
import { pictureOf } from './picture.mjs';

const NAMES = {
  stream: 'cut-moments-websocket',
  poll: 'cut-moments-rest',
  halfOpen: 'half-open-websocket',
  times: 'time-to-usable',
  claims: 'stampede-claim',
  creates: 'stampede-create',
  sockets: 'hundred-sockets',
};

const specs = { lane: 'timed', args: ['spec/recovery'] };

export const recoveryStep = {
  name: 'recovery',
  title: 'Recovery: moments of a cut, time to a usable session, stampede',
  specs,
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-recovery-'));
    try {
      await ensureDist();
      // One after the other: what takes times is to have the machine.
      const env = { RECOVERY_FIGURES: folder };
      const { ok, told, counts } = await runLane(specs, { env, timeoutMs: 15 * 60_000 });
      if (!ok) return { ok, told, summary: counts };
      const figures = await read(folder);
      await mkdir(join(root, 'docs/pictures'), { recursive: true });
      await writeFile(join(root, 'docs/pictures/stampede.svg'), pictureOf([figures.claims, figures.creates]));
      await writeFile(
        join(root, 'docs/recovery.md'),
        pageOf(figures, { commit: await commit(), machine: machine() }),
      );
      return { ok: true, told: '', summary: `${counts}; the tables are in recovery.md` };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function read(folder) {
  const entries = Object.entries(NAMES).map(async ([key, name]) => [
    key,
    JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}
