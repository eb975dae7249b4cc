// Compiles src into dist: one file per module and format, so that all entries share the classes of `errors`.
//   node scripts/build.mjs [--out FOLDER]
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mustExec, root } from './lib/exec.mjs';
import { isMain, runMain } from './lib/main.mjs';

/** @param {string} out the folder that takes `esm` and `cjs` */
export async function build(out = join(root, 'dist')) {
  await rm(out, { recursive: true, force: true });
  const formats = ['esm', 'cjs'].map((format) => compile(format, join(out, format)));
  const failed = (await Promise.allSettled(formats)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  await markAsEsm(join(out, 'esm'));
}

async function compile(format, out) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await mustExec(process.execPath, [tsc, '-p', `tsconfig.${format}.json`, '--outDir', out]);
}

// The ES modules are told by `.mjs`, not by a package.json with a "type" of their own: an inner package.json would
// be the scope in which `#platform` is looked up, and would need copies of the root's `imports` and `sideEffects`.
const renamed = [
  ['.d.ts', '.d.mts'],
  ['.js', '.mjs'],
];
const relativeImport = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.js\2/g;

async function markAsEsm(folder) {
  const files = await readdir(folder, { recursive: true });
  await Promise.all(files.map((name) => markFile(join(folder, name))));
}

async function markFile(path) {
  const pair = renamed.find(([from]) => path.endsWith(from));
  if (pair === undefined) return;
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(relativeImport, '$1$2$3.mjs$2'));
  await rename(path, path.slice(0, -pair[0].length) + pair[1]);
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  await runMain(() => build(values.out && resolve(values.out)));
}
