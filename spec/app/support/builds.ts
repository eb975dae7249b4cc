// What `npm run test:app` has built before these specs: the log and the parts of each application.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../house/support/source-files.js';

export interface Build {
  readonly code: number;
  /** Where the project is. */
  readonly folder: string;
  /** All that the CLI wrote. */
  readonly told: string;
  /** The built page. */
  readonly browser: string;
  /** The files that went into the page. */
  readonly inputs: readonly string[];
}

export const builds = {
  application: () => read('angular-video-room'),
  fresh: () => read('fresh'),
};

function read(name: string): Build {
  const file = join(root, '.cache/app', `${name}.json`);
  if (!existsSync(file)) throw new Error('nothing was built: npm run test:app builds first');
  const { code, folder, told } = JSON.parse(readFileSync(file, 'utf8')) as Pick<
    Build,
    'code' | 'folder' | 'told'
  >;
  const dist = join(folder, 'dist', name);
  return { code, folder, told, browser: join(dist, 'browser'), inputs: inputsOf(dist) };
}

/** Of the statistics that the CLI writes for the browser's bundles. */
function inputsOf(dist: string): readonly string[] {
  const name = readdirSync(dist).find((file) => /^(browser-)?stats\.json$/.test(file));
  if (name === undefined) return [];
  const { outputs } = JSON.parse(readFileSync(join(dist, name), 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, unknown> }>;
  };
  return Object.entries(outputs)
    .filter(([path]) => !path.includes('server'))
    .flatMap(([, output]) => Object.keys(output.inputs));
}
