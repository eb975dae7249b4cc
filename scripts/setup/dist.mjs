// Builds dist when it is missing or older than what it is made of.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mustExec, root } from '../lib/exec.mjs';
import { tell } from './tell.mjs';

/** Its time is the start of the last build that succeeded; kept outside dist, which is what gets packed. */
const STAMP = join(root, 'node_modules/.cache/rxjs-janus-build');
const MADE_OF = [
  'src',
  'package.json',
  'tsconfig.json',
  'tsconfig.esm.json',
  'tsconfig.cjs.json',
  'scripts/build.mjs',
  'scripts/lib/entries.mjs',
];

/** Rejects with the compiler's words when the build fails. */
export async function ensureDist() {
  if (isFresh()) return;
  tell('building dist (npm run build)');
  const startedAt = new Date();
  await mustExec('npm', ['run', '--silent', 'build']);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, startedAt, startedAt);
}

function isFresh() {
  if (!existsSync(STAMP) || !existsSync(join(root, 'dist/cjs/chunks/core.js'))) return false;
  const builtAt = statSync(STAMP).mtimeMs;
  return MADE_OF.every((name) => newest(join(root, name)) <= builtAt);
}

/** A folder's own time counts too: it tells of files that were removed. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
