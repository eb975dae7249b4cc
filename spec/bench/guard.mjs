// Fails when the library has become slower or bigger than floor.json allows, and when it would not notice: the library
// made slow on purpose, in the same turns, has to be caught. Needs no packages beyond the repository's own.
//   node spec/bench/guard.mjs [--repeats N] [--dist FOLDER] [--update] [--json FILE]
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDist } from '../../scripts/setup/dist.mjs';
import { guardClients } from './lib/clients.mjs';
import { against, raised, readFloor, writeFloor } from './lib/floor.mjs';
import { entryOf, importRounds } from './lib/imports.mjs';
import { compare, table } from './lib/table.mjs';
import { turns, withServer } from './lib/turns.mjs';
import { SHORT } from './lib/works.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { values: args } = parseArgs({
  options: {
    repeats: { type: 'string', default: String(SHORT.repeats) },
    dist: { type: 'string' },
    update: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

if (args.dist === undefined) await ensureDist();
const dist = resolve(args.dist ?? join(root, 'dist/esm'));
const clients = guardClients({ 'rxjs-janus': dist });
/** Processes that import the library. */
const IMPORTS = 15;
const floor = readFloor();
const SLOWED = 'slowed';

const take = async (repeats) => [
  ...(await withServer(({ webSocketUrl }) => turns(clients, webSocketUrl, { ...SHORT, repeats }))),
  ...(await importRounds({ 'rxjs-janus': entryOf(dist) }, IMPORTS)),
];

const tell = ({ row, value, limit, best, held, words }) =>
  console.log(
    `${held ? 'holds' : 'FAILS'}  ${row}: ${value.toFixed(2)}, ${words} ${limit.toFixed(2)} (best ${best})`,
  );

let rounds = await take(Number(args.repeats));
let lines = against(floor, compare(rounds, clients), 'rxjs-janus');
if (lines.some(({ held }) => !held)) {
  console.log('once more, as something falls short: the machine may be busy');
  rounds = [...rounds, ...(await take(Number(args.repeats)))];
  lines = against(floor, compare(rounds, clients), 'rxjs-janus');
}
const comparison = compare(rounds, clients);
console.log(`${table(comparison)}\n`);
lines.forEach(tell);
const caught = against(floor, comparison, SLOWED).filter(({ held }) => !held);
console.log(`the library made slow on purpose is caught by ${caught.length} rows`);
if (args.json) writeFileSync(args.json, JSON.stringify({ comparison, rounds }, undefined, 2));
if (args.update) writeFloor(raised(floor, lines));
if (lines.length < Object.keys(floor.rows).length || lines.some(({ held }) => !held) || caught.length === 0)
  process.exitCode = 1;
