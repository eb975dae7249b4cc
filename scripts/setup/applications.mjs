// Builds what spec/app looks at, with Angular's own CLI: the example application, and a fresh project with the packed library.
import { readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, installParts, sources } from '../../examples/angular-video-room/server/install.mjs';
import { exec, mustExec, root } from '../lib/exec.mjs';
import { isNewer } from '../lib/newer.mjs';
import { pack } from '../pack.mjs';
import { tell } from './tell.mjs';

/** What the specs read: the outcome of each build. */
const CACHE = join(root, '.cache/app');
const LIMIT_MS = 300_000;
const fixture = join(root, 'spec/app/fixtures/fresh');

export async function ensureApplications() {
  await installParts();
  await mkdir(CACHE, { recursive: true });
  if (!isBuilt('angular-video-room', app, sources)) await build('angular-video-room', app, ['--stats-json']);
  await ensureFresh();
}

export async function ensureFresh() {
  const folder = join(CACHE, 'fresh');
  const installed = ['node_modules/.package-lock.json', 'node_modules/rxjs-janus/dist'];
  if (isBuilt('fresh', folder, [fixture, ...installed.map((name) => join(app, name))])) return;
  await rm(folder, { recursive: true, force: true });
  await build('fresh', await freshProject(folder));
}

const outcomeOf = (name) => join(CACHE, `${name}.json`);

/** Nothing has changed since its last build, not even what that build has made. */
function isBuilt(name, folder, madeOf) {
  const outcome = outcomeOf(name);
  if (!isNewer(outcome, [...madeOf, join(folder, 'dist')])) return false;
  return JSON.parse(readFileSync(outcome, 'utf8')).code === 0;
}

/** @param {string} name @param {string} folder @param {readonly string[]} args */
async function build(name, folder, args = []) {
  tell(`building ${name} (ng build)`);
  const ng = join(folder, 'node_modules/@angular/cli/bin/ng.js');
  const { code, stdout, stderr } = await exec(process.execPath, [ng, 'build', ...args], {
    cwd: folder,
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
    timeoutMs: LIMIT_MS,
  });
  await writeFile(outcomeOf(name), JSON.stringify({ code, folder, told: stdout + stderr }));
}

/**
 * A project as a user has it: Angular from the registry, the library from its tarball. Angular is linked from the
 * application's own installation, file by file, as it is the same.
 *
 * @param {string} folder
 */
async function freshProject(folder) {
  await cp(fixture, folder, { recursive: true });
  await mustExec('cp', ['-al', join(app, 'node_modules'), join(folder, 'node_modules')]);
  const rest = ['rxjs-janus', 'zone.js'].map((name) => join(folder, 'node_modules', name));
  await Promise.all(rest.map((path) => rm(path, { recursive: true, force: true })));
  await cp(join(root, 'node_modules/zone.js'), join(folder, 'node_modules/zone.js'), { recursive: true });
  const tarball = await pack(join(CACHE, 'pack'), copyOfDist);
  await mkdir(join(folder, 'node_modules/rxjs-janus'));
  const strip = ['--strip-components=1', '-C', join(folder, 'node_modules/rxjs-janus')];
  await mustExec('tar', ['-xzf', tarball, ...strip]);
  return folder;
}

/** It was built a moment ago; files of an earlier one are not to be packed beside it. */
async function copyOfDist(dist) {
  await rm(dist, { recursive: true, force: true });
  await cp(join(root, 'dist'), dist, { recursive: true });
}
