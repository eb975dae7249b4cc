import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../house/support/source-files.js';

const run = promisify(execFile);
const LIMIT_MS = 60_000;

/** A user's folder, outside the repository, with the packed library installed by npm. */
export interface Consumer {
  readonly folder: string;
  /** Runs Node there; rejects when the script fails or does not end by itself. */
  node(...args: readonly string[]): Promise<string>;
  /** The packages that npm installed, sorted. */
  installed(): string[];
  remove(): void;
}

/** Packs the library, installs it into a new folder, and lays the fixtures beside it. */
export async function makeConsumer(rxjs = '7.8.2'): Promise<Consumer> {
  const top = mkdtempSync(join(tmpdir(), 'rxjs-janus-pack-'));
  const folder = join(top, 'consumer');
  cpSync(join(root, 'spec/pack/fixtures'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true }\n');
  const { stdout } = await run(process.execPath, ['scripts/pack.mjs', top], { cwd: root, timeout: LIMIT_MS });
  const install = ['install', stdout.trim(), `rxjs@${rxjs}`, '--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', install, { cwd: folder, timeout: LIMIT_MS });
  return {
    folder,
    node: async (...args) => (await run(process.execPath, args, { cwd: folder, timeout: LIMIT_MS })).stdout,
    installed: () => installedIn(folder),
    remove: () => rmSync(top, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function installedIn(folder: string): string[] {
  const text = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, unknown> };
  return Object.keys(packages)
    .map((path) => path.replace('node_modules/', ''))
    .sort();
}
