// The example of a service for ten minutes on a real Janus: 200 sessions on one socket, cut again and again.
import { runLane } from './jest.mjs';

const SECONDS = process.env.MONITOR_SECONDS ?? '600';
const specs = { lane: 'service', args: ['spec/examples/node-monitor'] };

export const monitorStep = {
  name: 'monitor',
  title: 'A service with 200 sessions on one socket, a drop every 4 s',
  specs,
  run: async () => {
    const timeoutMs = (Number(SECONDS) + 240) * 1_000;
    const { ok, told, counts } = await runLane(specs, { env: { MONITOR_SECONDS: SECONDS }, timeoutMs });
    return { ok, told, summary: `${SECONDS} s: ${counts}` };
  },
};
