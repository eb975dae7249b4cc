// What is measured. A turn of one client is one process for each group, warmed up first; a work may fill several rows.
const perSecond =
  (count) =>
  ({ ms }) =>
    (count / ms) * 1_000;
const cpuPer10k =
  (count) =>
  ({ cpuMs }) =>
    (cpuMs / count) * 10_000;
const kiloBytes = ({ bytes }) => bytes / 1_000;

const requests = (count, inFlight, withCpu = true) => ({
  ask: { work: 'requests', count, inFlight },
  rows: {
    [`requests/s, ${inFlight.toLocaleString('en')} in flight`]: perSecond(count),
    ...(withCpu && {
      [`CPU ms per 10,000 requests, ${inFlight.toLocaleString('en')} in flight`]: cpuPer10k(count),
    }),
  },
});

const events = (count) => ({
  ask: { work: 'events', count },
  rows: { 'pushed events/s': perSecond(count), 'CPU ms per 10,000 pushed events': cpuPer10k(count) },
});

const heap = (count, listening) => ({
  warmUp: [],
  works: [
    {
      ask: { work: 'heap', count, listening },
      rows: {
        [`heap kB per session with 2 handles, ${listening ? 'both subscribed to' : 'nobody subscribed to'} events`]:
          kiloBytes,
      },
    },
  ],
});

// The warm-up is as long as the work: until its code is compiled, the client with more of it is measured by the compiler.
const speed = (factor) => {
  const n = (count) => Math.ceil((count * factor) / 1_024) * 1_024;
  const works = [
    requests(n(8_192), 1, false),
    requests(n(61_440), 64),
    requests(n(61_440), 1_024),
    events(n(204_800)),
  ];
  return { warmUp: works.map(({ ask }) => ask), works };
};

/** The whole table, and the short form of it. */
export const FULL = { repeats: 9, groups: [speed(1), heap(1_000, false), heap(1_000, true)] };
export const SHORT = { repeats: 5, groups: [speed(0.3), heap(500, false), heap(500, true)] };
