// Installs the dependencies when they are missing or are not those of package-lock.json.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mustExec, root } from '../lib/exec.mjs';
import { tell } from './tell.mjs';

const LOCK = join(root, 'package-lock.json');
/** Written by npm into node_modules: what really is there. */
const INSTALLED = join(root, 'node_modules/.package-lock.json');

export async function ensureNodeModules() {
  if (isInstalled()) return;
  tell('installing the dependencies of package-lock.json (npm ci)');
  await mustExec('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  // A checkout sets new times on equal files, so an older time alone says nothing yet.
  return statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs || holdsWhatIsLocked();
}

function holdsWhatIsLocked() {
  const [locked, installed] = [packages(LOCK), packages(INSTALLED)];
  const paths = Object.keys(locked).filter((path) => path !== '');
  const extra = Object.keys(installed).some((path) => locked[path] === undefined);
  return !extra && paths.every((path) => isThere(locked[path], installed[path]));
}

/** Optional packages of other platforms are locked but never installed. */
function isThere(locked, installed) {
  return installed === undefined ? locked.optional === true : installed.version === locked.version;
}

function packages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
