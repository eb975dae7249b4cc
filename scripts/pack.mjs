// Packs the library as npm would, from a folder of its own, so that a build in progress elsewhere is no matter.
//   node scripts/pack.mjs FOLDER    prints the path of the tarball
import { cp, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { mustExec, root } from './lib/exec.mjs';
import { isMain, runMain } from './lib/main.mjs';

const shipped = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

/**
 * @param {string} folder where to stage and pack; made when it is missing
 * @param {(dist: string) => Promise<unknown>} [make] what puts the built library there
 */
export async function pack(folder, make = build) {
  const stage = join(folder, 'stage');
  await mkdir(stage, { recursive: true });
  await make(join(stage, 'dist'));
  for (const name of shipped) {
    if (existsSync(join(root, name))) await cp(join(root, name), join(stage, name));
  }
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [report] = JSON.parse((await mustExec('npm', args, { cwd: stage })).stdout);
  return join(folder, report.filename);
}

if (isMain(import.meta.url)) {
  await runMain(async () => console.log(await pack(resolve(process.argv[2] ?? 'dist/pack'))));
}
