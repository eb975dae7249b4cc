// Who is measured. The first of each list is what the others are compared with.
const module = (name) => `./clients/${name}.mjs`;

const RAW = { name: 'raw ws + Map', module: module('raw') };
const JANODE = { name: 'janode', module: module('janode') };
const JANUS_JS = { name: 'janus.js', module: module('janus-js') };
const NAIVE = { name: 'naive rxjs', module: module('naive'), slow: { pending: 32, dispatch: 64 } };
const UNDICI = { name: 'undici.request', module: module('undici') };

/** The library's builds: `dists` is name to folder. */
const library = (dists, options = {}) =>
  Object.entries(dists).map(([name, dist]) => ({
    name,
    module: module('rxjs-janus'),
    options: { dist, ...options },
  }));

const withoutReclaim = (dists) => ({
  ...library(dists, { session: { reclaim: false } })[0],
  name: 'rxjs-janus, reclaim: false',
  skip: ['pending', 'dispatch', 'heap'],
});

export const socketClients = (dists) => [
  RAW,
  ...library(dists),
  JANODE,
  JANUS_JS,
  NAIVE,
  withoutReclaim(dists),
];

export const restClients = (dists) => [
  UNDICI,
  ...library(dists),
  JANUS_JS,
  { ...JANUS_JS, name: 'janus.js, maxev 1', options: { max_poll_events: 1 }, skip: ['requests'] },
];

export const realClients = (dists) => [RAW, ...library(dists), JANODE];

/** What guards every change: the library, and what has to be caught. */
export const guardClients = (dists) => [
  RAW,
  ...library(dists),
  { ...library(dists)[0], name: 'slowed', module: module('slowed'), rounds: 2, skip: ['dispatch', 'heap'] },
];
