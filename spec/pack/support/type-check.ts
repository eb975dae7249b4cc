import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../house/support/source-files.js';
import { type Consumer } from './consumer.js';

/** How a user's TypeScript may be set up: each finds the types of packages in another way. */
export const setUps = [
  { name: 'nodenext, ES module', module: 'nodenext', extension: '.mts' },
  { name: 'nodenext, CommonJS', module: 'nodenext', extension: '.cts' },
  { name: 'node16, ES module', module: 'node16', extension: '.mts' },
  { name: 'node16, CommonJS', module: 'node16', extension: '.cts' },
  { name: 'bundler', module: 'preserve', extension: '.ts' },
] as const;

/**
 * Compiles one file of the fixtures as a user would: what the compiler complained of, in our types too. No types of
 * Node's are there unless they are asked for.
 */
export async function typeCheck(
  consumer: Consumer,
  file: string,
  { module, extension }: (typeof setUps)[number],
  types: readonly string[] = [],
): Promise<string> {
  const folder = join(consumer.folder, `types-${file}-${module}-${extension.slice(1)}`);
  mkdirSync(folder);
  cpSync(join(consumer.folder, `types/${file}.ts`), join(folder, `${file}${extension}`));
  const compilerOptions = {
    ...{
      target: 'es2022',
      lib: ['es2022', 'dom'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    },
    ...{ module, moduleResolution: module === 'preserve' ? 'bundler' : module, skipLibCheck: false },
    ...{ types, typeRoots: [join(root, 'node_modules/@types')] },
  };
  const include = [`${file}${extension}`];
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  return tsc(folder);
}

function tsc(folder: string): Promise<string> {
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 60_000 }, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}
