import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../house/support/source-files.js';
import { type Consumer } from './consumer.js';

interface Row {
  readonly name: string;
  readonly gzip: number;
}

/** Bytes of gzip of each row of the size budget: of the source, or of what a consumer has installed. */
export async function bundleSizes(consumer?: Consumer): Promise<Record<string, number>> {
  const packed = consumer && ['--dist', join(consumer.folder, 'node_modules/rxjs-janus/dist')];
  const args = ['scripts/size.mjs', '--json', '--lenient', ...(packed ?? [])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 60_000 });
  return Object.fromEntries((JSON.parse(stdout) as Row[]).map(({ name, gzip }) => [name, gzip]));
}
