// One client in a process of its own: does the works that run.mjs asks for by IPC, and tells what they cost.
//   requests  so many requests, so many in flight: milliseconds and CPU milliseconds
//   events    so many pushed events, all for one listener of one handle: the same
//   heap      so many sessions with two handles each, with or without a listener on each handle: bytes a session
//   pending   CPU of events without, and with, so many requests that are not answered
//   dispatch  microseconds from a decoded message to the listener of its handle, one of so many, without a socket
// What a client cannot do it has no method for, and the work is told as `undefined`.
const [module, url, options] = process.argv.slice(2);
const { connect } = await import(module);
const client = await connect(url, JSON.parse(options));

const settled = async () => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const timed = async (work) => {
  globalThis.gc();
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  await work();
  const ms = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { ms, cpuMs: (user + system) / 1_000 };
};

const WORK = {
  requests: ({ count, inFlight, kind }) => timed(() => client.requests(count, inFlight, kind)),
  events: ({ count }) => timed(() => client.events(count)),
  async pending({ count, pending }) {
    const { cpuMs: without } = await timed(() => client.events(count));
    client.pend(pending);
    const { cpuMs } = await timed(() => client.events(count));
    return { ratio: cpuMs / without };
  },
  dispatch: ({ count, handles }) => client.dispatch(count, handles),
  async heap({ count, listening }) {
    // Code is compiled and tables are grown before the first look.
    await client.sessions(Math.ceil(count / 4), listening);
    await settled();
    const before = process.memoryUsage().heapUsed;
    await client.sessions(count, listening);
    await settled();
    return { bytes: (process.memoryUsage().heapUsed - before) / count };
  },
};

const METHOD = { pending: 'pend', heap: 'sessions' };

process.on('message', async ({ work, slow = 1, ...of }) => {
  if (client[METHOD[work] ?? work] === undefined) return process.send({});
  const count = work === 'heap' ? of.count : Math.ceil(of.count / slow);
  process.send({ ...(await WORK[work]({ ...of, count })), count });
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
