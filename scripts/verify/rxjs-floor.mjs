// The oldest rxjs that the peer range allows, in a copy of the repository of its own.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, mustExec, root } from '../lib/exec.mjs';
import { runSpecs, specsWithout } from './specs.mjs';

/** The others need the package as it is built, or its own version of rxjs. */
export const floorSpecs = specsWithout('pack', 'contract', 'examples', 'types', 'docs');
/**
 * Old versions of rxjs name no types in their `exports`, so only the resolution that does not read those finds them. Angular
 * is not found by it, and the pictures are drawn with operators of today.
 */
const notByFloor = ['spec/angular', 'spec/docs'];
const left = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage']);

/** Type-checks all and runs the unit specs with one version of rxjs. */
export async function withRxjs(version) {
  const copy = await mkdtemp(join(tmpdir(), 'rxjs-janus-floor-'));
  try {
    await cp(root, copy, { recursive: true, filter: (path) => !left.has(path.slice(root.length + 1)) });
    const install = ['install', `rxjs@${version}`, '--save-dev', '--save-exact', '--no-audit', '--no-fund'];
    await mustExec('npm', [...install, '--prefer-offline', '--loglevel=error'], { cwd: copy });
    const tsc = join(copy, 'node_modules/typescript/bin/tsc');
    const { exclude } = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8'));
    const floor = { extends: './tsconfig.jest.json', exclude: [...exclude, ...notByFloor] };
    await writeFile(join(copy, 'tsconfig.floor.json'), JSON.stringify(floor));
    const types = await exec(process.execPath, [tsc, '-p', 'tsconfig.floor.json'], { cwd: copy });
    const specs = await runSpecs({ cwd: copy, specs: floorSpecs });
    const complaints = types.code === 0 ? 'types clean' : 'types complain';
    const told = `${types.stdout}${specs.told}`;
    return { ok: types.code === 0 && specs.ok, told, summary: `${complaints}; ${specs.summary}` };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
