// How long an import takes, each time in a process of its own that has imported rxjs just before: rxjs is the application's.
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';

const bench = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 20_000;

const timed = (specifier) => `
  const timed = async (specifier) => {
    const began = performance.now();
    await import(specifier);
    return performance.now() - began;
  };
  const rxjs = await timed('rxjs');
  const own = await timed(${JSON.stringify(specifier)});
  console.log(JSON.stringify({ rxjs, own }));
  process.exit();`;

const once = async (specifier) => {
  const args = ['--input-type=module', '-e', timed(specifier)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: bench, timeout: LIMIT_MS });
  return JSON.parse(stdout);
};

export const ROWS = {
  ms: 'import in Node beyond rxjs, ms',
  part: 'import in Node, as a part of that of rxjs',
};

const rowsOf = ({ rxjs, own }) => ({ [ROWS.ms]: own, [ROWS.part]: own / rxjs });

/**
 * In turns; resolves with the rounds, as those of all other works: for each, by client name, the value of each row.
 *
 * @param {Record<string, string>} specifiers what is imported, by client name
 */
export async function importRounds(specifiers, repeats) {
  const rounds = [];
  for (let i = 0; i < repeats; i++) {
    const round = {};
    for (const [name, specifier] of Object.entries(specifiers)) round[name] = rowsOf(await once(specifier));
    rounds.push(round);
  }
  return rounds;
}

/** The main entry of a build, as something to import. */
export const entryOf = (dist) => pathToFileURL(join(dist, 'index.mjs')).href;
