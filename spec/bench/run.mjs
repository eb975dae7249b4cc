// Measures the built library against other clients, prints the tables and writes them to docs/bench.md with a picture.
//   node spec/bench/run.mjs [--only SECTION,...] [--no-build] [--repeats N] [--no-out] [--json FILE]
//                           [--dist FOLDER] [--also NAME=FOLDER]...
// --dist and --also take folders of built ES modules: `--also before=/elsewhere/dist/esm` shows what a change brought.
// With --only nothing is written.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDist } from '../../scripts/setup/dist.mjs';
import { circumstances, pageOf } from './lib/page.mjs';
import { pictureOf } from './lib/picture.mjs';
import { goalTable, table } from './lib/table.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bench = fileURLToPath(new URL('.', import.meta.url));
const REPEATS = 7;

const { values: args } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string' },
    build: { type: 'boolean', default: true },
    repeats: { type: 'string', default: String(REPEATS) },
    out: { type: 'boolean', default: true },
    json: { type: 'string' },
    dist: { type: 'string' },
    also: { type: 'string', multiple: true, default: [] },
  },
});

/** The other clients are this folder's own dependencies. */
if (!existsSync(join(bench, 'node_modules/janode')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: bench,
    stdio: 'inherit',
    timeout: 120_000,
  });
// Imported when the packages are there.
const { sections } = await import('./sections/index.mjs');

const now = circumstances();
if (args.build && args.dist === undefined) await ensureDist();

const dists = Object.fromEntries([
  ['rxjs-janus', resolve(args.dist ?? join(root, 'dist/esm'))],
  ...args.also.map((also) => [also.slice(0, also.indexOf('=')), resolve(also.slice(also.indexOf('=') + 1))]),
]);
const repeats = Number(args.repeats);
const wanted = args.only?.split(',');
const done = [];
for (const { name, title, run } of sections) {
  if (wanted && !wanted.includes(name)) continue;
  const began = performance.now();
  const seconds = () => `${Math.round((performance.now() - began) / 1_000)} s`;
  const tell = (round, of) => process.stderr.write(`${name}: round ${round} of ${of}, ${seconds()}\n`);
  const comparison = await run({ dists, repeats, tell });
  if (comparison === undefined) {
    console.log(`\n${title}: left out, what it runs on is not installed`);
    continue;
  }
  console.log(`\n${title} (${seconds()})\n\n${table(comparison)}`);
  done.push({ name, title, comparison });
}
console.log(`\nGoals\n\n${goalTable(done.map(({ comparison }) => comparison))}`);
if (args.json) writeFileSync(args.json, JSON.stringify(done, undefined, 2));
if (args.out && !wanted) {
  mkdirSync(join(root, 'docs/pictures'), { recursive: true });
  writeFileSync(join(root, 'docs/bench.md'), pageOf(done, now, repeats));
  writeFileSync(join(root, 'docs/pictures/bench.svg'), pictureOf(done.map(({ comparison }) => comparison)));
}
