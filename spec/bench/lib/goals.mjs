// What is aimed at: of the library's median, or of its ratio to another client's.
import { readFileSync } from 'node:fs';

const fileOf = (path) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));

/** kB of gzip: what the size budget aims at, and two for each plugin. */
const sizeGoals = () => {
  const { exports: exported } = fileOf('package.json');
  const isPlugin = (name) =>
    exported[name.replace('rxjs-janus', '.')]?.import?.startsWith('./dist/esm/plugins/');
  const goals = Object.entries(fileOf('size-budget.json').bundles).map(([name, { goal }]) => [
    `gzip kB, ${name}`,
    goal ?? (isPlugin(name) ? 2_048 : undefined),
  ]);
  return Object.fromEntries(
    goals.filter(([, goal]) => goal !== undefined).map(([row, goal]) => [row, [{ most: goal / 1_000 }]]),
  );
};

const RAW = 'raw ws + Map';
const JANODE = 'janode';

const cpu = [
  { to: RAW, most: 0.6 },
  { to: JANODE, most: 0.5 },
];
const real = [
  { to: RAW, most: 0.85 },
  { to: JANODE, most: 0.6 },
];

export const GOALS = {
  'requests/s, 1 in flight': [{ to: RAW, least: 0.95 }],
  'requests/s, 64 in flight': [{ to: RAW, least: 1.2 }],
  'requests/s, 1,024 in flight': [{ to: RAW, least: 1.7 }],
  'CPU ms per 10,000 requests, 64 in flight': [...cpu, { to: 'rxjs-janus, reclaim: false', most: 1.02 }],
  'CPU ms per 10,000 requests, 1,024 in flight': cpu,
  'pushed events/s': [{ to: RAW, least: 0.95 }],
  'CPU per event with 10,000 requests pending, against none': [{ most: 1.1 }],
  'dispatch of a message to one of 2,000 handles, µs': [{ most: 1 }],
  'heap kB per session with 2 handles, nobody subscribed to events': [{ most: 1.5 }],
  'heap kB per session with 2 handles, both subscribed to events': [{ most: 3.3 }],
  'cut to usable, 1 session, ms': [{ to: 'pipelined by hand', more: 1 }],
  'cut to usable, 100 sessions on one line, ms': [{ to: 'pipelined by hand', most: 1.5 }],
  'cut to usable, 1,000 sessions on one line, ms': [{ to: 'pipelined by hand', most: 1.5 }],
  'REST requests/s, 64 in flight': [
    { to: 'undici.request', least: 0.85 },
    { to: 'janus.js', least: 8 },
  ],
  'long poll events/s': [
    { to: 'janus.js', least: 10 },
    { to: 'janus.js, maxev 1', least: 10 },
  ],
  'real Janus: CPU ms of the client per 10,000 keep-alives': real,
  'real Janus: CPU ms of the client per 10,000 synchronous requests': real,
  'real Janus: CPU ms of the client per 10,000 asynchronous requests': real,
  'real Janus: REST requests/s, 64 in flight': [{ to: 'janus.js', least: 5 }],
  'import in Node beyond rxjs, ms': [{ most: 5 }],
  'packages installed': [{ most: 6 }],
  ...sizeGoals(),
  'Chromium: main-thread ms per 1,000 events': [{ to: 'raw WebSocket + Map', most: 1.1 }],
  'Chromium: longest task in such a burst, ms (0: none of 50 ms)': [{ most: 50 }],
};

const OURS = 'rxjs-janus';

const valueOf = ({ to, more }, mine, theirs) => {
  if (to === undefined) return mine.median;
  if (theirs === undefined) return undefined;
  return more === undefined ? mine.median / theirs.median : mine.median - theirs.median;
};

/** The goals of one row: what was aimed at, what was reached, and whether that is it. */
export const judged = ({ row, clients }) => {
  const find = (name) => clients.find((client) => client.name === name);
  const mine = find(OURS);
  if (mine?.median === undefined) return [];
  return (GOALS[row] ?? []).flatMap((goal) => {
    const value = valueOf(goal, mine, goal.to && find(goal.to));
    if (value === undefined || Number.isNaN(value)) return [];
    const limit = goal.more ?? goal.most ?? goal.least;
    const sign = goal.least === undefined ? '≤' : '≥';
    const reached = goal.least === undefined ? value <= limit : value >= limit;
    return [{ ...goal, value, reached, words: `${sign} ${limit}${wordsOf(goal)}` }];
  });
};

const wordsOf = ({ to, more }) => {
  if (to === undefined) return '';
  return more === undefined ? ` × ${to}` : ` more than ${to}`;
};
