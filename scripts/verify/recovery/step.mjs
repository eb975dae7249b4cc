// The step of the long lane that takes the figures of recovery and writes their page.
import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, root } from '../../lib/exec.mjs';
import { ensureDist } from '../../setup/dist.mjs';
import { machine } from '../page.mjs';
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

export const recoveryStep = {
  name: 'recovery',
  title: 'Recovery: moments of a cut, time to a usable session, stampede',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-recovery-'));
    try {
      await ensureDist();
      // One after the other: what takes times is to have the machine.
      const { code, stderr } = await exec(
        process.execPath,
        [join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', 'spec/recovery'],
        { env: { RECOVERY_FIGURES: folder }, timeoutMs: 15 * 60_000 },
      );
      if (code !== 0) return { ok: false, told: stderr };
      const figures = await read(folder);
      await mkdir(join(root, 'docs/pictures'), { recursive: true });
      await writeFile(join(root, 'docs/pictures/stampede.svg'), pictureOf([figures.claims, figures.creates]));
      await writeFile(join(root, 'docs/recovery.md'), pageOf(figures, machine()));
      return { ok: true, told: '', summary: 'the tables are in recovery.md' };
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
