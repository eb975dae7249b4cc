// What Prometheus is told. Counted at once, before anything that may be left out in a burst.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** @typedef {'live' | 'reclaiming' | 'ended'} Standing */

export const metricsOf = () => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const own = { registers: [register] };
  const count = (
    /** @type {string} */ name,
    /** @type {string} */ help,
    /** @type {string[]} */ labelNames = [],
  ) => new Counter({ name, help, labelNames, ...own });
  const joins = count('monitor_joins_total', 'Who came into a room');
  const leaves = count('monitor_leaves_total', 'Who left a room');
  const recordings = count('monitor_recordings_total', 'Recordings that were started and stopped', ['what']);
  const alerts = count('monitor_alerts_total', 'Alerts', ['kind']);
  const unlogged = count('monitor_unlogged_total', 'Facts that were counted and not logged, in a burst');
  const sessions = new Gauge({
    name: 'monitor_sessions',
    help: 'Sessions by status',
    labelNames: ['status'],
    ...own,
  });
  const members = new Gauge({
    name: 'monitor_members',
    help: 'Who is in a room',
    labelNames: ['room'],
    ...own,
  });
  const gaps = new Histogram({
    name: 'monitor_gap_seconds',
    help: 'Times without a line, by session',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    ...own,
  });
  /** @type {Map<number, Standing>} */
  const standing = new Map();
  const stand = (/** @type {number} */ room, /** @type {Standing} */ kind) => {
    standing.set(room, kind);
    for (const status of /** @type {const} */ (['live', 'reclaiming', 'ended']))
      sessions.set({ status }, [...standing.values()].filter((one) => one === status).length);
  };
  return {
    register,
    /** Whether all of so many rooms are watched. */
    ready: (/** @type {number} */ rooms) =>
      [...standing.values()].filter((kind) => kind === 'live').length === rooms,
    take: (/** @type {import('./monitor.mjs').Told} */ told) => {
      switch (told.kind) {
        case 'joined':
          return joins.inc();
        case 'left':
          return leaves.inc();
        case 'members':
          return members.set({ room: told.room }, told.count);
        case 'gap':
          return gaps.observe(told.ms / 1_000);
        case 'session':
          return stand(told.room, told.status.kind);
        case 'recording':
          return recordings.inc({ what: told.error ? 'failed' : told.record ? 'started' : 'stopped' });
        default:
          return alerts.inc({ kind: told.kind });
      }
    },
    unlogged: (/** @type {number} */ facts) => unlogged.inc(facts),
  };
};
