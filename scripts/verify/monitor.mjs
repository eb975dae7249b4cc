// The example of a service for ten minutes on a real Janus: 200 sessions on one socket, cut again and again.
import { join } from 'node:path';
import { exec, root } from '../lib/exec.mjs';

const SECONDS = process.env.MONITOR_SECONDS ?? '600';

export const monitorStep = {
  name: 'monitor',
  title: 'A service with 200 sessions on one socket, a drop every 4 s',
  run: async () => {
    const args = [join(root, 'node_modules/jest/bin/jest.js'), 'spec/examples/node-monitor', '--runInBand'];
    const env = { MONITOR_SECONDS: SECONDS };
    const { code, stderr } = await exec(process.execPath, args, {
      env,
      timeoutMs: (Number(SECONDS) + 240) * 1_000,
    });
    const [, counts = 'jest told no numbers'] = /^Tests: +(.*)$/m.exec(stderr) ?? [];
    return { ok: code === 0, told: stderr, summary: `${SECONDS} s: ${counts}` };
  },
};
