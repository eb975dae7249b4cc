// Drop after drop on one line: what a drop allocates must go with it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { filter, firstValueFrom, skip } from 'rxjs';
import { create$, type JanusSession, restTransport, webSocketTransport } from 'rxjs-janus';
import { hasRealJanus, type RealJanus, startJanus } from '../support/janus/index.js';
import { type Proxy, startProxy } from '../support/proxy.js';
import { type Over } from '../support/servers/target.js';
import { sleep } from '../support/until.js';
import { type Watched, watch } from '../support/watch.js';
import { ECHO } from './support/chores.js';
import { tell } from './support/tell.js';

const drops = Number(process.env['CHAOS_DROPS'] ?? 120);
/** Over REST fewer and slower: Janus holds each broken poll for 30 s, and takes no more than a thousand connections. */
const SESSIONS = { websocket: 10, rest: 1 } as const;
const PAUSE_MS = { websocket: 0, rest: 30 } as const;
/** Enough for pools and compiled code to have come to rest. */
const WARM_UP = 60;
/** Of all sessions together, bytes; what compiled code and the test runner still take wears off with many drops. */
const MOST_PER_DROP = drops < 1_000 ? 4_000 : 1_500;
const SAMPLES = 8;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function heapUsed(): Promise<number> {
  // What ends in a turn of its own goes before the look.
  await sleep(50);
  collect();
  return process.memoryUsage().heapUsed;
}

/** The middle of the growths between all pairs of samples, which a single odd sample does not move. */
function slopeOf(samples: readonly number[], step: number): number {
  const slopes = samples.flatMap((from, i) =>
    samples.slice(i + 1).map((to, j) => (to - from) / ((j + 1) * step)),
  );
  return slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
}

(hasRealJanus ? describe : describe.skip)('the heap', () => {
  let server: RealJanus;
  beforeAll(async () => void (server = await startJanus()));
  afterAll(() => server.stop());

  it.each(['websocket', 'rest'] as const)(
    'stays flat over drops (%s)',
    async (over) => {
      const { proxy, sessions, leave } = await begin(server, over);
      const dropAll = async (times: number): Promise<void> => {
        for (let i = 0; i < times; i++) {
          await sleep(PAUSE_MS[over]);
          await drop(proxy, sessions);
        }
      };
      await dropAll(WARM_UP);
      const step = Math.ceil(drops / SAMPLES);
      const samples = [await heapUsed()];
      while (samples.length <= SAMPLES) {
        await dropAll(step);
        samples.push(await heapUsed());
      }
      const slope = slopeOf(samples, step);
      tell(`${String(drops)} drops over ${over}: ${slope.toFixed(0)} bytes of heap each`);
      expect(slope).toBeLessThan(MOST_PER_DROP);
      await leave();
    },
    30_000 + drops * 200,
  );
});

async function begin(server: RealJanus, over: Over) {
  const proxy = await startProxy(over === 'rest' ? server.ports.rest : server.ports.webSocket);
  const url = new URL(over === 'rest' ? server.restUrl : server.webSocketUrl);
  url.port = String(proxy.port);
  const options = { url: url.href, backOff: { firstMs: 1, maxMs: 5 } };
  const janus$ = over === 'rest' ? restTransport(options) : webSocketTransport(options);
  const held: Watched<unknown>[] = [];
  const hold = async (): Promise<JanusSession> => {
    const lease = watch(create$(janus$, { keepAliveMs: 2_000 }));
    const session = await lease.value();
    const handle = watch(session.attach$(ECHO));
    await handle.value();
    held.push(handle, lease);
    return session;
  };
  const sessions = await Promise.all(Array.from({ length: SESSIONS[over] }, hold));
  const leave = async (): Promise<void> => {
    for (const watched of held) watched.unsubscribe();
    await sleep(50);
    await proxy.stop();
  };
  return { proxy, sessions, leave };
}

/** Cuts the line under all of them, and waits until all are back; again for those whose poll was not open yet. */
async function drop(proxy: Proxy, sessions: readonly JanusSession[]): Promise<void> {
  const back = sessions.map(({ status$ }) =>
    firstValueFrom(
      status$.pipe(
        skip(1),
        filter(({ kind }) => kind === 'live'),
      ),
    ),
  );
  const all = Promise.all(back).then(() => true);
  do proxy.cut();
  while (!(await Promise.race([all, sleep(100).then(() => false)])));
}
