// The packed package in a fresh project of another version of Angular, built by that version's CLI.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, mustExec, root } from '../lib/exec.mjs';
import { pack } from '../pack.mjs';

const INSTALL_MS = 10 * 60_000;

/** @param {{ major: number, typescript: string, zone: string, node?: number }} versions */
export const angularStep = ({ major, typescript, zone, node }) => ({
  name: `angular-${major}`,
  title: `Angular ${major}: the packed package in a fresh project, built by its CLI`,
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-angular-'));
    try {
      await prepare(folder, { major, typescript, zone });
      return await build(folder, node);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

async function prepare(folder, { major, typescript, zone }) {
  await cp(join(root, 'spec/app/fixtures/fresh'), folder, { recursive: true });
  const file = join(folder, 'package.json');
  const project = JSON.parse(await readFile(file, 'utf8'));
  const ofAngular = (name) => name.startsWith('@angular/');
  for (const list of [project.dependencies, project.devDependencies]) {
    for (const name of Object.keys(list).filter(ofAngular)) list[name] = `^${major}.0.0`;
  }
  project.dependencies['zone.js'] = zone;
  project.dependencies['rxjs-janus'] = `file:${await pack(join(folder, 'pack'))}`;
  project.devDependencies.typescript = typescript;
  await writeFile(file, JSON.stringify(project));
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await mustExec('npm', install, { cwd: folder, timeoutMs: INSTALL_MS });
}

async function build(folder, major) {
  const script = ['-y', '-p', `node@${major}`, 'node', '-p', 'process.execPath'];
  const node = major ? (await mustExec('npx', script)).stdout.trim() : process.execPath;
  const ng = join(folder, 'node_modules/@angular/cli/bin/ng.js');
  const { code, stdout, stderr } = await exec(node, [ng, 'build'], { cwd: folder, env: { NO_COLOR: '1' } });
  const { version } = JSON.parse(
    await readFile(join(folder, 'node_modules/@angular/core/package.json'), 'utf8'),
  );
  const told = stdout + stderr;
  const size = /Initial total\s*\|\s*([\d.]+ [kM]B)/.exec(told)?.[1] ?? 'unknown';
  const quiet = !/WARNING|ERROR/.test(told);
  return {
    ok: code === 0 && quiet,
    told,
    summary: `${version} under ${major ? `Node ${major}` : process.version}: ${size}`,
  };
}
