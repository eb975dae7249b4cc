// What the application stands on: the library, built and packed as it would come from a registry, Angular, and the page itself.
import { cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustExec, root } from '../../../scripts/lib/exec.mjs';
import { isNewer } from '../../../scripts/lib/newer.mjs';
import { ensureDist } from '../../../scripts/setup/dist.mjs';
import { ensureNodeModules } from '../../../scripts/setup/node-modules.mjs';
import { tell } from '../../../scripts/setup/tell.mjs';

export const app = dirname(dirname(fileURLToPath(import.meta.url)));
/** The page, built. */
export const page = join(app, 'dist/angular-video-room/browser');
/** What it is built of. */
export const sources = ['src', 'public', 'angular.json', 'tsconfig.json', 'node_modules/rxjs-janus/dist'].map(
  (name) => join(app, name),
);

const INSTALL_MS = 600_000;
const installed = join(app, 'node_modules/rxjs-janus');

/** All that the page is built from. */
export async function installParts() {
  await ensureNodeModules();
  await ensureDist();
  await ensureAngular();
  await ensureLibrary();
}

export async function install() {
  await installParts();
  await ensurePage();
}

async function ensureAngular() {
  if (isNewer(join(app, 'node_modules/.package-lock.json'), [join(app, 'package-lock.json')])) return;
  tell('installing Angular for the application (npm install)');
  // Not `npm ci`: it refuses the lock where a registry lacks optional packages of other platforms.
  const args = ['install', '--no-save', '--prefer-offline', '--loglevel=error'];
  await mustExec('npm', args, { cwd: app, timeoutMs: INSTALL_MS });
}

/** npm has put a copy of it there; a build since then is newer. */
async function ensureLibrary() {
  if (isNewer(join(installed, 'dist/cjs/index.js'), [join(root, 'dist/cjs/index.js')])) return;
  await rm(join(installed, 'dist'), { recursive: true, force: true });
  for (const name of ['dist', 'package.json']) {
    await cp(join(root, name), join(installed, name), { recursive: true, preserveTimestamps: false });
  }
}

async function ensurePage() {
  if (isNewer(join(page, 'index.html'), sources)) return;
  tell('building the application (ng build)');
  await mustExec(process.execPath, [join(app, 'node_modules/@angular/cli/bin/ng.js'), 'build'], {
    cwd: app,
    timeoutMs: INSTALL_MS,
  });
}
