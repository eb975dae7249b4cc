// The page of the measurements.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goalTable, table } from './table.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bench = fileURLToPath(new URL('..', import.meta.url));

const git = (...command) => execFileSync('git', command, { cwd: root, encoding: 'utf8' }).trim();

/** To be asked before the measurements: the tree may change while they run. */
export const circumstances = () => {
  const load = loadavg()[0].toFixed(1);
  try {
    const changed = git('status', '--porcelain', '--', 'src') === '' ? '' : ', with changes in src';
    return { commit: git('rev-parse', '--short', 'HEAD') + changed, load };
  } catch {
    return { commit: 'unknown', load };
  }
};

const versionOf = (name) => {
  const found = createRequire(join(bench, 'run.mjs'))
    .resolve.paths(name)
    .map((folder) => join(folder, name, 'package.json'));
  for (const file of found) {
    try {
      return `${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`;
    } catch {
      // The next folder up.
    }
  }
  return `${name} none`;
};

const versions = () => ['rxjs', 'ws', 'undici', 'janode', 'janus-gateway'].map(versionOf).join(', ');

export const pageOf = (sections, { commit, load }, repeats) => `# Measurements

Written by \`npm --prefix spec/bench start\`; the numbers of one machine on one day, of which the ratios are what counts.

- ${new Date().toISOString().slice(0, 10)}, commit ${commit}
- ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}, load ${load} at the start
- Node ${process.version}, ${versions()}
- ${repeats} rounds; the first client's cells are medians (least–most), the others' a median and its ratio to the first
  client's (least–most of the rounds)

![Ratios](pictures/bench.svg)

## Goals

${goalTable(sections.map(({ comparison }) => comparison))}

${sections.map(({ title, comparison }) => `## ${title}\n\n${table(comparison)}`).join('\n\n')}

## What was measured

The hand-written client is one \`ws\` socket, JSON, a \`Map\` of transactions, a promise per request and one listener, without
deadlines, recovery or checks; over REST it is \`undici.request\` and a loop of polls. janode and janus.js are used as their
examples do, janus.js with \`ws\` for a WebSocket and one session a socket. "naive rxjs" is one Subject with a \`filter\` for
each request and handle. rxjs-janus has everything on.

The server is a process of its own that answers from templates and writes once per tick. Each client has a process of its
own; the clients take turns within each round, in alternating order, and warm up first by doing everything once. CPU is
that of the whole client process, user and system, with its garbage collector and compiler. Heap is what 1,000 sessions
with two handles each add after a full collection; for the library the subscriptions that hold them are part of it.
Dispatch is from a decoded message to the listener, without a socket. In Chromium the time is that of all tasks of the
main thread, the browser's own included.
`;
