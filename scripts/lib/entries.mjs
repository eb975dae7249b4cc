// The entries of the package, as package.json names them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './exec.mjs';

const { exports: exported, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const moduleOf = (target) => /^\.\/dist\/esm\/(.*)\.mjs$/.exec(target?.import ?? '')?.[1];

/** `rxjs-janus/…` to the path of its file in `src`, without a suffix. */
export const pathOf = (specifier) => moduleOf(exported[`.${specifier.slice('rxjs-janus'.length)}`]);

/** The files of `src` that are files of `dist` too, without a suffix: the entries, and the platforms. */
export const entries = [...Object.values(exported), ...Object.values(imports['#platform'])]
  .map(moduleOf)
  .filter((path) => path !== undefined);
