// The steps of the long lane, in turn. Each tells whether it passed, what it counted, and what is worth keeping.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exec, mustExec, root } from '../lib/exec.mjs';
import { withRxjs } from './rxjs-floor.mjs';
import { runSpecs } from './specs.mjs';

const nodeStep = (major) => ({
  name: `node-${major}`,
  title: `Node ${major}: unit specs, contract specs on the simulator, packed package`,
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
  run: () => withRxjs(version),
});

const benchFolder = join(root, 'spec/bench');

const benchStep = {
  name: 'bench',
  title: 'Measurements',
  run: async () => {
    const { code, stdout, stderr } = await exec('npm', ['start', '--silent'], {
      cwd: benchFolder,
      timeoutMs: 20 * 60_000,
      show: true,
    });
    return { ok: code === 0, told: stderr, summary: 'the table is in bench.md', detail: stdout };
  },
};

export const steps = [
  nodeStep(22),
  nodeStep(24),
  rxjsStep('7.4.0'),
  ...(existsSync(join(benchFolder, 'package.json')) ? [benchStep] : []),
];
