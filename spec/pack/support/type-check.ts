import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../house/support/source-files.js';
import { type Consumer } from './consumer.js';

/** How a user's TypeScript may be set up: each finds the types of packages in another way. */
export const setUps = [
  { name: 'nodenext', module: 'nodenext', extensions: ['.mts', '.cts'] },
  { name: 'node16', module: 'node16', extensions: ['.mts', '.cts'] },
  { name: 'bundler', module: 'preserve', extensions: ['.ts'] },
] as const;

/**
 * Compiles one file of the fixtures as a user would, as ES module and as CommonJS: what the compiler complained of,
 * in our types too. No types of Node's are there unless they are asked for.
 */
export async function typeCheck(
  consumer: Consumer,
  file: string,
  { module, extensions }: (typeof setUps)[number],
  types: readonly string[] = [],
): Promise<string> {
  const folder = join(consumer.folder, `types-${file}-${module}`);
  mkdirSync(folder);
  const files = extensions.map((extension) => `${file}${extension}`);
  for (const name of files) cpSync(join(consumer.folder, `types/${file}.ts`), join(folder, name));
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022', 'dom'], noEmit: true },
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
    ...{ module, moduleResolution: module === 'preserve' ? 'bundler' : module },
    ...{ types, typeRoots: [join(root, 'node_modules/@types')] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  return tsc(folder);
}

function tsc(folder: string): Promise<string> {
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve(error === null ? '' : `${error.message}${stdout}${stderr}`);
    });
  });
}
