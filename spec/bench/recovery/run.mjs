// From a cut to a usable session: the library against a hand-written client that pipelines, on a server that runs.
//   node spec/bench/recovery/run.mjs --url ws://127.0.0.1:8188 [--cuts N] [--thousand] [--dist FOLDER] [--json]
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { summary } from '../lib/stats.mjs';
import { pairs } from './turns.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const { values: args } = parseArgs({
  options: {
    url: { type: 'string' },
    cuts: { type: 'string', default: '200' },
    dist: { type: 'string', default: join(root, 'dist/esm') },
    thousand: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (args.url === undefined) throw new Error('--url: the address of a running Janus');

const library = await import(pathToFileURL(join(resolve(args.dist), 'index.mjs')));

const WORKS = {
  '1 session': { sessions: 1, clients: 8, keepAliveMs: 300 },
  '100 sessions on one line': { sessions: 100, clients: 3, keepAliveMs: 600 },
  ...(args.thousand && {
    '1,000 sessions on one line': { sessions: 1_000, clients: 2, keepAliveMs: 2_000, share: 1 / 8 },
  }),
};

const rows = {};
for (const [name, { share = 1, ...work }] of Object.entries(WORKS)) {
  const all = await pairs(args.url, { ...work, cuts: Math.ceil(Number(args.cuts) * share), library });
  rows[name] = {
    cuts: all.length,
    raw: summary(all.map((pair) => pair.raw)),
    library: summary(all.map((pair) => pair.library)),
    moreMs: summary(all.map((pair) => pair.library - pair.raw)),
    ratio: summary(all.map((pair) => pair.library / pair.raw)),
  };
}
if (args.json) console.log(JSON.stringify(rows));
else
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { cuts, raw, library, moreMs, ratio }]) => [
        name,
        {
          cuts,
          'raw ms': raw.median,
          'library ms': library.median,
          'more ms': moreMs.median,
          ratio: ratio.median,
        },
      ]),
    ),
  );
