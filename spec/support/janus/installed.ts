// Finds the Janus of this machine: the one that JANUS_BIN names, else the one of the distribution's package.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface InstalledJanus {
  readonly binary: string;
  /** The folder of `plugins`, `transports`, `events` and `loggers`. */
  readonly libraries: string;
  /** The folder of the configuration files that come with it. */
  readonly configs: string;
}

const BINARIES = ['/usr/bin/janus', '/usr/local/bin/janus', '/opt/janus/bin/janus'];
const CONFIGS = ['/etc/janus', '/usr/local/etc/janus', '/opt/janus/etc/janus'];

export const installedJanus: InstalledJanus | undefined = find();
export const hasRealJanus = installedJanus !== undefined;

function find(): InstalledJanus | undefined {
  const named = process.env['JANUS_BIN'];
  const binary = firstThatExists(named ? [named] : BINARIES);
  const libraries = firstThatExists(libraryFolders(), 'transports');
  const configs = firstThatExists(CONFIGS);
  return binary && libraries && configs ? { binary, libraries, configs } : undefined;
}

/** Debian keeps libraries in a folder per architecture. */
function libraryFolders(): string[] {
  const perArchitecture = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-'))
    : [];
  const parents = [
    ...perArchitecture.map((name) => join('/usr/lib', name)),
    '/usr/lib',
    '/usr/local/lib',
    '/opt/janus/lib',
  ];
  return parents.map((parent) => join(parent, 'janus'));
}

function firstThatExists(paths: readonly string[], inside = ''): string | undefined {
  return paths.find((path) => path !== '' && existsSync(join(path, inside)));
}
