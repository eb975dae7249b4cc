// The steps of the long lane, in turn. Each tells whether it passed, what it counted, and what is worth keeping.
import { join } from 'node:path';
import { exec, mustExec, root } from '../lib/exec.mjs';
import { angularStep } from './angular.mjs';
import { chaosStep } from './chaos.mjs';
import { leaksStep, mediaStep } from './media.mjs';
import { monitorStep } from './monitor.mjs';
import { recoveryStep } from './recovery/step.mjs';
import { floorSpecs, withRxjs } from './rxjs-floor.mjs';
import { runSpecs, specsWithout } from './specs.mjs';

const nodeStep = (major) => ({
  name: `node-${major}`,
  title: `Node ${major}: unit specs, contract specs on the simulator, packed package`,
  specs: specsWithout(),
  run: async () => {
    const script = ['-y', '-p', `node@${major}`, 'node', '-p', 'process.execPath'];
    const node = (await mustExec('npx', script)).stdout.trim();
    const version = (await mustExec(node, ['--version'])).stdout.trim();
    const specs = await runSpecs({ node });
    return { ...specs, summary: `${version}: ${specs.summary}` };
  },
});

const rxjsStep = (version) => ({
  name: 'rxjs-floor',
  title: `rxjs ${version}: types and unit specs`,
  specs: floorSpecs,
  run: () => withRxjs(version),
});

const benchFolder = join(root, 'spec/bench');

const benchStep = {
  name: 'bench',
  title: 'Measurements',
  run: async () => {
    const { code, stdout, stderr } = await exec('npm', ['start', '--silent'], {
      cwd: benchFolder,
      timeoutMs: 45 * 60_000,
      show: true,
    });
    return { ok: code === 0, told: stderr, summary: 'the tables are in bench.md', detail: stdout };
  },
};

const SOAK_S = process.env.SOAK_SECONDS ?? '3600';

const soakStep = {
  name: 'soak',
  title: '2,000 messages a second with a drop every 5 s',
  run: async () => {
    const args = [join(benchFolder, 'soak.mjs'), '--seconds', SOAK_S];
    const { code, stdout, stderr } = await exec(process.execPath, args, {
      timeoutMs: (Number(SOAK_S) + 120) * 1_000,
    });
    return { ok: code === 0, told: stdout + stderr, summary: stdout.split('\n')[0] };
  },
};

export const steps = [
  mediaStep,
  leaksStep,
  nodeStep(22),
  nodeStep(24),
  rxjsStep('7.4.0'),
  angularStep({ major: 20, typescript: '~5.9.3', zone: '~0.15.0' }),
  angularStep({ major: 22, typescript: '~6.0.0', zone: '~0.16.0', node: 24 }),
  chaosStep,
  recoveryStep,
  monitorStep,
  soakStep,
  benchStep,
];
