// What is measured. A turn of one client is one process for each group, warmed up first; a work may fill several rows.
const perSecond = ({ ms, count }) => (count / ms) * 1_000;
const cpuPer10k = ({ cpuMs, count }) => (cpuMs / count) * 10_000;
const kiloBytes = ({ bytes }) => bytes / 1_000;
const ratio = (result) => result.ratio;
const microseconds = ({ us }) => us;

const inWords = (inFlight) => `${inFlight.toLocaleString('en')} in flight`;

const requests = (count, inFlight, withCpu = true) => ({
  ask: { work: 'requests', count, inFlight },
  rows: {
    [`requests/s, ${inWords(inFlight)}`]: perSecond,
    ...(withCpu && { [`CPU ms per 10,000 requests, ${inWords(inFlight)}`]: cpuPer10k }),
  },
});

const events = (count) => ({
  ask: { work: 'events', count },
  rows: { 'pushed events/s': perSecond, 'CPU ms per 10,000 pushed events': cpuPer10k },
});

// The warm-up is as long as the work: until its code is compiled, the client with more of it is measured by the compiler.
const warmed = (name, works) => ({ name, warmUp: works.map(({ ask }) => ask), works });

const heap = (count, listening) => ({
  name: 'heap',
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

const pending = (count) => ({
  name: 'pending',
  warmUp: [{ work: 'events', count }],
  works: [
    {
      ask: { work: 'pending', count, pending: 10_000 },
      rows: { 'CPU per event with 10,000 requests pending, against none': ratio },
    },
  ],
});

const dispatch = (count) =>
  warmed('dispatch', [
    {
      ask: { work: 'dispatch', count, handles: 2_000 },
      rows: { 'dispatch of a message to one of 2,000 handles, µs': microseconds },
    },
  ]);

const speed = (factor) => {
  const n = (count) => Math.ceil((count * factor) / 1_024) * 1_024;
  return [
    requests(n(8_192), 1, false),
    requests(n(61_440), 64),
    requests(n(61_440), 1_024),
    events(n(204_800)),
  ];
};

/** Over WebSocket. */
export const SOCKET = {
  repeats: 7,
  groups: [
    warmed('speed', speed(1)),
    pending(102_400),
    dispatch(400_000),
    heap(1_000, false),
    heap(1_000, true),
  ],
};

/** The same in short: what guards every change. */
export const SHORT = {
  repeats: 5,
  groups: [
    warmed('speed', speed(0.2).slice(1)),
    ...[dispatch(100_000), heap(500, false), heap(500, true)].map((group) => ({ ...group, once: true })),
  ],
};

/** Over HTTP. */
export const REST = {
  repeats: 7,
  groups: [
    warmed('requests', [
      {
        ask: { work: 'requests', count: 8_192, inFlight: 64 },
        rows: { 'REST requests/s, 64 in flight': perSecond, 'REST CPU ms per 10,000 requests': cpuPer10k },
      },
    ]),
    warmed('poll', [{ ask: { work: 'events', count: 8_192 }, rows: { 'long poll events/s': perSecond } }]),
  ],
};

const KINDS = { keepalive: 'keep-alives', sync: 'synchronous requests', async: 'asynchronous requests' };

/** On a real server, which is what bounds the rates: CPU of the client alone. */
export const REAL = {
  repeats: 7,
  groups: Object.entries(KINDS).map(([kind, words]) =>
    warmed(kind, [
      {
        ask: { work: 'requests', count: 6_144, inFlight: 64, kind },
        rows: { [`real Janus: CPU ms of the client per 10,000 ${words}`]: cpuPer10k },
      },
    ]),
  ),
};

/** REST on a real server. */
export const REAL_REST = {
  repeats: 7,
  groups: [
    warmed('requests', [
      {
        ask: { work: 'requests', count: 2_048, inFlight: 64 },
        rows: { 'real Janus: REST requests/s, 64 in flight': perSecond },
      },
    ]),
  ],
};
