// Measures the built library against a hand-written client, prints the table and writes it to docs/bench.md.
//   node spec/bench/run.mjs [--short] [--no-build] [--repeats N] [--out FILE | --no-out] [--json FILE]
//                           [--dist FOLDER] [--also NAME=FOLDER]...
// --dist and --also take folders of built ES modules: `--also before=/elsewhere/dist/esm` shows what a change brought.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare, table } from './lib/table.mjs';
import { measure } from './lib/turns.mjs';
import { FULL, SHORT } from './lib/works.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { values: args } = parseArgs({
  allowNegative: true,
  options: {
    short: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
    repeats: { type: 'string' },
    out: { type: 'string', default: join(root, 'docs/bench.md') },
    'no-out': { type: 'boolean', default: false },
    json: { type: 'string' },
    dist: { type: 'string' },
    also: { type: 'string', multiple: true, default: [] },
  },
});

const library = (name, dist) => ({ name, module: './clients/rxjs-janus.mjs', dist: resolve(dist) });

const clients = [
  { name: 'raw ws + Map', module: './clients/raw.mjs' },
  library('rxjs-janus', args.dist ?? join(root, 'dist/esm')),
  ...args.also.map((also) => library(also.slice(0, also.indexOf('=')), also.slice(also.indexOf('=') + 1))),
];

const plan = args.short ? SHORT : FULL;
const repeats = Number(args.repeats ?? plan.repeats);

const git = (...command) => execFileSync('git', command, { cwd: root, encoding: 'utf8' }).trim();

const commitNow = () => {
  try {
    const changed = git('status', '--porcelain', '--', 'src') === '' ? '' : ', with changes in src';
    return git('rev-parse', '--short', 'HEAD') + changed;
  } catch {
    return 'unknown';
  }
};

// Told before the build: the tree may change while the clients run.
const commit = commitNow();

const versionOf = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

const page = (body) => `# Measurements

Written by \`npm --prefix spec/bench start\`; the numbers of one machine on one day, of which the ratios are what counts.

- ${new Date().toISOString().slice(0, 10)}, commit ${commit}
- ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}, Node ${process.version}, rxjs ${versionOf('rxjs')}, ws ${versionOf('ws')}
- ${repeats} rounds; each cell is the median (least–most); a ratio is that of the medians, its spread that of the rounds

${body}

The hand-written client is one \`ws\` socket, JSON, a \`Map\` of transactions, a promise per request and one listener, without
deadlines, recovery or checks. The library has everything on. The server is a process of its own that answers from
templates and writes once per tick. Each client has a process of its own; the clients take turns within each round, in
alternating order, and warm up first by doing everything once. CPU is that of the whole client process, user and system,
with its garbage collector and compiler. Heap is what ${plan.groups[1].works[0].ask.count.toLocaleString('en')} sessions with two handles each add after a full collection; for the
library the subscriptions that hold them are part of it.
`;

if (args.build && args.dist === undefined)
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit', timeout: 180_000 });
const began = performance.now();
const rounds = await measure(clients, { ...plan, repeats }, (done, of) =>
  process.stderr.write(`round ${done} of ${of}, ${Math.round((performance.now() - began) / 1_000)} s\n`),
);
const comparison = compare(rounds, clients);
console.log(table(comparison));
if (args.json) writeFileSync(args.json, JSON.stringify({ comparison, rounds }, undefined, 2));
if (!args['no-out'] && !args.short) writeFileSync(args.out, page(table(comparison)));
