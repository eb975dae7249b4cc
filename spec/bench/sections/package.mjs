// What an application loads and installs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../../../scripts/size.mjs';
import { entryOf, importRounds } from '../lib/imports.mjs';
import { compare } from '../lib/table.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const CLIENTS = [{ name: 'rxjs-janus' }, { name: 'janode' }];
/** Processes of each in a round: an import is short, and what else the machine does is not. */
const A_ROUND = 3;

/** How many packages come with some, themselves included. */
const installed = (lockFile, names) => {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const dependency of Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}))
      visit(dependency);
  };
  for (const name of names) visit(name);
  return found.size;
};

const only = (name, value) => ({ name, median: value, min: value, max: value });

export const packaging = {
  name: 'package',
  title: 'What an application loads and installs',
  async run({ dists, repeats = 7 }) {
    const specifiers = { 'rxjs-janus': entryOf(dists['rxjs-janus']), janode: 'janode' };
    const imports = compare(await importRounds(specifiers, repeats * A_ROUND), CLIENTS);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const packages = 1 + installed(join(root, 'package-lock.json'), [...Object.keys(dependencies), 'rxjs']);
    const sizes = await measure();
    return [
      ...imports,
      {
        row: 'packages installed',
        clients: [only('rxjs-janus', packages), { name: 'janode' }],
      },
      ...sizes.map(({ name, gzip }) => ({
        row: `gzip kB, ${name}`,
        clients: [only('rxjs-janus', gzip / 1_000), { name: 'janode' }],
      })),
    ];
  },
};
